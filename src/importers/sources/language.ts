/** BCP 47 of `sv_SE`, `sv-se` or `sv`; undefined for anything but a language code. */
export function languageTag(text: string | undefined): string | undefined {
  const [, language, region] = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/i.exec(text?.trim() ?? "") ?? [];
  if (language === undefined) return undefined;
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${region.toUpperCase()}`;
}
