import type { Link, PhrasingContent } from "mdast";

/** Longer addresses are of no use to a reader. */
const LONGEST_ADDRESS = 2_000;
/** RFC 5321. Time: it also limits the search for the ends of an e-mail address. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 255;
/** A longer line is a sentence; which part of it is the text of the link is unknown. */
const LONGEST_LABEL = 120;

const BRACKETS: Readonly<Record<string, string>> = { ">": "<", "]": "[", ")": "(" };

/** A line of text with its web and e-mail addresses as links. */
export function withLinks(line: string): PhrasingContent[] {
  const labelled = labelledLink(line);
  if (labelled) return labelled;
  const content: PhrasingContent[] = [];
  let written = 0;
  for (const { start, end, url } of addressesIn(line)) {
    // `<https://…>` and `[https://…]`: the brackets only hold the address.
    const held = /^(?:<>|\[\])$/.test((line[start - 1] ?? "") + (line[end] ?? "")) && start > written;
    push(content, line.slice(written, held ? start - 1 : start));
    content.push(link(line.slice(start, end), url));
    written = held ? end + 1 : end;
  }
  push(content, line.slice(written));
  return content;
}

function push(content: PhrasingContent[], value: string): void {
  if (value !== "") content.push({ type: "text", value });
}

function link(text: string, url: string): Link {
  return { type: "link", url, children: [{ type: "text", value: text }] };
}

/** `Text <https://…>`, `Text [https://…]`, `Text (https://…)` filling a line: what programs make of a link in HTML. */
function labelledLink(line: string): PhrasingContent[] | undefined {
  const stop = /[.!]$/.test(line) ? line.slice(-1) : "";
  const text = stop ? line.slice(0, -1) : line;
  const opening = BRACKETS[text.at(-1) ?? ""];
  const open = opening === undefined ? -1 : text.lastIndexOf(opening);
  if (open < 1) return undefined;
  const label = text.slice(0, open).trim();
  const address = text.slice(open + 1, -1).trim();
  if (!/[\p{L}\p{N}]/u.test(label) || label.length > LONGEST_LABEL || /[.!?:]\s|:$|https?:\/\/|@/.test(label))
    return undefined;
  if (!/^https?:\/\/\S+$/i.test(address) || address.length > LONGEST_ADDRESS || !URL.canParse(address))
    return undefined;
  return stop ? [link(label, address), { type: "text", value: stop }] : [link(label, address)];
}

interface Address {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** The addresses in a line, from left to right. Time: each character is examined a limited number of times. */
function* addressesIn(line: string): Generator<Address> {
  const signs = /https?:\/\/|www\.|@/gi;
  let from = 0;
  for (let sign = signs.exec(line); sign; sign = signs.exec(line)) {
    const found = sign[0] === "@" ? emailAt(line, sign.index, from) : webAddressAt(line, sign.index, sign[0]);
    if (!found) continue;
    yield found;
    from = found.end;
    signs.lastIndex = found.end;
  }
}

function webAddressAt(line: string, start: number, sign: string): Address | undefined {
  if (/[\p{L}\p{N}@.]/u.test(line[start - 1] ?? "")) return undefined;
  const near = line.slice(start, start + LONGEST_ADDRESS + 1);
  const length = /[\s<>"”“»«|\\^`{}]/u.exec(near)?.index ?? near.length;
  if (length > LONGEST_ADDRESS) return undefined;
  const limit = start + length;
  const end = withoutPunctuation(line, start, limit);
  const text = line.slice(start, end);
  const isBare = sign.toLowerCase() === "www.";
  if (isBare && !/^www\.[\p{L}\p{N}-]+\.[\p{L}]{2,}/iu.test(text)) return undefined;
  const url = isBare ? `https://${text}` : text;
  return /^https?:\/\/[^\s/?#]/i.test(url) && URL.canParse(url) ? { start, end, url } : undefined;
}

/** A full stop or bracket after an address belongs to the sentence, unless the bracket was opened in the address. */
function withoutPunctuation(line: string, start: number, limit: number): number {
  const address = line.slice(start, limit);
  const loose = `.,;:!?'’*_${address.includes("(") ? "" : ")"}${address.includes("[") ? "" : "]"}`;
  let end = limit;
  while (end > start && loose.includes(line[end - 1] ?? " ")) end -= 1;
  return end;
}

function emailAt(line: string, at: number, from: number): Address | undefined {
  let start = at;
  while (start > from && at - start < LONGEST_LOCAL_PART && /[\w.+%-]/.test(line[start - 1] ?? "")) start -= 1;
  let end = at + 1;
  while (end < line.length && end - at < LONGEST_DOMAIN && /[\p{L}\p{N}.-]/u.test(line[end] ?? "")) end += 1;
  while (/[.-]/.test(line[end - 1] ?? "")) end -= 1;
  if (/^[.%+-]/.test(line.slice(start, at))) start += 1;
  const text = line.slice(start, end);
  if (!/^[\w.+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(text)) return undefined;
  return { start, end, url: `mailto:${text}` };
}
