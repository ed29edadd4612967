import type { Heading, Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import { CERTAIN, FOOTER, SENDER_LINE, SERVICE_LINKS, type Zone } from "./boilerplate-rules.ts";
import { withoutMergeTags } from "./merge-tags.ts";
import { dropEmpty, joinLines, linesOf, nodesOf, oneLine, plainText } from "./tree.ts";

/** A service's lines stand among the first and the last ones of a letter. */
const TOP_LINES = 12;
const BOTTOM_LINES = 40;
/** A longer line is the letter's own, or nothing that a rule could be sure of. */
const LONGEST_LINE = 400;
/** A link to the service whose line says more than this says something of the letter. */
const LONGEST_LINK_LINE = 80;

/** A line that can be removed by itself. */
interface Line {
  readonly block: Paragraph | Heading;
  readonly content: readonly PhrasingContent[];
  readonly text: string;
}

type Verdict = "certain" | "footer" | "neutral" | "letter";

/**
 * Removes the lines of the mail service: those that are certainly its own, and between and below them what stands in footers.
 * @param isOwn whether a line is the service's for a reason of this letter, as when it names its recipient
 */
export function removeBoilerplate(root: Root, isOwn: (line: string) => boolean): void {
  const lines = collectLines(root);
  const bottom = Math.max(0, lines.length - BOTTOM_LINES);
  const removed = new Set<Line>();
  for (const [index, line] of lines.entries()) {
    if (isCertain(line, zonesAt(index, bottom)) || isOwn(line.text)) removed.add(line);
  }
  removeFooter(lines, bottom, removed);
  if (removed.size > 0) take(removed, root);
}

function zonesAt(index: number, bottom: number): readonly Zone[] {
  if (index >= bottom) return ["anywhere", "ends", "bottom"];
  return index < TOP_LINES ? ["anywhere", "ends"] : ["anywhere"];
}

/** From the last line up to the highest certain one that only the footer's own lines lie below. */
function removeFooter(lines: readonly Line[], bottom: number, removed: Set<Line>): void {
  let top = lines.length;
  for (let index = lines.length - 1; index >= bottom; index -= 1) {
    const line = lines[index] as Line;
    const verdict = removed.has(line) ? "certain" : verdictOf(line);
    if (verdict === "letter") break;
    if (verdict === "certain") top = index;
  }
  for (const line of lines.slice(top)) if (!removed.has(line) && verdictOf(line) === "footer") removed.add(line);
  if (top === lines.length) return;
  // The first two lines are the letter's names.
  for (let index = top - 1; index > 1 && isSenderLine(lines[index] as Line); index -= 1)
    removed.add(lines[index] as Line);
}

function verdictOf({ text }: Line): Verdict {
  if (text === "") return "neutral";
  return isOf(text, FOOTER, ["bottom"]) ? "footer" : "letter";
}

function isSenderLine({ text, block }: Line): boolean {
  return SENDER_LINE.test(text) && text.length <= 160 && linesOf(block).length <= 2;
}

function isCertain({ text, content }: Line, zones: readonly Zone[]): boolean {
  if (text === "") return false;
  if (zones.length > 1 && text.length <= LONGEST_LINK_LINE && isServiceLink(content)) return true;
  if (text.length > LONGEST_LINE) return false;
  if (isOf(text, CERTAIN, zones)) return true;
  const parts = text.split(/\s+[|•·–—/]\s+|(?<=[.!?])\s+/u).filter(Boolean);
  if (parts.length < 2 || !parts.some((part) => isOf(part, CERTAIN, zones))) return false;
  return parts.every((part) => isOf(part, CERTAIN, zones) || isOf(part, FOOTER, zones));
}

function isOf(text: string, rules: readonly { zone: Zone; pattern: RegExp }[], zones: readonly Zone[]): boolean {
  if (text.length > LONGEST_LINE) return false;
  return rules.some(({ zone, pattern }) => zones.includes(zone) && pattern.test(text));
}

/** Whether every word of a line stands in links to the service. */
function isServiceLink(content: readonly PhrasingContent[]): boolean {
  let links = 0;
  for (const node of content) {
    const isLink = node.type === "link" && SERVICE_LINKS.some((pattern) => pattern.test(node.url.slice(0, 1_000)));
    if (isLink) links += 1;
    else if (/[\p{L}\p{N}]/u.test(plainText(node))) return false;
  }
  return links > 0;
}

function collectLines(root: Root): Line[] {
  const lines: Line[] = [];
  const collect = (node: Nodes): void => {
    if (node.type === "paragraph" || node.type === "heading") {
      for (const content of linesOf(node)) {
        const text = withoutMergeTags(oneLine(content.map(plainTextOf).join("")));
        lines.push({ block: node, content, text: oneLine(text) });
      }
    } else if ("children" in node && node.type !== "footnoteDefinition")
      for (const child of node.children) collect(child);
  };
  collect(root);
  return lines;
}

/** With the spaces at its ends, as it is a piece of a line. */
function plainTextOf(node: PhrasingContent): string {
  return nodesOf(node, "text")
    .map(({ value }) => value)
    .join("");
}

function take(removed: ReadonlySet<Line>, root: Root): void {
  // A line is known again by its first node.
  const first = new Map<Paragraph | Heading, Set<PhrasingContent | undefined>>();
  for (const { block, content } of removed) first.set(block, (first.get(block) ?? new Set()).add(content[0]));
  for (const [block, starts] of first) {
    block.children = joinLines(linesOf(block).filter((line) => !starts.has(line[0])));
  }
  dropEmpty(root);
}
