import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HEALTH_FILE, parseLinkHealth } from "../content/link-health.ts";
import type { Diagnostic } from "../diagnostics.ts";
import type { LinkRecord } from "../model/link-health.ts";

/** What `link-health.json` of a content folder says, or what is wrong with it; nothing when there is none. */
export function readHealthFile(
  contentDir: string,
): { records: ReadonlyMap<string, LinkRecord> } | { diagnostic: Diagnostic } {
  const file = join(contentDir, HEALTH_FILE);
  return existsSync(file) ? parseLinkHealth(readFileSync(file, "utf8"), file) : { records: new Map() };
}

/**
 * Writes the records in one step, in the order of their addresses and one a line, so that version control shows what changed
 * and joins what two people learned.
 */
export function writeHealthFile(contentDir: string, records: ReadonlyMap<string, LinkRecord>): void {
  const lines = [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([url, record]) => `  ${JSON.stringify(url)}: ${oneLine(record)}`);
  const temporary = join(contentDir, `.${HEALTH_FILE}.new`);
  try {
    writeFileSync(temporary, `{\n${lines.join(",\n")}\n}\n`);
    renameSync(temporary, join(contentDir, HEALTH_FILE));
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** What is known here in one order, and whatever else the record holds after it. */
function oneLine({ checked, status, failing, movedTo, ...rest }: LinkRecord): string {
  const pairs = Object.entries({ checked, status, failing, movedTo, ...rest }).filter(
    ([, value]) => value !== undefined,
  );
  return `{ ${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(", ")} }`;
}
