import { createHash } from "node:crypto";
import { relative, sep } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import type { Importer, Input, Kind, Reading, SourceFile } from "../../../src/importers/importer.ts";
import { whyNotPublic } from "../../../src/importers/publicity.ts";
import { IMPORTERS } from "../../../src/importers/sources/index.ts";
import { openInput } from "../../../src/importers/sources/input.ts";
import { TODAY } from "../../support/sample.ts";

export async function detect(input: Input): Promise<Importer | undefined> {
  for (const importer of IMPORTERS) if (await importer.detect(input)) return importer;
  return undefined;
}

export function importerOf(kind: Kind): Importer {
  const importer = IMPORTERS.find((each) => each.kind === kind);
  if (!importer) throw new Error(kind);
  return importer;
}

/** All readings of a file or folder, by the importer that says it is of its kind. */
export async function readAll(path: string, kind?: Kind): Promise<Reading[]> {
  const input = openInput(path);
  const importer = kind ? importerOf(kind) : await detect(input);
  if (!importer) throw new Error(`nobody reads ${path}`);
  const readings: Reading[] = [];
  for await (const reading of importer.read(input)) readings.push(reading);
  return readings;
}

/** A reading as data that can be written to a file: bytes by their number and hash, paths from a folder. */
export function shown(reading: Reading, folder: string): object {
  const short = (path: string) => relative(folder, path).split(sep).join("/");
  const withheld = reading.publicity && whyNotPublic(reading.publicity, TODAY);
  if (withheld)
    return { place: short("letter" in reading ? reading.letter.place : reading.place), skipped: withheld.why };
  if (!("letter" in reading)) {
    const { publicity: _, ...rest } = reading;
    return { ...rest, place: short(reading.place) };
  }
  const { original, body, files, attachments, place, recipients, repairs, ...rest } = reading.letter;
  return {
    place: short(place),
    ...rest,
    original: bytesShown(original),
    ...(recipients.length > 0 && { recipients: [...recipients] }),
    ...(files.size > 0 && { files: Object.fromEntries([...files].map(([key, file]) => [key, fileShown(file)])) }),
    ...(attachments.length > 0 && { attachments: attachments.map(fileShown) }),
    ...(repairs.length > 0 && { repairs: [...repairs] }),
    body: { ...body },
  };
}

function fileShown({ name, type, bytes }: SourceFile): object {
  return { name, ...(type && { type }), bytes: bytesShown(bytes) };
}

function bytesShown(bytes: Uint8Array): string {
  return `${bytes.length} ${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}`;
}

export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** What the archive says instead of the truth. */
  readonly lie?: { readonly size?: number; readonly packed?: number; readonly crc?: number };
  readonly mode?: number;
  readonly flags?: number;
  /** The false offset of its data. */
  readonly offset?: number;
}

/** Nothing, packed: packing it a hundred thousand times takes long. */
const EMPTY = deflateRawSync("");

/** A zip, honest or not. */
export function zipOf(entries: readonly ZipEntry[], entryCount = entries.length): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let position = 0;
  for (const { name, data, lie = {}, mode = 0o100644, flags = 0x800, offset } of entries) {
    const bytes = Buffer.from(data);
    const packed = bytes.length === 0 ? EMPTY : deflateRawSync(bytes);
    const file = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(file.length, 26);
    const directory = Buffer.alloc(46);
    directory.writeUInt32LE(0x02014b50, 0);
    directory.writeUInt16LE(0x031e, 4);
    directory.writeUInt16LE(flags, 8);
    directory.writeUInt16LE(8, 10);
    directory.writeUInt32LE(lie.crc ?? crc32(bytes), 16);
    directory.writeUInt32LE(lie.packed ?? packed.length, 20);
    directory.writeUInt32LE(lie.size ?? bytes.length, 24);
    directory.writeUInt16LE(file.length, 28);
    directory.writeUInt32LE((mode << 16) >>> 0, 38);
    directory.writeUInt32LE(offset ?? position, 42);
    local.push(header, file, packed);
    central.push(directory, file);
    position += header.length + file.length + packed.length;
  }
  const size = central.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entryCount, 0xffff), 8);
  end.writeUInt16LE(Math.min(entryCount, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(position, 16);
  if (entryCount <= 0xffff) return Buffer.concat([...local, ...central, end]);
  // More than 65,535 entries need the larger form.
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(BigInt(entryCount), 24);
  end64.writeBigUInt64LE(BigInt(entryCount), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(position), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(position + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([...local, ...central, end64, locator, end]);
}
