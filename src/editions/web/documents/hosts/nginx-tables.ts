import { type Gone, type HeaderException, parameterNames, type Redirect } from "./host-rules.ts";
import { bothForms, isAnyCase, isPlainPath, literalPattern, pathPattern, wherePattern } from "./path-pattern.ts";
import { nginxText } from "./quoting.ts";

/** A longer key does not fit in the hash of a map whose buckets are as large as docs/hosting.md says. */
const LONGEST_KEY = 400;

/** One `map` of nginx: the value of a variable, by others. */
export interface Table {
  readonly variable: string;
  readonly source: string;
  readonly usual: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
  /** Whether values are variables, such as what a pattern took: others are texts. */
  readonly taken?: true;
}

/** @param dollar a variable that holds a dollar sign */
export function printTable({ variable, source, usual, entries, taken }: Table, dollar: string): string {
  const lines = entries.map(([key, value]) => `\t"${key}" ${taken ? `"${value}"` : nginxText(value, dollar)};\n`);
  // nginx shows an error page by asking itself for another path, which must be looked up again.
  return `map "${source}" ${variable} {\n\tvolatile;\n\tdefault "${usual}";\n${lines.join("")}}`;
}

/** The values of one header. */
export function headerTable(
  variable: string,
  name: string,
  usual: string,
  exceptions: readonly HeaderException[],
): Table {
  const entries = exceptions.flatMap(({ where, headers }) =>
    headers.filter(([own]) => own === name).map(([, value]) => [`~${wherePattern(where, "bytes")}`, value] as const),
  );
  // nginx takes the first pattern that fits.
  return { variable, source: "$uri", usual, entries: entries.reverse() };
}

export function goneTable(variable: string, gone: readonly Gone[]): Table {
  const key = (path: string): string => (isPlainPath(path) ? path : `~^${literalPattern(path, "bytes")}$`);
  return { variable, source: "$uri", usual: "", entries: gone.map(({ path, page }) => [key(path), page]) };
}

/** @param redirects that ask for the same parameters; what one with status 302 leads to has that before it */
export function redirectTable(variable: string, redirects: readonly Redirect[]): Table {
  const entries = redirects.flatMap((redirect) => {
    const value = redirect.status === 302 ? `302 ${redirect.to}` : redirect.to;
    return redirectKeys(redirect).map((key) => [key, value] as const);
  });
  const source = ["$uri", ...parameterNames(redirects[0] ?? {}).map((name) => `$arg_${name}`)].join(" ");
  return { variable, source, usual: "", entries };
}

/** Path and values of parameters as they stand in the address. Plain keys of a map are found in any case. */
function redirectKeys(redirect: Redirect): string[] {
  const { path, query = {}, below } = redirect;
  const suffix = parameterNames(redirect)
    .map((name) => ` ${query[name]}`)
    .join("");
  const forms = bothForms(path.toLowerCase()).map((form) => form + suffix);
  if (!below && isPlainPath(path.toLowerCase()) && forms.every((form) => form.length <= LONGEST_KEY)) return forms;
  const pattern = pathPattern(redirect, "bytes").replace(/\$$/, () => `${literalPattern(suffix, "bytes")}$`);
  return [`~${isAnyCase(redirect) ? "*" : ""}${pattern}`];
}
