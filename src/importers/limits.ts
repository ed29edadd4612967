/**
 * How large, deep and many things may be. Everything an importer reads may come from an attacker: a mail of 200 bytes that
 * unpacks to 10 GB, a letter of 100,000 nested tables. The comment of each limit names what it protects: memory, time, stack or
 * disk. Each lies well above what real letters need, and users cannot set any.
 */

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Input exceeds a limit. The message says which, in words for editors. */
export class ImportLimitError extends Error {
  override readonly name = "ImportLimitError";
}

/** The most of something, and the message when there is more. */
export interface Limit {
  readonly most: number;
  readonly exceeded: string;
}

/** @param exceeded a clause without a full stop; `%` in it becomes the number, written for people */
function limit(most: number, exceeded: string): Limit {
  if (!isLimit(most)) throw new RangeError(`not a limit: ${most}`);
  return Object.freeze({ most, exceeded: exceeded.replace("%", forPeople(most)) });
}

/** 0, NaN and Infinity are refused: a comparison with them would pass everything, or nothing. */
function isLimit(most: number): boolean {
  return Number.isSafeInteger(most) && most > 0;
}

function forPeople(most: number): string {
  if (most % GIB === 0) return `${most / GIB} GB`;
  if (most % MIB === 0) return `${most / MIB} MB`;
  if (most % KIB === 0) return `${most / KIB} kB`;
  return most.toLocaleString("en");
}

/**
 * Refuses an amount over a limit. NaN, as arithmetic on false headers gives, is over every limit.
 * @throws {ImportLimitError}
 */
export function atMost(limit: Limit, amount: number): void {
  if (isWithin(limit, amount)) return;
  throw new ImportLimitError(limit.exceeded);
}

/** Whether an amount is within a limit, for what is left out rather than refused. */
export function isWithin({ most, exceeded }: Limit, amount: number): boolean {
  if (!isLimit(most)) throw new RangeError(`not a limit: ${most} (${exceeded})`);
  return amount <= most;
}

// --- Files and folders

/** How much of a file is read to detect its kind. Not a limit: files may be larger. */
export const HEAD_BYTES = 64 * KIB;

/** Memory: the record of earlier imports, which a pull request can carry; some hundred bytes a letter. */
export const IMPORTED_NOTES = limit(64 * MIB, "the record of earlier imports is larger than %");

/** Memory: a saved page, a text or a Markdown file is read whole. */
export const LETTER_FILE = limit(32 * MIB, "the file is larger than % and can hardly be one letter");

/** Time and memory: a folder named by mistake (a whole disk), or a file system made to be endless. */
export const FOLDER_FILES = limit(200_000, "the folder has more than % files");

/** Stack: endless folders within folders. */
export const FOLDER_DEPTH = limit(64, "the folders lie more than % levels deep");

/** Time: a page that names a million pictures, each looked up and read. */
export const LETTER_FILES = limit(2_000, "the letter shows or carries more than % files");

/** Memory: all pictures and attachments of a letter are held at once. */
export const LETTER_FILES_BYTES = limit(128 * MIB, "the letter's pictures and attachments are together larger than %");

/** Disk, and the bandwidth of readers: attachments are published. */
export const ATTACHMENT = limit(32 * MIB, "the file is larger than %");

// --- Mail

/** Memory: one message is held at a time; an mbox itself may be of any size. */
export const MESSAGE = limit(64 * MIB, "the message is larger than %");

/** Time: endless header lines before any text. */
export const HEADERS = limit(1 * MIB, "the message's header is larger than %");

/** Stack: parts within parts, and messages within messages. */
export const MIME_DEPTH = limit(50, "the message has parts within parts more than % levels deep");

/** Time and memory: a message of a million empty parts. */
export const MIME_PARTS = limit(2_000, "the message has more than % parts");

// --- Archives

/** Memory: names of all entries are kept. A zip of 10 MB can list 100,000 entries, or say that it does. */
export const ARCHIVE_ENTRIES = limit(50_000, "the archive has more than % files");

/** Memory: a zip can give each of its entries a name of 65,535 bytes. */
export const ENTRY_NAME = limit(1 * KIB, "the name of a file in the archive is longer than % characters");

/** Memory. Counted on unpacked bytes, as declared sizes may be false. */
export const ARCHIVE_ENTRY = limit(64 * MIB, "a file in the archive is larger than %");

/** Time: a zip whose entries share the same packed bytes (overlap) unpacks to petabytes. */
export const ARCHIVE_TOTAL = limit(4 * GIB, "the files in the archive are together larger than %");

/** Memory and time: a zip bomb. HTML of letters packs 10 to 50 times; deflate can reach 1,000 times. */
export const EXPANSION_RATIO = limit(250, "a file in the archive grows more than % times when unpacked");

/** The ratio is not checked below this size: a short text of blanks can have any ratio. */
export const EXPANSION_GRACE_BYTES = 1 * MIB;

// --- Tables, JSON, XML

/** Memory: a whole letter can stand in a field, and a quotation mark that is never closed makes the rest of the file one field. */
export const CSV_RECORD = limit(32 * MIB, "a row of the table is larger than %");

/** Time and memory: each row becomes a letter. */
export const CSV_ROWS = limit(200_000, "the table has more than % rows");

/** Memory: a row of a million commas. */
export const CSV_COLUMNS = limit(1_000, "the table has more than % columns");

/** Memory: an export is parsed whole, into objects several times its size. */
export const JSON_FILE = limit(256 * MIB, "the JSON file is larger than %");

/** Stack: `[[[[…` overflows what walks it. */
export const JSON_DEPTH = limit(200, "the JSON is nested more than % levels deep");

/** Memory, as for JSON. */
export const XML_FILE = limit(64 * MIB, "the feed is larger than %");

/** Stack: elements within elements overflow the XML parser. */
export const XML_DEPTH = limit(200, "the feed is nested more than % levels deep");

// --- HTML

/** Memory: the tree of a letter is some twenty times its text. Services cut letters at 100 kB; pictures written into the text make larger ones. */
export const HTML_BYTES = limit(32 * MIB, "the letter's HTML is larger than %");

/** Stack, and time: unclosed formatting elements are opened again in every block (quadratic). Browsers stop at 512 too. */
export const HTML_DEPTH = limit(512, "the letter's HTML is nested more than % levels deep");

/** Time: each attribute of an element is compared with those before it (quadratic). */
export const HTML_ATTRIBUTES = limit(1_000, "an element of the letter's HTML has more than % attributes");

/** Memory: `<b><b><b>…` makes a node of three bytes. */
export const HTML_ELEMENTS = limit(500_000, "the letter's HTML has more than % elements");
