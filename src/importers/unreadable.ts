/** Files that may hold a letter and cannot be read, known by their first bytes. Whatever their kind is said to be, they would become rubbish. */
import type { Input } from "./importer.ts";
import { isZip, openZip } from "./sources/zip.ts";

const SAVE_AS_PAGE = "save it as a web page (.html) and import that";
const UNPACK = "unpack it and import the folder";

/** First bytes, in Latin-1, and what to do. */
const BEGINNINGS: readonly (readonly [bytes: string, why: string])[] = [
  ["%PDF-", "it is a PDF, whose text has no order that can be read; import the mail or the page that it was made from"],
  ["{\\rtf", `it is a document in RTF; open it in a word processor, ${SAVE_AS_PAGE}`],
  ["!BDN", "it is a mailbox of Outlook (.pst or .ost); open it in a mail program and save the letters as .eml"],
  ["\x78\x9f\x3e\x22", "it is a winmail.dat of Outlook; open it in a mail program and save the letter as .eml"],
  ["\x1f\x8b", `it is packed (gzip); ${UNPACK}`],
  ["7z\xbc\xaf\x27\x1c", `it is packed (7z); ${UNPACK}`],
  ["Rar!\x1a\x07", `it is packed (rar); ${UNPACK}`],
  ["SQLite format 3\0", "it is a database; export the letters from the program that it belongs to"],
];

/** Files of Office before 2007, and of Outlook. */
const COMPOUND = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const MESSAGE_STREAM = utf16("__substg1.0_");
const ENCRYPTED_STREAM = utf16("EncryptedPackage");

/** Files that only such a document has, and what the document is. */
const DOCUMENTS: readonly (readonly [file: string, why: string])[] = [
  ["word/document.xml", `it is a Word document; open it in Word, ${SAVE_AS_PAGE}`],
  ["xl/workbook.xml", "it is an Excel workbook, not a letter"],
  ["ppt/presentation.xml", `it is a PowerPoint presentation; ${SAVE_AS_PAGE}`],
  ["META-INF/container.xml", `it is an e-book; ${UNPACK}`],
  ["content.xml", `it is an OpenDocument file; open it in a word processor, ${SAVE_AS_PAGE}`],
];

/** Why a file cannot be read, and what to do; undefined for one that may hold letters. @throws an error of the system */
export async function whyUnreadable({ path, head, isFolder }: Input): Promise<string | undefined> {
  if (isFolder) return undefined;
  if (isZip(head)) return whyZipUnreadable(path);
  const text = Buffer.from(head).toString("latin1");
  if (text.startsWith(COMPOUND)) return compoundFile(text, path);
  return BEGINNINGS.find(([bytes]) => text.startsWith(bytes))?.[1];
}

function compoundFile(bytes: string, path: string): string {
  if (bytes.includes(MESSAGE_STREAM) || /\.(?:msg|oft)$/i.test(path))
    return "it is a mail of Outlook (.msg); open it in a mail program and save it as .eml";
  if (bytes.includes(ENCRYPTED_STREAM)) return `it is a document with a password; open it, ${SAVE_AS_PAGE}`;
  return `it is a document of an older Office; open it in Office, ${SAVE_AS_PAGE}`;
}

async function whyZipUnreadable(path: string): Promise<string | undefined> {
  const archive = await openZip(path).catch(() => undefined);
  // A damaged zip is reported by the importer that asks for it.
  if (archive === undefined) return undefined;
  archive.close();
  const document = DOCUMENTS.find(([file]) => archive.names.has(file));
  if (document) return document[1];
  const isLocked = archive.names.size === 0 && archive.refused.length > 0;
  return isLocked ? `none of its files can be read: ${reasonOf(archive.refused[0])}` : undefined;
}

function reasonOf(reading: object | undefined): string {
  return reading && "failed" in reading ? String(reading.failed) : "";
}

function utf16(text: string): string {
  return Buffer.from(text, "utf16le").toString("latin1");
}
