/** What the tests of imports share: an archive with letters beside it, and letters plainly invented. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { contentFolder, type Files, MINIMAL, writeFiles } from "../../support/sample.ts";

/** A clone's folder: an archive in `content/`, and letters beside it. */
export function project(letters: Files = {}, content: Files = {}): string {
  const folder = join(contentFolder(MINIMAL, content), "..");
  writeFiles(folder, letters);
  return folder;
}

export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

interface Mail {
  readonly id?: string;
  readonly subject?: string;
  readonly date?: string;
  readonly html?: string;
  readonly text?: string;
}

/** A mail, plainly invented. */
export function mail({
  id = "1@example.se",
  subject = "Exempelbrevet",
  date = "Thu, 14 Sep 2023 08:00:00 +0200",
  html,
  text = LONG_TEXT,
}: Mail = {}): string {
  const headers = [
    "From: Exempelkommunen <brev@example.se>",
    "To: Mottagare <mottagare@example.se>",
    `Subject: ${encodedWord(subject)}`,
    `Date: ${date}`,
    ...(id === "" ? [] : [`Message-ID: <${id}>`]),
    "MIME-Version: 1.0",
    `Content-Type: ${html === undefined ? "text/plain" : "text/html"}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
  ];
  const body = Buffer.from(html ?? text)
    .toString("base64")
    .replace(/.{76}/g, "$&\r\n");
  return `${headers.join("\r\n")}\r\n\r\n${body}\r\n`;
}

function encodedWord(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
}

/** Enough words to identify a letter. */
export const LONG_TEXT = `Nytt från Exempelkommunen

Under hösten ordnar Exempelkommunen tre träffar om inköp för föreningar och små företag i hela länet.
Den första träffen handlar om hur man lämnar anbud, den andra om avtal och den tredje om fakturor.

Anmäl dig senast den sista september till exempel@example.se så ordnar vi plats åt alla.
`;

/** An mbox of mails. */
export function mbox(mails: readonly string[]): string {
  return mails
    .map((each) => `From brev@example.se Thu Sep 14 08:00:00 2023\n${each.replaceAll("\r\n", "\n")}\n`)
    .join("");
}

/** A picture large enough to be one, and not a pixel that counts readers. */
export const PICTURE = png(320, 200);

/** A grey picture. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8); // eight bits of grey
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
