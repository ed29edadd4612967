import slugify from "@sindresorhus/slugify";

/**
 * A text as the last part of an address or as an anchor: "Höstens nyheter" → `hostens-nyheter`.
 * The language decides how letters are written without marks: Swedish ö becomes o, German ö becomes oe.
 * @returns "" when nothing of the text can be written with a–z and 0–9
 */
export function slugOf(text: string, language: string): string {
  return slugify(text, { locale: language, decamelize: false }).slice(0, 80).replace(/-+$/, "");
}
