import { z } from "zod";
import { atMost, type Diagnostic } from "../diagnostics.ts";
import { isRecord } from "../files/checked-file.ts";
import { readRegular, statsOf } from "../files/regular-file.ts";
import { sha256 } from "../hash.ts";
import { canonicalLink, type DeadLink, daysBetween, isKnownDead, type LinkRecord } from "../model/link-health.ts";
import { type PartialDate, partialDateFault } from "../model/partial-date.ts";
import type { ContentFiles } from "./content-files.ts";
import type { LinkNote } from "./link-register.ts";

/** Written by `brevarkiv check --external` and kept with the content. */
export const HEALTH_FILE = "link-health.json";

const day = z.string().refine((date) => date.length === 10 && partialDateFault(date) === undefined);
const link = z.string().refine((url) => /^https?:/.test(url) && canonicalLink(url) === url);
/** What a later version adds to a record is kept, but for what is nested too deeply to be written again. */
function canBeWritten(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

const record = z
  .looseObject({
    checked: day,
    status: z.union([
      // Three digits, whatever they are: some servers have codes of their own.
      z.int().min(0).max(999),
      z.enum([
        "name",
        "connection",
        "timeout",
        "tls",
        "redirects",
        "certificate",
        "robots",
        "wait",
        "private",
        "scheme",
      ]),
    ]),
    failing: day.optional(),
    movedTo: z.string().optional(),
  })
  .refine(canBeWritten);

/** A record is some hundred bytes: this is a hundred thousand links. */
const LARGEST_HEALTH = 20_000_000;

/** Somebody further east may have asked tomorrow, by our calendar. */
const DAYS_AHEAD = 1;

/** What is known of links and which records are not used, or what is wrong with the file. */
export type LinkHealth =
  | { readonly records: ReadonlyMap<string, LinkRecord>; readonly warnings: readonly Diagnostic[] }
  | { readonly diagnostic: Diagnostic };

/**
 * Reads the records of links, whatever they hold besides what is known here. A record of a day to come is left out: it would keep
 * its link from being asked until then.
 * @param path of the file
 * @param file as diagnostics name it
 */
export function readLinkHealth(path: string, file: string, today: PartialDate): LinkHealth {
  const refuse = (line: number, message: string): { diagnostic: Diagnostic } => {
    const hint = "take back an earlier version of the file, or remove it: brevarkiv check --external writes it again";
    return { diagnostic: { file, line, column: 1, severity: "error", rule: "link-health", message, hint } };
  };
  const stats = statsOf(path);
  if (!stats) return { records: new Map(), warnings: [] };
  if (!stats.isFile()) return refuse(1, "this is a link, a folder or a special file, which is not read");
  if (stats.size > LARGEST_HEALTH) return refuse(1, "the file is larger than 20 MB");
  const text = readRegular(path).toString("utf8");
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse(lineOf(text, /^(?:<{7}|={7}|>{7})/m), "the file is not whole JSON");
  }
  if (!isRecord(data)) return refuse(1, "the file holds no records of links");
  const records = new Map<string, LinkRecord>();
  const warnings: Diagnostic[] = [];
  const lineOfUrl = (url: string): number => text.slice(0, text.indexOf(JSON.stringify(url))).split("\n").length;
  for (const [url, value] of Object.entries(data)) {
    const parsed = record.safeParse(value);
    if (!link.safeParse(url).success || !parsed.success) {
      return refuse(lineOfUrl(url), `what is said of ${url} cannot be read`);
    }
    const found = parsed.data as LinkRecord;
    const comes = [found.checked, found.failing ?? today].find((date) => daysBetween(today, date) > DAYS_AHEAD);
    if (comes === undefined) records.set(url, found);
    else
      warnings.push({ ...refuse(lineOfUrl(url), notYet(url, comes)).diagnostic, severity: "warning", hint: ASK_AGAIN });
  }
  return { records, warnings };
}

const ASK_AGAIN = "run brevarkiv check --external, which asks it again";

function notYet(url: string, date: PartialDate): string {
  return `what is said of ${url} is of a day to come, ${date}, and is not used`;
}

/** The links that are known not to work, by the keys that publications have of them. */
export function loadDeadLinks(
  files: ContentFiles,
  notes: ReadonlyMap<string, LinkNote>,
  today: PartialDate,
): { deadLinks: ReadonlyMap<string, DeadLink>; diagnostics: Diagnostic[] } {
  if (!files.has(HEALTH_FILE)) return { deadLinks: new Map(), diagnostics: [] };
  const result = readLinkHealth(files.absolute(HEALTH_FILE), files.display(HEALTH_FILE), today);
  if ("diagnostic" in result) return { deadLinks: new Map(), diagnostics: [result.diagnostic] };
  const dead = [...result.records].filter(([url, found]) => isKnownDead(found) && notes.get(url)?.check !== false);
  return {
    deadLinks: new Map(
      dead.map(([url, { checked }]) => {
        const archived = notes.get(url)?.archived;
        return [externalKey(url), { url, checked, ...(archived !== undefined && { archived }) }];
      }),
    ),
    diagnostics: atMost(result.warnings),
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
