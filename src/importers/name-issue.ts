import { slugFault, slugOf } from "./core.ts";

/**
 * What an issue's file is called, best name first, without end: `2023-09-udd-enter`, `2023-09-udd-enter-september`,
 * `2023-09-udd-enter-2` … A name that begins with the date already is not given it twice.
 * @param name what the source calls the letter
 * @param date a partial date, or undefined when it is not known
 */
export function* issueNames(
  name: string,
  date: string | undefined,
  slug: string,
  language: string,
): Generator<string, never> {
  const stem = withoutDate(slugOf(name, language), date);
  const words = stem || slug;
  const first = safe([date, words].filter(Boolean).join("-"));
  yield first;
  if (slug !== "" && !first.endsWith(slug)) yield `${first}-${slug}`;
  for (let number = 2; ; number += 1) yield `${first}-${number}`;
}

function withoutDate(stem: string, date: string | undefined): string {
  if (date === undefined) return stem;
  const forms = [date, date.replaceAll("-", ""), date.slice(0, 7), date.slice(0, 4)];
  const form = forms.find((start) => stem === start || stem.startsWith(`${start}-`));
  return form === undefined ? stem : stem.slice(form.length + 1);
}

/** Windows has names for devices that no file can have. */
function safe(name: string): string {
  return slugFault(name) === undefined ? name : `brev-${name}`.replace(/-$/, "");
}
