import { issueSchema } from "../core.ts";

/** BCP 47 of `sv_SE`, `zh-hant` or `sv`, in its usual letters; undefined for anything but a language code. */
export function languageTag(text: string | undefined): string | undefined {
  return issueSchema.shape.language.safeParse(text?.trim().replaceAll("_", "-")).data;
}
