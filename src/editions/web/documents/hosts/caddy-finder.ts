import { findPattern, findsByParameters, findsByPath, parameterPattern, pastedPathPattern } from "./find-pattern.ts";
import type { Find, Finder } from "./host-rules.ts";
import { isAnyCase, isPlainPath } from "./path-pattern.ts";

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
      ...table(own.map(valueVariable).join(" "), `{brevarkiv_found_${index}}`, [...targets]),
      ...answer(finder, `brevarkiv_found_${index}`),
    ]),
    ...table(pasted, "{brevarkiv_pasted_path}", [[`~(?i)${pastedPathPattern("decoded")}`, "$1"]]),
    ...table("{brevarkiv_pasted_path}", "{brevarkiv_found_path}", byPath),
    ...answer(finder, "brevarkiv_found_path"),
  ];
}

function pathKey(find: Find): string {
  const isPlain = isPlainPath(find.path) && !isAnyCase(find);
  return isPlain ? find.path.replace(/\/$/, "") : `~(?i)^${findPattern(find, "decoded")}$`;
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
