import type { LinkNote } from "../content/link-register.ts";
import type { PlacedLink } from "../content/registers.ts";
import { atMost, type Diagnostic, type Fault, sortDiagnostics } from "../diagnostics.ts";
import { append } from "../model/group-by.ts";
import { canonicalLink, isKnownDead, type LinkRecord, type LinkStatus } from "../model/link-health.ts";

const STATUS_WORDS: Partial<Record<LinkStatus, string>> = {
  name: "its host does not exist",
  connection: "no connection",
  timeout: "no answer in time",
  tls: "its certificate is not right",
};

/** What editors should know of their links, each at its place: dead, failing, moved, or not for the public. */
export function reportLinks(
  links: readonly PlacedLink[],
  records: ReadonlyMap<string, LinkRecord>,
  notes: ReadonlyMap<string, LinkNote>,
): Diagnostic[] {
  const byFile = new Map<string, Diagnostic[]>();
  for (const { url, file, line, column } of links) {
    const link = canonicalLink(url) ?? url;
    const record = records.get(link);
    const note = notes.get(link);
    const fault = record && note?.check !== false ? faultOf(url, record, note) : undefined;
    if (fault) append(byFile, file, { file, line, column, severity: "warning", ...fault });
  }
  return sortDiagnostics([...byFile.values()].flatMap((found) => atMost(sortDiagnostics(found))));
}

function faultOf(url: string, record: LinkRecord, note: LinkNote | undefined): Fault | undefined {
  const { status, failing, movedTo } = record;
  if (status === "private") {
    const message = `${url} leads into a private network or to no web server`;
    return { rule: "external-private", message, hint: "link to an address that every reader can reach" };
  }
  if (failing !== undefined) {
    const why = typeof status === "number" ? `it answers ${status}` : STATUS_WORDS[status];
    if (!isKnownDead(record)) {
      const hint = "try it yourself; it is marked on the site when it still fails at a later check";
      return { rule: "external-failing", message: `${url} does not work: ${why}`, hint };
    }
    // The editors have done what can be done.
    if (note?.archived !== undefined) return undefined;
    const message = `${url} has not worked since ${failing}: ${why}`;
    return { rule: "external-dead", message, hint: "write its new address, or name an archived copy in links.yaml" };
  }
  if (movedTo === undefined) return undefined;
  return { rule: "external-moved", message: `${url} has moved`, hint: `write ${movedTo}` };
}
