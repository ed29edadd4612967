import { findPattern, findsByParameters, findsByPath, parameterPattern, pastedPathPattern } from "./find-pattern.ts";
import type { Find, Finder } from "./host-rules.ts";
import type { Table } from "./nginx-tables.ts";
import { isPlainPath, withoutSlash } from "./path-pattern.ts";

/**
 * The tables of the page where old addresses are looked up, and the `location` that asks them: the path and the parameters are
 * taken out of what was pasted, and looked up in hashes.
 */
export function nginxFinder(
  finder: Finder | undefined,
  variable: (name: string) => string,
): { tables: Table[]; location: string[] } {
  if (!finder) return { tables: [], location: [] };
  const groups = findsByParameters(finder);
  const names = [...new Set(groups.flatMap((group) => group.names))];
  const taken = (name: string, pattern: string): Table => ({
    variable: variable(name),
    source: `$arg_${finder.parameter}`,
    usual: "",
    entries: [[`~*${pattern}`, "$1"]],
    taken: true,
  });
  const parameters = names.map((name, index) => taken(`pasted_${index}`, parameterPattern(name, "encoded")));
  const path = taken("pasted_path", pastedPathPattern("encoded"));
  const found = groups.map(({ names: own, targets }, index): Table => {
    const source = own.map((name) => parameters[names.indexOf(name)]?.variable).join(" ");
    return { variable: variable(`found_${index}`), source, usual: "", entries: [...targets] };
  });
  const byPath: Table = {
    variable: variable("found_path"),
    source: path.variable,
    usual: "",
    entries: findsByPath(finder).flatMap((find) => pathKeys(find).map((key) => [key, find.to] as const)),
  };
  const answers = [...found, byPath].map((table) => `if (${table.variable}) { return 302 ${table.variable}; }`);
  return {
    tables: [...parameters, path, ...found, byPath],
    location: [`location = ${finder.path} { ${answers.join(" ")} }`],
  };
}

/** Slashes come encoded from a form, and as they are in an address that was written by hand. */
function pathKeys(find: Find): string[] {
  const path = withoutSlash(find.path).toLowerCase();
  if (find.below || !isPlainPath(path)) return [`~*^${findPattern(find, "encoded")}$`];
  return [path, path.replaceAll("/", "%2f")];
}
