/** Large letters that no service has ever sent, for speed and memory: nested layout tables, pictures, tracking, a footer. */
import { closeSync, openSync, writeSync } from "node:fs";

const WORDS =
  "kommunen upphandling avtal leverantör miljö livsmedel skola förskola region samverkan dialog möte seminarium kväll rapport uppföljning krav kvalitet pris tid hållbar social innovation företag förening anbud ramavtal nätverk länet hösten våren arbete resultat förslag beslut".split(
    " ",
  );
const SECTION_WORDS = 60;
/** Layout tables around every part, as the editors of mail services write them. */
const LEVELS = 7;

/** The same number gives the same letter. */
export function largeLetter(number: number, bytes = 100_000): string {
  const random = sequence(number);
  const parts: string[] = [];
  let length = 0;
  for (let section = 1; length < bytes; section += 1) {
    const part = sectionOf(number, section, random);
    parts.push(part);
    length += part.length;
  }
  const title = `Exempelbrevet nummer ${number}`;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html lang="sv"><head><meta charset="utf-8"><title>${title}</title><style>td{font-family:Arial}.x{color:#333}</style></head>
<body style="margin:0"><div style="display:none;max-height:0;overflow:hidden">Det här syns bara i inkorgen ${number}</div>
${nested(`<h1 style="font-size:28px">${title}</h1>${parts.join("\n")}`, 3)}
${nested(`<p style="font-size:11px">Du får det här brevet för att du prenumererar på Exempelbrevet. <a href="https://track.example.com/u/${number}">Avregistrera dig</a></p>`, 3)}
<img src="https://track.example.com/o.gif?u=${number}" width="1" height="1"></body></html>`;
}

function sectionOf(number: number, section: number, random: () => number): string {
  const text = Array.from({ length: SECTION_WORDS }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");
  const link = `https://www.example.se/${number}/${section}?utm_source=brev&amp;utm_campaign=${number}`;
  return nested(
    `<h2 style="font-size:20px;margin:0">Avsnitt ${section}</h2><p style="line-height:1.5">Text ${number}.${section}: ${text}. <a href="${link}" style="color:#06c">Läs om avsnitt ${section}</a></p><ul><li>Punkt ett i ${section}</li><li>Punkt två i ${section}</li></ul>`,
    LEVELS,
  );
}

function nested(content: string, levels: number): string {
  let html = content;
  for (let level = 0; level < levels; level += 1)
    html = `<table role="presentation" width="${600 - level}" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td align="left" valign="top" style="padding:${level}px;font-family:Arial,sans-serif;font-size:16px;color:#333333">${html}</td></tr></tbody></table>`;
  return html;
}

/** Writes an mbox of at least a size, letter by letter. @returns how many letters it holds */
export function writeMbox(file: string, bytes: number): number {
  const descriptor = openSync(file, "w");
  let [written, number] = [0, 0];
  while (written < bytes) {
    number += 1;
    const body = Buffer.from(largeLetter(number)).toString("base64").replace(/.{76}/g, "$&\n");
    const day = String(1 + (number % 28)).padStart(2, "0");
    written += writeSync(
      descriptor,
      `From brev@example.se Thu Sep ${day} 08:00:00 2023\nFrom: Exempelkommunen <brev@example.se>\nTo: Mottagare <mottagare@example.se>\nSubject: Exempelbrevet nummer ${number}\nDate: ${day} Sep 2023 08:00:00 +0200\nMessage-ID: <${number}@example.se>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${body}\n\n`,
    );
  }
  closeSync(descriptor);
  return number;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
