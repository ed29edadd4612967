import { join } from "node:path";
import { HEALTH_FILE, type LinkHealth, readLinkHealth } from "../content/link-health.ts";
import { replaceFile } from "../files/replace-file.ts";
import type { LinkRecord } from "../model/link-health.ts";
import type { PartialDate } from "../model/partial-date.ts";

/** What `link-health.json` of a content folder says, or what is wrong with it; nothing when there is none. */
export function readHealthFile(contentDir: string, today: PartialDate): LinkHealth {
  const file = join(contentDir, HEALTH_FILE);
  return readLinkHealth(file, file, today);
}

/**
 * Writes the records in one step, in the order of their addresses and one a line, so that version control shows what changed
 * and joins what two people learned.
 */
export function writeHealthFile(contentDir: string, records: ReadonlyMap<string, LinkRecord>): void {
  const lines = [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([url, record]) => `  ${JSON.stringify(url)}: ${oneLine(record)}`);
  replaceFile(join(contentDir, HEALTH_FILE), `{\n${lines.join(",\n")}\n}\n`, {
    unfinished: join(contentDir, `.${HEALTH_FILE}.new`),
  });
}

/** What is known here in one order, and whatever else the record holds after it. */
function oneLine({ checked, status, failing, movedTo, ...rest }: LinkRecord): string {
  const pairs = Object.entries({ checked, status, failing, movedTo, ...rest }).filter(
    ([, value]) => value !== undefined,
  );
  return `{ ${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(", ")} }`;
}
