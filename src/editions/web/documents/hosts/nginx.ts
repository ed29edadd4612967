import { sha256 } from "../../../../hash.ts";
import { groupBy } from "../../../../model/group-by.ts";
import { exceptionalHeaders, type HostRules, parameterNames, type Redirect } from "./host-rules.ts";
import { nginxFinder } from "./nginx-finder.ts";
import { goneTable, headerTable, printTable, redirectTable, type Table } from "./nginx-tables.ts";
import { hiddenPattern, wherePattern } from "./path-pattern.ts";

/**
 * Two files: tables for the `http` level, and directives for the `server` block. nginx looks tables up in a hash, where a
 * `location` for each of thousands of old addresses would take 8 kB of memory and regular expressions be tried in turn.
 * Headers are set once, from variables: an `add_header` in a `location` would lose all others.
 * @param address the site's, by which its variables differ from those of other sites
 */
export function nginxFiles(rules: HostRules, address: string): { maps: string; server: string } {
  // Variables are common to all sites of a server, and long names do not fit in its hash of them.
  const variable = (name: string): string => `$brevarkiv_${sha256(address).slice(0, 8)}_${name}`;
  const headers = headerTables(rules, variable);
  const moved = redirectTables(rules.redirects, variable);
  const gone = goneTable(variable("gone"), rules.gone);
  const finder = nginxFinder(rules.finder, variable);
  const dollar = variable("dollar");
  const tables = [...headers.values(), ...moved, gone, ...finder.tables];
  return {
    maps: [
      "# Include this file at the http level, above the server block of the site.",
      // A `map` would read the sign as the beginning of a name.
      `geo ${dollar} { default "$"; }`,
      ...tables.map((table) => printTable(table, dollar)),
      "",
    ].join("\n"),
    server: [
      "# Include this file in the server block of the site.",
      "index index.html;",
      `error_page 404 ${rules.basePath}404.html;`,
      // A page is named by its file: as the address of an error page, a question mark in it would end it.
      "error_page 410 @brevarkiv_gone;",
      `location @brevarkiv_gone { try_files ${gone.variable} =410; }`,
      ...rules.headers.filter(([name]) => !headers.has(name)).map(([name, value]) => addHeader(name, value)),
      ...[...headers].map(([name, table]) => addHeader(name, table.variable)),
      // nginx takes the first pattern that fits.
      `location ~ "${hiddenPattern(rules.basePath)}" { return 404; }`,
      ...typeLocations(rules),
      ...finder.location,
      `if (${gone.variable}) { return 410; }`,
      ...moved.flatMap(({ variable: to }) => [
        `if (${to} ~ "^302 (.*)") { return 302 $1; }`,
        `if (${to}) { return 301 ${to}; }`,
      ]),
      "",
    ].join("\n"),
  };
}

/** The value may be a variable; where that is empty, the header is not sent. */
function addHeader(name: string, value: string): string {
  return `add_header ${name} "${value}" always;`;
}

/** A table for each header that not all answers have alike. */
function headerTables(rules: HostRules, variable: (name: string) => string): Map<string, Table> {
  const usual = new Map(rules.headers);
  const names = exceptionalHeaders(rules).filter((name) => name !== "Content-Type");
  return new Map(
    names.map((name, index) => [
      name,
      headerTable(variable(`header_${index}`), name, usual.get(name) ?? "", rules.exceptions),
    ]),
  );
}

/** `add_header` would send a second Content-Type beside the server's own guess. */
function typeLocations({ exceptions }: HostRules): string[] {
  return exceptions.flatMap(({ where, headers }) =>
    headers
      .filter(([name]) => name === "Content-Type")
      .map(([, type]) => `location ~ "${wherePattern(where, "bytes")}" { types { } default_type "${type}"; }`),
  );
}

/** A table for each set of parameters that addresses must have, in the order of the redirects. */
function redirectTables(redirects: readonly Redirect[], variable: (name: string) => string): Table[] {
  const groups = groupBy(redirects, (redirect) => [parameterNames(redirect).join()]);
  return [...groups.values()].map((members, index) => redirectTable(variable(`moved_${index}`), members));
}
