/** A message as a letter. */
import { type Address, addressParser, type Email } from "postal-mime";
import { sha256 } from "../../core.ts";
import type { Reading, Repair, SourceFile, SourceLetter } from "../../importer.ts";
import { ATTACHMENT, atMost, isWithin, LETTER_FILES, LETTER_FILES_BYTES, MESSAGE, MIME_DEPTH } from "../../limits.ts";
import { calendarDay } from "../dates.ts";
import { decode, decodeHtml, encodingRepairs, withoutC1 } from "../decode.ts";
import { identityOf, isSentWithPaloma, linkedWebVersion, sourceOf } from "../paloma/web-version.ts";
import { failed, skipped } from "../reading.ts";
import { collectFiles, referencesInHtml } from "../references.ts";
import { type Calendar, isCalendar, readCalendar } from "./calendar.ts";
import { type Part, readMessage } from "./mime.ts";
import { partFinder } from "./part-finder.ts";
import { publicityOf } from "./publicity-of-mail.ts";
import { isForwardSubject, withoutPrefixes } from "./subject.ts";

export interface MessagePlace {
  /** For messages: `brev.mbox#12`. */
  readonly place: string;
  /** Its mail folder: a folder of files, or an mbox. */
  readonly folder: string;
  /** What the name of a file in a Maildir says of it. */
  readonly flag?: string | undefined;
  /** The name of the file that it was found in. */
  readonly file: string;
  /** What the letter is named after when it has no subject: `12`. */
  readonly name: string;
}

/** The letter of a message, and each letter that was forwarded in it as an attachment. */
export async function* readLetters(bytes: Uint8Array, at: MessagePlace, depth = 0): AsyncIterable<Reading> {
  try {
    atMost(MESSAGE, bytes.length);
    atMost(MIME_DEPTH, depth);
    const { email, root } = await readMessage(bytes);
    const why = refusal(email, root);
    if (why) {
      yield skipped(at.place, why);
      return;
    }
    const content = contentOf(root);
    const carried = content.messages;
    const isEmpty = content.body.content.trim() === "";
    // The words of a forwarder are not those of a letter.
    const isNote = content.isDigest || wordsIn(content.body).length <= LONGEST_NOTE || isForwardSubject(email.subject);
    if (isNote && carried.length > 0) {
      yield skipped(at.place, "it only carries other messages, which are read by themselves");
    } else if (isEmpty && content.attachments.length === 0) {
      yield { ...skipped(at.place, "there is no text in it"), publicity: publicityOf(email, at) };
    } else {
      yield { letter: letterOf(bytes, at, email, content), publicity: publicityOf(email, at) };
    }
    for (const [index, message] of carried.entries()) {
      const number = index + 1;
      yield* readLetters(message, { ...at, place: `${at.place}/${number}`, name: `${at.name}-${number}` }, depth + 1);
    }
  } catch (error) {
    yield failed(at.place, error);
  }
}

/** The words above a forwarded mail are fewer than those of a letter. */
const LONGEST_NOTE = 600;
/** Time: how much of a text is looked at for that. */
const LONGEST_JUDGED = 20_000;

function wordsIn({ format, content }: SourceLetter["body"]): string {
  const beginning = content.slice(0, LONGEST_JUDGED);
  const text = format === "html" ? beginning.replace(/<style[\s\S]*?<\/style>|<[^<>]*>|&nbsp;/gi, " ") : beginning;
  return text.replace(/\s+/g, " ").trim();
}

/** Why a message is not a letter, by its own headers. */
function refusal(email: Email, root: Part): string | undefined {
  const header = (key: string) => email.headers.find((each) => each.key === key)?.value ?? "";
  if (root.type === "multipart/report") return "it is a report of delivery, not a letter";
  if (isEncrypted(root)) return "it is encrypted; save it decrypted from the mail program";
  if (/^DON'T DELETE THIS MESSAGE/i.test(email.subject ?? "")) return "it is the mail folder's own note";
  // Mail programs leave deleted messages in the mbox until it is compacted.
  if ((Number.parseInt(header("x-mozilla-status"), 16) & MOZILLA_EXPUNGED) !== 0)
    return "it is deleted in the mail program";
  if (/D/.test(header("status") + header("x-status"))) return "it is deleted in the mail program";
  return undefined;
}

const MOZILLA_EXPUNGED = 0x0008;

function isEncrypted(root: Part): boolean {
  return root.type === "multipart/encrypted" || /^application\/(?:x-)?pkcs7-mime$/.test(root.type);
}

interface Content {
  readonly body: SourceLetter["body"];
  readonly files: Map<string, SourceFile>;
  readonly attachments: readonly SourceFile[];
  readonly messages: readonly Uint8Array[];
  /** Whether it is a list's collection of messages, whose own words name them. */
  readonly isDigest: boolean;
  readonly calendars: readonly Calendar[];
  readonly repairs: readonly Repair[];
}

/** A part that is a file: a picture, an attachment. */
interface Resource {
  readonly part: Part;
  readonly file: SourceFile;
}

/** The parts of a message by their role in a letter. */
interface Sorted {
  readonly texts: Part[];
  readonly resources: Resource[];
  readonly messages: Part[];
  readonly calendars: Part[];
}

function contentOf(root: Part): Content {
  const sorted: Sorted = { texts: [], resources: [], messages: [], calendars: [] };
  sortOut(root, sorted);
  const body = bodyOf(sorted.texts);
  const base = sorted.texts.find(({ location }) => location !== undefined)?.location;
  const shown =
    body.format === "html" ? shownFiles(body.content, base, sorted.resources) : new Map<string, SourceFile>();
  const { attachments, repairs } = attachmentsOf(sorted.resources, new Set(shown.values()));
  const calendars = sorted.calendars.map(({ bytes, charset }) => readCalendar(decode(bytes, charset)));
  return {
    body,
    calendars,
    files: shown,
    attachments,
    messages: sorted.messages.map(({ bytes }) => bytes),
    isDigest: isDigest(root),
    repairs: [...encodingRepairs(body.content), ...repairs, ...calendars.flatMap((each) => each.repairs)],
  };
}

function isDigest({ type, children }: Part): boolean {
  return type === "multipart/digest" || children.some(isDigest);
}

/** Parts for machines. Signatures are not needed to read what they sign. */
const FOR_MACHINES =
  /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-keys)$|^text\/(?:x-amp-html|watch-html|rfc822-headers)$|^message\/delivery-status$/;

function sortOut(part: Part, sorted: Sorted): void {
  if (part.type === "multipart/alternative") {
    for (const each of chosen(part.children)) sortOut(each, sorted);
  } else if (part.children.length > 0) {
    for (const each of part.children) sortOut(each, sorted);
  } else if (part.type === "message/rfc822") {
    sorted.messages.push(part);
  } else if (isCalendar(part)) {
    sorted.calendars.push(part);
  } else if (isText(part)) {
    sorted.texts.push(part);
  } else if (!FOR_MACHINES.test(part.type)) {
    sorted.resources.push(resourceOf(part));
  }
}

/** Of several forms of the same text the last with HTML, else the last plain one; anything else, such as a calendar, belongs to it. */
function chosen(forms: readonly Part[]): Part[] {
  const best =
    forms.findLast((form) => holds(form, "text/html")) ?? forms.findLast((form) => holds(form, "text/plain"));
  return forms.filter((form) => form === best || !(holds(form, "text/html") || holds(form, "text/plain")));
}

function holds(part: Part, type: string): boolean {
  return (part.type === type && !part.isAttachment) || part.children.some((child) => holds(child, type));
}

function isText({ type, isAttachment }: Part): boolean {
  return !isAttachment && (type === "text/html" || type === "text/plain");
}

/** All texts of a message in order: list servers add theirs as a separate part. */
function bodyOf(texts: readonly Part[]): SourceLetter["body"] {
  const hasHtml = texts.some(({ type }) => type === "text/html");
  if (!hasHtml) return { format: "text", content: texts.map(plainText).join("\n\n") };
  return {
    format: "html",
    content: texts.map((part) => (part.type === "text/html" ? html(part) : asHtml(plainText(part)))).join("\n"),
  };
}

function html({ bytes, charset }: Part): string {
  return decodeHtml(bytes, charset);
}

function plainText({ bytes, charset, flow }: Part): string {
  const text = decode(bytes, charset).replace(/\r\n?/g, "\n");
  return flow === undefined ? text : unfolded(text, flow);
}

/** A line of a flowed text: how deep it is quoted, and its words. */
const FLOWED_LINE = /^(>*) ?(.*)$/s;

/**
 * RFC 3676, 4.5: the marks of a quotation come off a line, then the space before words that look like one. A line that ends with a
 * space continues in the next of the same depth. A signature's "-- " does not.
 */
function unfolded(text: string, flow: NonNullable<Part["flow"]>): string {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const [, marks = "", words = ""] = FLOWED_LINE.exec(line) ?? [];
    const isSignature = words === "-- ";
    const isFlowed = words.endsWith(" ") && !isSignature;
    const kept = isFlowed && flow === "joined" ? words.slice(0, -1) : words;
    if (open === marks && !isSignature) lines.push(`${lines.pop()}${kept}`);
    else lines.push(marks === "" ? kept : `${marks} ${kept}`);
    open = isFlowed ? marks : undefined;
  }
  return lines.join("\n");
}

function asHtml(text: string): string {
  const escaped = text.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const paragraphs = escaped.split(/\n{2,}/).map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`);
  return escaped === "" ? "" : paragraphs.join("\n");
}

/** Pictures that the page shows, by `cid:` or by the address that they had. */
function shownFiles(page: string, base: string | undefined, resources: readonly Resource[]): Map<string, SourceFile> {
  return collectFiles(referencesInHtml(page), partFinder(resources, base));
}

/** TNEF: a whole message in a format that only Outlook reads. */
const WINMAIL = /^application\/(?:vnd\.)?ms-tnef$/;

function attachmentsOf(resources: readonly Resource[], shown: ReadonlySet<SourceFile>) {
  const attachments: SourceFile[] = [];
  const repairs: Repair[] = [];
  let bytes = 0;
  for (const { part, file } of resources) {
    if (shown.has(file)) continue;
    if (WINMAIL.test(part.type) || !isWithin(ATTACHMENT, file.bytes.length)) {
      repairs.push({ rule: "attachment-refused", about: file.name });
      continue;
    }
    bytes += file.bytes.length;
    attachments.push(file);
    atMost(LETTER_FILES, attachments.length);
    atMost(LETTER_FILES_BYTES, bytes);
  }
  return { attachments, repairs };
}

/** Parts that come without a name. */
const NAMES: Readonly<Record<string, string>> = {
  "application/ms-tnef": "winmail.dat",
};

function resourceOf(part: Part): Resource {
  const ending = part.type.split("/")[1]?.replace(/^x-|\+.*$/g, "") ?? "";
  const name = part.name ?? NAMES[part.type] ?? `bilaga.${ending}`;
  return { part, file: { name, bytes: part.bytes, type: part.type } };
}

function letterOf(bytes: Uint8Array, at: MessagePlace, email: Email, content: Content): SourceLetter {
  const subject = email.subject === undefined ? undefined : withoutC1(email.subject).trim();
  const messageId = email.messageId?.trim().replace(/^<|>$/g, "");
  const sender = senderOf(email);
  const recipients = [...recipientsOf(email), ...content.calendars.flatMap(({ people }) => people)];
  const events = content.calendars.flatMap((calendar) => calendar.events);
  const id = namesReader(messageId, isForwardSubject(subject) && sender ? [...recipients, sender] : recipients)
    ? undefined
    : messageId;
  const paloma = isSentWithPaloma(content.body.content) ? linkedWebVersion(content.body.content) : undefined;
  // An id that names its reader is known again by its hash.
  const own = id ?? (messageId && sha256(messageId));
  const identity = paloma ? identityOf(paloma) : own ? `mail:${own}` : undefined;
  const date = calendarDay(email.headers.find(({ key }) => key === "date")?.value);
  return {
    place: at.place,
    name: withoutPrefixes(subject ?? "") || at.name,
    kind: "mail",
    ...(identity && { identity }),
    source: {
      ...(paloma ? sourceOf(paloma) : { system: "mail" }),
      ...(id && { id }),
      ...(sender && { sender }),
      file: at.file,
    },
    original: bytes,
    originalName: `${at.name}.eml`,
    ...(subject && { subject }),
    ...(date && { date }),
    recipients,
    body: content.body,
    ...(events.length > 0 && { facts: { events } }),
    files: content.files,
    attachments: content.attachments,
    repairs: [...encodingRepairs(subject ?? ""), ...content.repairs],
  };
}

function senderOf(email: Email): string | undefined {
  const [from] = flat(email.from === undefined ? [] : [email.from]);
  if (!from) return undefined;
  const { name, address } = from;
  return name && address && name !== address ? `${name} <${address}>` : address || name || undefined;
}

/** Headers that name recipients. */
const RECIPIENT_HEADERS = [
  "to",
  "cc",
  "bcc",
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "x-delivered-to",
  "x-forwarded-to",
  "x-forwarded-for",
  "x-envelope-to",
  "x-rcpt-to",
  "apparently-to",
  "resent-to",
  "resent-cc",
  "resent-bcc",
  "resent-from",
];

/** Names and addresses of readers. A letter is often sent to the sender's own address, whose name must be kept in the text. */
function recipientsOf(email: Email): string[] {
  const senders = flat([email.from, email.sender, ...(email.replyTo ?? [])].filter((each) => each !== undefined));
  const known = new Set(senders.flatMap(({ name, address }) => [name, address]).map((text) => text.toLowerCase()));
  const recipients = new Set<string>();
  for (const { key, value } of email.headers) {
    if (!RECIPIENT_HEADERS.includes(key)) continue;
    for (const { name, address } of addressParser(value, { flatten: true })) {
      if (address === undefined || known.has(address.toLowerCase())) continue;
      for (const text of [withoutC1(name), address]) if (text && !known.has(text.toLowerCase())) recipients.add(text);
    }
  }
  return [...recipients];
}

/** An address within another, as list servers write it to see whose mail came back: `kim=example.org@lists.example.se`. */
const ADDRESS_IN_ADDRESS = /[\w.+-]+[#=][\w-]+(?:\.[\w-]+)+[^@]*@/;

/** Time: RFC 5322 allows no line of more. */
const LONGEST_ID = 1_000;

/** Whether the id of a message holds the address of a reader. */
function namesReader(id: string | undefined, people: readonly string[]): boolean {
  const text = id?.slice(0, LONGEST_ID).toLowerCase() ?? "";
  if (ADDRESS_IN_ADDRESS.test(text)) return true;
  return people.some((person) => {
    const [, name = "", domain = ""] = /([^\s<>@]{3,64})@([^\s<>@]{3,255})/.exec(person.toLowerCase()) ?? [];
    return name !== "" && text.includes(name) && text.includes(domain);
  });
}

/** A group of addresses as its members. */
function flat(addresses: readonly Address[]): { readonly name: string; readonly address: string }[] {
  return addresses
    .flatMap((each) => each.group ?? [each])
    .map(({ name, address }) => ({ name: withoutC1(name).trim(), address: address ?? "" }));
}
