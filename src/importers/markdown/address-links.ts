import type { Link, Text } from "mdast";

/** What begins a web address, and what cannot stand in one. */
const ADDRESS = /https?:\/\/[^\s<>"”“»«^`{}|\\]+/gi;
const LONGEST_ADDRESS = 2_000;

/**
 * Makes links of the web addresses in a text. The parser would do so too, but where a link ends depends on what is escaped in
 * it: between < and > it is whole.
 */
export function withAddressLinks(value: string): (Text | Link)[] {
  const nodes: (Text | Link)[] = [];
  let written = 0;
  for (const match of value.matchAll(ADDRESS)) {
    const address = withoutPunctuation(match[0]);
    if (address.length > LONGEST_ADDRESS || !URL.canParse(address) || isInWord(value, match.index)) continue;
    if (match.index > written) nodes.push({ type: "text", value: value.slice(written, match.index) });
    nodes.push({ type: "link", url: address, children: [{ type: "text", value: address }] });
    written = match.index + address.length;
  }
  if (written < value.length) nodes.push({ type: "text", value: value.slice(written) });
  return nodes;
}

function isInWord(value: string, index: number): boolean {
  return index > 0 && /[\p{L}\p{N}]/u.test(value[index - 1] ?? "");
}

/** A full stop, or a bracket that the address does not open, belongs to the sentence. */
function withoutPunctuation(address: string): string {
  const opens = { ")": count(address, "("), "]": count(address, "[") };
  const closes = { ")": count(address, ")"), "]": count(address, "]") };
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1] ?? "";
    if (last === ")" || last === "]") {
      if (closes[last] <= opens[last]) break;
      closes[last] -= 1;
    } else if (!/[.,;:!?'’*_~]/.test(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
