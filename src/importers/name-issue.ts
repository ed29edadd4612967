import { slugFault, slugOf } from "./core.ts";
import { withoutQuery } from "./letter/clean-text.ts";

/**
 * Names for the file of an issue, best first, endless: `2023-09-udd-enter`, `2023-09-udd-enter-september`,
 * `2023-09-udd-enter-2` … The date is not repeated in a name that begins with it.
 * @param name what the source calls the letter
 * @param date a partial date, or undefined when it is not known
 */
export function* issueNames(
  name: string,
  date: string | undefined,
  slug: string,
  language: string,
): Generator<string, never> {
  const stem = withoutDate(slugOf(withoutQuery(name), language), date);
  const words = stem || slug;
  const first = shortened(safe([date, words].filter(Boolean).join("-")));
  yield first;
  const longer = `${first}-${slug}`;
  if (slug !== "" && !first.endsWith(slug) && longer === shortened(longer)) yield longer;
  for (let number = 2; ; number += 1) yield `${first}-${number}`;
}

/** Pictures and documents are named after the issue, and published under the first eighty signs: their numbers must be among these. */
const LONGEST = 64;

function shortened(name: string): string {
  return name.length <= LONGEST ? name : name.slice(0, LONGEST).replace(/-[^-]*$/, "");
}

function withoutDate(stem: string, date: string | undefined): string {
  if (date === undefined) return stem;
  const forms = [date, date.replaceAll("-", ""), date.slice(0, 7), date.slice(0, 4)];
  const form = forms.find((start) => stem === start || stem.startsWith(`${start}-`));
  return form === undefined ? stem : stem.slice(form.length + 1);
}

/** Windows reserves the names of devices. */
function safe(name: string): string {
  return slugFault(name) === undefined ? name : `brev-${name}`.replace(/-$/, "");
}
