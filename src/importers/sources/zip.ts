/** Reads zips from attackers. Nothing is unpacked to disk: an entry is read into memory when a letter needs it. */
import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { append } from "../group-by.ts";
import type { Archive, Reading } from "../importer.ts";
import {
  ARCHIVE_ENTRIES,
  ARCHIVE_ENTRY,
  ARCHIVE_TOTAL,
  atMost,
  ENTRY_NAME,
  EXPANSION_GRACE_BYTES,
  EXPANSION_RATIO,
  ImportLimitError,
  isWithin,
} from "../limits.ts";
import { failed } from "./reading.ts";

/** "PK" and the mark of a first entry, or of an empty archive. */
export function isZip(head: Uint8Array): boolean {
  const [p, k, a, b] = head;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/** @throws {ImportLimitError} @throws when it is damaged */
export async function openZip(path: string): Promise<Archive> {
  // Names are checked here, entry by entry: the check of the library refuses the whole archive at the first bad one.
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false });
  try {
    atMost(ARCHIVE_ENTRIES, zip.entryCount);
    const { entries, refused } = sortOut(path, await listEntries(zip));
    refuseOverlaps([...entries.values()]);
    const names = new Set(entries.keys());
    return { names, refused, read: entryReader(zip, entries), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    atMost(ARCHIVE_ENTRIES, entries.length);
  }
  return entries;
}

function sortOut(path: string, all: readonly Entry[]) {
  const entries = new Map<string, Entry>();
  const faults = new Map<string, string[]>();
  for (const entry of all) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    if (name.endsWith("/")) continue;
    const fault = entryFault(entry, name, entries);
    if (fault) append(faults, fault, name.slice(0, ENTRY_NAME.most));
    else entries.set(name, entry);
  }
  return { entries, refused: [...faults].map(([fault, names]) => refusal(path, fault, names)) };
}

/** One line for all entries with the same fault: a hostile archive has thousands. */
function refusal(path: string, fault: string, [first = "", ...others]: readonly string[]): Reading {
  const more = others.length === 0 ? "" : ` (and so it is with ${others.length} more)`;
  return failed(`${path}/${first}`, new Error(fault + more));
}

/** The upper half of the external attributes is the Unix mode, where the file was packed on Unix. */
const SYMBOLIC_LINK = 0o120000;
const TYPE_OF_MODE = 0o170000;

function entryFault(entry: Entry, name: string, before: ReadonlyMap<string, Entry>): string | undefined {
  if (!isWithin(ENTRY_NAME, name.length)) return ENTRY_NAME.exceeded;
  // These names are never used for writing, but would harm anyone who unpacks the archive later.
  if (/^[/\\]|^[a-z]:/i.test(name)) return "the name in the archive begins at the disk's root";
  if (name.includes("\\") || /[\0-\x1f\x7f]/.test(name))
    return "the name in the archive holds signs that no file name has";
  if (name.split("/").includes("..")) return "the name in the archive leads out of it";
  if (((entry.externalFileAttributes >>> 16) & TYPE_OF_MODE) === SYMBOLIC_LINK) return "it is a symbolic link";
  if (before.has(name)) return "the archive has another file of the same name";
  if (entry.isEncrypted()) return "it is encrypted; unpack the archive with its password first";
  return undefined;
}

/** Bytes of an entry's own header before its data, at least. */
const LOCAL_HEADER = 30;

/** Time: entries that share packed bytes make a petabyte of a megabyte. No honest program writes them. */
function refuseOverlaps(entries: readonly Entry[]): void {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { relativeOffsetOfLocalHeader: start, compressedSize } of inOrder) {
    if (start < end) throw new ImportLimitError("files in the archive lie over each other: it is made to harm");
    end = start + LOCAL_HEADER + compressedSize;
  }
}

function entryReader(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive["read"] {
  let total = 0;
  return async (name) => {
    const entry = entries.get(name);
    if (!entry) throw new Error("the export lacks it");
    atMost(ARCHIVE_ENTRY, entry.uncompressedSize);
    const stream = await zip.openReadStreamPromise(entry);
    const bytes = await readLimited(stream, entry.compressedSize, (length) => {
      total += length;
      atMost(ARCHIVE_TOTAL, total);
    });
    if (crc32(bytes) !== entry.crc32) throw new Error("it is damaged in the archive");
    return bytes;
  };
}

/** Counts unpacked bytes, as declared sizes may be false, and stops before there are too many. */
async function readLimited(stream: Readable, packed: number, count: (length: number) => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      count(chunk.length);
      atMost(ARCHIVE_ENTRY, length);
      if (length > EXPANSION_GRACE_BYTES) atMost(EXPANSION_RATIO, length / packed);
      chunks.push(chunk);
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks);
}
