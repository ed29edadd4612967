import { dirname, join } from "node:path";
import { isRecord, readChecked, writeChecked } from "../../files/checked-file.ts";
import { isSettled } from "../../files/file-signature.ts";
import { LineFile } from "../../files/line-file.ts";
import { sha256 } from "../../hash.ts";
import { CacheEntry, type EntryHead, type Reader } from "./cache-entry.ts";

/** A segment as it is written. */
interface WrittenSegment {
  readonly folder: string;
  readonly base: string;
  /** The names of the packs with the details. */
  readonly packs: readonly string[];
  /** The name of the file with the tail of each entry. */
  readonly lines: string;
  readonly heads: readonly (EntryHead & { readonly detail: readonly [pack: number, offset: number, length: number] })[];
}

function isSegment(value: unknown): value is WrittenSegment {
  return (
    isRecord(value) &&
    typeof value.folder === "string" &&
    typeof value.base === "string" &&
    typeof value.lines === "string" &&
    Array.isArray(value.packs) &&
    Array.isArray(value.heads)
  );
}

/** The entries of one folder of the content: a year of issues, as most archives are ordered. */
export class Segment {
  readonly folder: string;
  /** The fingerprint of everything its publications depend on besides their own files. */
  readonly base: string;
  readonly files: readonly CacheEntry[];
  readonly packs: readonly string[];
  /** The files it consists of and refers to. */
  readonly names: readonly string[];

  private constructor({ folder, base, packs, lines }: Omit<WrittenSegment, "heads">, files: readonly CacheEntry[]) {
    this.folder = folder;
    this.base = base;
    this.files = files;
    this.packs = packs;
    this.names = [segmentName(folder), lines, ...packs];
  }

  /** @param refuse called when something that the segment refers to cannot be read, which shows only on demand */
  static read(place: string, name: string, reader: Reader, refuse: (name: string) => never): Segment | undefined {
    const segment = readChecked(join(place, name), isSegment);
    if (!segment || segmentName(segment.folder) !== name) return undefined;
    const lines = new LineFile(place, segment.lines, refuse);
    const files = segment.heads.map((head, position) => {
      const [pack, offset, length] = head.detail;
      return new CacheEntry(head, [segment.packs[pack] ?? "", offset, length], lines, position, reader);
    });
    return new Segment(segment, files);
  }

  /** @param startedAt the moment since which the files have been looked at */
  static write(place: string, base: string, files: readonly CacheEntry[], startedAt: number): Segment {
    const folder = dirname(files[0]?.path ?? "");
    const packs = [...new Set(files.map(({ detail: [pack] }) => pack))];
    const numbers = new Map(packs.map((pack, number) => [pack, number]));
    const heads = files.map(({ head, detail: [pack, ...within] }) => ({
      ...head,
      // Changed a moment ago, it may be changed again without its times showing it: its bytes are looked at next time.
      signature: isSettled(head.signature, startedAt) ? head.signature : "",
      detail: [numbers.get(pack) ?? 0, ...within] as const,
    }));
    const lines = LineFile.write(
      place,
      files.map(({ tailLine }) => tailLine),
    );
    const segment: WrittenSegment = { folder, base, packs, lines, heads };
    writeChecked(join(place, segmentName(folder)), segment, false);
    return new Segment(segment, files);
  }
}

/** The names of segments. */
export const SEGMENT = /^segment-.*\.json$/;

function segmentName(folder: string): string {
  return `segment-${sha256(folder).slice(0, 16)}.json`;
}
