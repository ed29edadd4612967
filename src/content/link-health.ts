import { z } from "zod";
import type { Diagnostic } from "../diagnostics.ts";
import { sha256 } from "../hash.ts";
import { canonicalLink, type DeadLink, isKnownDead, type LinkRecord } from "../model/link-health.ts";
import { partialDateFault } from "../model/partial-date.ts";
import type { ContentFiles } from "./content-files.ts";
import type { LinkNote } from "./link-register.ts";

/** Written by `brevarkiv check --external` and kept with the content. */
export const HEALTH_FILE = "link-health.json";

const day = z.string().refine((date) => date.length === 10 && partialDateFault(date) === undefined);
const link = z.string().refine((url) => /^https?:/.test(url) && canonicalLink(url) === url);
const record = z.looseObject({
  checked: day,
  status: z.union([
    // Three digits, whatever they are: some servers have codes of their own.
    z.int().min(0).max(999),
    z.enum(["name", "connection", "timeout", "tls", "redirects", "certificate", "robots", "wait", "private", "scheme"]),
  ]),
  failing: day.optional(),
  movedTo: z.string().optional(),
});

/**
 * Reads the records of links, whatever they hold besides what is known here.
 * @param text of the file
 * @param file as diagnostics name it
 */
export function parseLinkHealth(
  text: string,
  file: string,
): { records: ReadonlyMap<string, LinkRecord> } | { diagnostic: Diagnostic } {
  const refuse = (line: number, message: string): { diagnostic: Diagnostic } => {
    const hint = "take back an earlier version of the file, or remove it: brevarkiv check --external writes it anew";
    return { diagnostic: { file, line, column: 1, severity: "error", rule: "link-health", message, hint } };
  };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse(lineOf(text, /^(?:<{7}|={7}|>{7})/m), "the file is not whole JSON");
  }
  const entries = z.record(z.string(), z.unknown()).safeParse(data);
  if (!entries.success) return refuse(1, "the file holds no records of links");
  const records = new Map<string, LinkRecord>();
  for (const [url, value] of Object.entries(entries.data)) {
    const parsed = record.safeParse(value);
    if (!link.safeParse(url).success || !parsed.success) {
      const line = text.slice(0, text.indexOf(JSON.stringify(url))).split("\n").length;
      return refuse(line, `what is said of ${url} cannot be read`);
    }
    records.set(url, parsed.data as LinkRecord);
  }
  return { records };
}

/** The links that are known not to work, by the keys that publications have of them. */
export function loadDeadLinks(
  files: ContentFiles,
  notes: ReadonlyMap<string, LinkNote>,
): { deadLinks: ReadonlyMap<string, DeadLink>; diagnostics: Diagnostic[] } {
  if (!files.has(HEALTH_FILE)) return { deadLinks: new Map(), diagnostics: [] };
  const result = parseLinkHealth(files.bytes(HEALTH_FILE).toString("utf8"), files.display(HEALTH_FILE));
  if ("diagnostic" in result) return { deadLinks: new Map(), diagnostics: [result.diagnostic] };
  const dead = [...result.records].filter(([url, found]) => isKnownDead(found) && notes.get(url)?.check !== false);
  return {
    deadLinks: new Map(
      dead.map(([url, { checked }]) => {
        const archived = notes.get(url)?.archived;
        return [externalKey(url), { url, checked, ...(archived !== undefined && { archived }) }];
      }),
    ),
    diagnostics: [],
  };
}

/**
 * A short key for an address on another site, so that the cache of a large archive stays small. Two addresses with the same key
 * do no harm, as a page marks only what it links to.
 */
export function externalKey(url: string): string {
  return sha256(canonicalLink(url) ?? url).slice(0, 12);
}

function lineOf(text: string, pattern: RegExp): number {
  return text.slice(0, Math.max(0, text.search(pattern))).split("\n").length;
}
