import { basename, dirname } from "node:path";
import type { Importer, Input, Reading } from "../../importer.ts";
import { MESSAGE } from "../../limits.ts";
import { eachFile, readUpTo, stemOf } from "../input.ts";
import { failed } from "../reading.ts";
import { isZip } from "../zip.ts";
import { isMaildir, readMaildir } from "./maildir.ts";
import { isMbox, readMbox } from "./mbox.ts";
import { readLetters } from "./message.ts";
import { isMhtml } from "./mhtml.ts";
import { isZippedMail, readZippedMail } from "./zipped-mail.ts";

/** Mail as mail programs store it: single messages (.eml), an mbox, a Maildir, and a zip of messages as list servers give a month. */
export const mail: Importer = {
  kind: "mail",
  label: "mail",
  detect: (input) => (input.isFolder ? isMaildir(input.path) : isMailFile(input)),
  parts: /^(?:cur|new|tmp)$/,
  read: (input) =>
    input.isFolder && isMaildir(input.path) ? readMaildir(input.path) : eachFile(input, isMailFile, readMailFile),
};

function isMailFile(input: Input): boolean | Promise<boolean> {
  return isZip(input.head) ? isZippedMail(input, isMail) : isMail(input.head);
}

function isMail(head: Uint8Array): boolean {
  // A saved page has a mail's header too.
  return isMbox(head) || (isMessage(head) && !isMhtml(head));
}

/** Header fields that only mail has. A text with `Title:` and `Date:` lines may be Markdown for Pelican. */
const MAIL_FIELDS =
  /^(?:return-path|received|from|to|message-id|mime-version|delivered-to|content-type|dkim-signature|x-mailer|sender|reply-to|list-id)$/;

/** Whether a file begins with a mail's header: fields and nothing else up to an empty line, two of them typical of mail. */
function isMessage(head: Uint8Array): boolean {
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  const fields = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    if (line === "") break;
    if (/^[ \t]/.test(line) && fields.size > 0) continue;
    const field = /^([!-9;-~]{1,100})[ \t]*:/.exec(line)?.[1]?.toLowerCase();
    if (field === undefined) break;
    fields.add(field);
  }
  return [...fields].filter((field) => MAIL_FIELDS.test(field)).length >= 2;
}

async function* readMailFile(input: Input): AsyncIterable<Reading> {
  const { path, head } = input;
  const file = basename(path);
  if (isZip(head)) {
    yield* readZippedMail(input, isMail);
    return;
  }
  if (!isMbox(head)) {
    yield* readLetters(readUpTo(MESSAGE, path), { place: path, folder: dirname(path), file, name: stemOf(path) });
    return;
  }
  for await (const { number, bytes } of readMbox(path)) {
    const place = `${path}#${number}`;
    if (bytes) yield* readLetters(bytes, { place, folder: path, file, name: String(number) });
    else yield failed(place, new Error(MESSAGE.exceeded));
  }
}
