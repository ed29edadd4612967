import { findPattern, findsByParameters, findsByPath, parameterPattern, pastedPathPattern } from "./find-pattern.ts";
import type { Find, Finder } from "./host-rules.ts";
import { isAnyCase, isPlainPath, literalPattern, withoutSlash } from "./path-pattern.ts";

/** The path and the parameters are taken out of what was pasted, and looked up. */
export function caddyFinder(finder: Finder): string[] {
  const pasted = `{query.${finder.parameter}}`;
  const groups = findsByParameters(finder);
  const names = [...new Set(groups.flatMap((group) => group.names))];
  const valueVariable = (name: string): string => `{brevarkiv_value_${names.indexOf(name)}}`;
  const byPath = findsByPath(finder).map((find) => [pathKey(find), find.to] as const);
  return [
    ...names.flatMap((name) =>
      table(pasted, valueVariable(name), [[`~(?i)${parameterPattern(name, "decoded")}`, "$1"]]),
    ),
    ...groups.flatMap(({ names: own, targets }, index) => [
      ...table(own.map(valueVariable).join(" "), `{brevarkiv_found_${index}}`, valueEntries(targets)),
      ...answer(finder, `brevarkiv_found_${index}`),
    ]),
    ...table(pasted, "{brevarkiv_pasted_path}", [[`~(?i)${pastedPathPattern("decoded")}`, "$1"]]),
    ...table("{brevarkiv_pasted_path}", "{brevarkiv_found_path}", byPath),
    ...answer(finder, "brevarkiv_found_path"),
  ];
}

/** Keys of a map are found as they are written, and values of parameters in any case. */
function valueEntries(targets: ReadonlyMap<string, string>): [key: string, to: string][] {
  return [...targets].map(([values, to]) => [
    /[a-z]/.test(values) ? `~(?i)^${literalPattern(values, "characters")}$` : values,
    to,
  ]);
}

function pathKey(find: Find): string {
  const isPlain = isPlainPath(find.path) && !isAnyCase(find);
  return isPlain ? withoutSlash(find.path) : `~(?i)^${findPattern(find, "decoded")}$`;
}

function table(source: string, variable: string, entries: readonly (readonly [string, string])[]): string[] {
  const lines = entries.map(([key, value]) => `\t\t\t"${key}" "${value}"`);
  return [`\t\tmap "${source}" ${variable} {`, ...lines, '\t\t\tdefault ""', "\t\t}"];
}

function answer({ path }: Finder, variable: string): string[] {
  return [
    `\t\t@${variable} expression \`{path} == "${path}" && {${variable}} != ""\``,
    `\t\tredir @${variable} {${variable}} 302`,
  ];
}
