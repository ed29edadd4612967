import { basename } from "node:path";
import type { Archive, Importer, Input, Reading, SourceLetter } from "../importer.ts";
import type { Publicity } from "../publicity.ts";
import { archiveHas, folderOf, readArchive } from "./archive.ts";
import { firstOf, type Row, readCsv } from "./csv.ts";
import { calendarDay } from "./dates.ts";
import { decode, decodeHtml } from "./decode.ts";
import { stemOf } from "./input.ts";
import { letterOfEntry } from "./letter-of-entry.ts";
import { failed, skipped } from "./reading.ts";
import { type TableExport, tableIn, withoutTable } from "./table-export.ts";

const EXPORT: TableExport = { table: "campaigns.csv", folder: "campaigns_content/", isContent: () => true };

/** An account export: `campaigns.csv` lists what was sent, `campaigns_content/` has each campaign as `<number>_<title>.html`. */
export const mailchimp: Importer = {
  kind: "mailchimp",
  label: "a Mailchimp export",
  detect: (input) => archiveHas(input, (names) => tableIn(names, EXPORT) !== undefined),
  parts: /^campaigns(?:\.csv|_content)$/,
  read: (input) => readArchive(input, (archive) => readCampaigns(input, archive)),
};

async function* readCampaigns(input: Input, archive: Archive): AsyncIterable<Reading> {
  const table = tableIn(archive.names, EXPORT);
  if (table === undefined) {
    yield withoutTable(input, EXPORT);
    return;
  }
  const sent: Row[] = [];
  for await (const row of readCsv([await archive.read(table)])) sent.push(row);
  const { pairs, unmatched, without } = match(sent, contentFiles(archive.names, folderOf(table) + EXPORT.folder));
  for (const { file, row } of pairs) {
    const place = `${input.path}/${file}`;
    try {
      yield { letter: letterOf(place, file, row, await archive.read(file)), publicity: publicityOf(row) };
    } catch (error) {
      yield failed(place, error);
    }
  }
  for (const { file, why } of unmatched) yield skipped(`${input.path}/${file}`, why);
  for (const row of without) {
    const error = new Error(`the export has no text for "${titleOf(row) ?? "a campaign"}"`);
    yield { ...failed(`${input.path}/${table}`, error), publicity: publicityOf(row) };
  }
}

/** One file a campaign: HTML, or text where the campaign had nothing else. In the order of their numbers, which is that of time. */
function contentFiles(names: ReadonlySet<string>, folder: string): string[] {
  const inFolder = [...names].filter((name) => name.startsWith(folder));
  const html = inFolder.filter((name) => /\.html?$/i.test(name));
  const covered = new Set(html.map((name) => name.replace(/\.html?$/i, "")));
  const text = inFolder.filter((name) => /\.txt$/i.test(name) && !covered.has(name.replace(/\.txt$/i, "")));
  return [...html, ...text].sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
}

function numberOf(file: string): number {
  return Number(/^\d+/.exec(basename(file))?.[0] ?? Number.MAX_SAFE_INTEGER);
}

interface Matching {
  readonly pairs: readonly { readonly file: string; readonly row: Row }[];
  readonly unmatched: readonly { readonly file: string; readonly why: string }[];
  readonly without: readonly Row[];
}

/**
 * Table and files share only the title. Campaigns of the same title are matched by their order in time, if there are as many files
 * as rows; otherwise one of them is a draft, and it is unknown which.
 */
function match(rows: readonly Row[], files: readonly string[]): Matching {
  const pairs: { file: string; row: Row }[] = [];
  const unmatched: { file: string; why: string }[] = [];
  const paired = new Set<Row>();
  const rowsByTitle = groupBy(rows, (row) => fold(titleOf(row) ?? ""));
  const filesByTitle = groupBy(files, (file) => fold(stemOf(file).replace(/^\d+_?/, "")));
  for (const [title, same] of filesByTitle) {
    const candidates = rowsByTitle.get(title) ?? [];
    if (candidates.length === same.length) {
      const inTime = [...candidates].sort((a, b) => ((sentOn(a) ?? "") < (sentOn(b) ?? "") ? -1 : 1));
      for (const [index, row] of inTime.entries()) {
        const file = same[index];
        if (file !== undefined) pairs.push({ file, row });
        paired.add(row);
      }
    } else {
      const why =
        candidates.length === 0
          ? `no sent campaign in ${EXPORT.table} has its title, so it is a draft`
          : `${same.length} files and ${candidates.length} sent campaigns have this title, and which is which cannot be told; import the file by itself`;
      unmatched.push(...same.map((file) => ({ file, why })));
      for (const row of candidates) paired.add(row);
    }
  }
  return { pairs, unmatched, without: rows.filter((row) => !paired.has(row)) };
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

/** A title and the file name made of it share only plain letters and digits. */
function fold(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function titleOf(row: Row): string | undefined {
  return firstOf(row, ["title", "campaign_title", "subject", "subject_line"]);
}

function sentOn(row: Row): string | undefined {
  return calendarDay(firstOf(row, ["send_date", "send_time", "sent_at"]));
}

function publicityOf(row: Row): Publicity {
  return {
    source: "mailchimp",
    words: { status: row.get("status"), type: firstOf(row, ["type", "campaign_type"]) },
  };
}

function letterOf(place: string, file: string, row: Row, bytes: Uint8Array): SourceLetter {
  const isHtml = /\.html?$/i.test(file);
  const content = isHtml ? decodeHtml(bytes) : decode(bytes).replace(/\r\n?/g, "\n");
  return letterOfEntry({
    place,
    name: titleOf(row) ?? stemOf(file),
    kind: "mailchimp",
    id: firstOf(row, ["unique_id", "campaign_id", "id"]),
    file: basename(file),
    original: bytes,
    originalName: basename(file),
    subject: firstOf(row, ["subject", "subject_line", "title"]),
    date: sentOn(row),
    body: { format: isHtml ? "html" : "text", content },
  });
}
