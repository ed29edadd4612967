import slugify from "@sindresorhus/slugify";

/** "&" is a word, and each language has its own. */
const AND: Readonly<Record<string, string>> = {
  sv: "och",
  nb: "og",
  nn: "og",
  da: "og",
  fi: "ja",
  de: "und",
  en: "and",
};

/**
 * A text as the last part of an address or as an anchor: "Höstens nyheter" → `hostens-nyheter`.
 * The language decides how letters are written without marks: Swedish ö becomes o, German ö becomes oe.
 * @returns "" when nothing of the text can be written with a–z and 0–9
 */
export function slugOf(written: string, language: string): string {
  // A place where a word may be divided is no part of it: text copied from Word and mail is full of them.
  const text = written.replaceAll("\u00ad", "");
  const and = AND[language.split("-")[0] ?? ""] ?? "";
  const slug = slugify(text, { locale: language, decamelize: false, customReplacements: [["&", ` ${and} `]] });
  return slug.slice(0, 80).replace(/-+$/, "");
}
