import type { Heading, Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import { CERTAIN, FOOTER, SENDER_LINE, SERVICE_LINKS, type Zone } from "./boilerplate-rules.ts";
import { entriesOf, type Part, type Place, partsOf, sentencesOf, slashPartsOf, withoutPlaces } from "./line-parts.ts";
import { dropEmpty, joinLines, linesOf, oneLine, plainText } from "./tree.ts";

/** Lines of the mail service are among the first and the last ones of a letter. */
const TOP_LINES = 12;
const BOTTOM_LINES = 40;
/** Longer lines are not matched: they are text of the letter, and would take time. */
const LONGEST_LINE = 400;
/** A link to the service whose line says more than this says something of the letter. */
const LONGEST_LINK_LINE = 80;
/** Nothing is removed from longer paragraphs. */
const LONGEST_PARAGRAPH = 2_000;
/** The entries of a menu are short. */
const LONGEST_ENTRY = 50;

const ANYWHERE = CERTAIN.filter(({ zone }) => zone === "anywhere");

/** A line that can be removed on its own. */
interface Line {
  readonly block: Paragraph | Heading;
  readonly content: readonly PhrasingContent[];
  /** The words in its nodes. */
  readonly raw: string;
  readonly text: string;
}

type Verdict = "certain" | "footer" | "neutral" | "letter";

/** What is left of a line: nothing, where all of it belongs to the mail service. */
type Cuts = Map<Line, PhrasingContent[]>;

/**
 * Removes the lines of the mail service: those that are certain, and between and below them those of footers. From a menu or a
 * paragraph that also belongs to the letter, only the entries and sentences of the service are removed.
 * @param isOwn whether a line belongs to the service for a reason of this letter, as when it names its recipient
 */
export function removeBoilerplate(root: Root, isOwn: (line: string) => boolean): void {
  const lines = collectLines(root);
  const bottom = Math.max(0, lines.length - BOTTOM_LINES);
  const cuts: Cuts = new Map();
  for (const [index, line] of lines.entries()) {
    const left = isOwn(line.text) ? [] : leftOf(line, zonesAt(index, bottom));
    if (left) cuts.set(line, left);
  }
  removeFooter(lines, bottom, cuts);
  removeAnnounced(lines, cuts);
  if (cuts.size > 0) take(cuts, root);
}

function zonesAt(index: number, bottom: number): readonly Zone[] {
  if (index >= bottom) return ["anywhere", "ends", "bottom"];
  return index < TOP_LINES ? ["anywhere", "ends"] : ["anywhere"];
}

/** From the last line up to the highest certain one that only the footer's own lines lie below. */
function removeFooter(lines: readonly Line[], bottom: number, cuts: Cuts): void {
  let top = lines.length;
  for (let index = lines.length - 1; index >= bottom; index -= 1) {
    const line = lines[index] as Line;
    const verdict = cuts.get(line)?.length === 0 ? "certain" : verdictOf(line);
    if (verdict === "letter") break;
    if (verdict === "certain") top = index;
  }
  for (const line of lines.slice(top)) if (verdictOf(line) === "footer") cuts.set(line, []);
  if (top === lines.length) return;
  // The first two lines are the letter's names.
  for (let index = top - 1; index > 1 && isSenderLine(lines[index] as Line); index -= 1)
    cuts.set(lines[index] as Line, []);
}

/** "To unsubscribe, please visit:" takes the bare address below it along. */
function removeAnnounced(lines: readonly Line[], cuts: Cuts): void {
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    if (above?.text.endsWith(":") && cuts.get(above)?.length === 0 && /^https?:\/\/\S+$/u.test(line.text))
      cuts.set(line, []);
  }
}

function verdictOf({ text }: Line): Verdict {
  if (!/[\p{L}\p{N}]/u.test(text)) return "neutral";
  return isOf(text, FOOTER, ["bottom"]) ? "footer" : "letter";
}

function isSenderLine({ text, block }: Line): boolean {
  return SENDER_LINE.test(text) && text.length <= 160 && linesOf(block).length <= 2;
}

/** The part of the letter in a line that it shares with the service; undefined where no part belongs to the service. */
function leftOf(line: Line, zones: readonly Zone[]): PhrasingContent[] | undefined {
  if (line.text === "" || line.text.length > LONGEST_PARAGRAPH) return undefined;
  // Time: nearly all lines are far from the ends, and have nothing that a rule for all places could remove.
  if (zones.length === 1 && !hasLink(line) && !ANYWHERE.some(({ within }) => within.test(line.text))) return undefined;
  if (isAllService(line, zones)) return [];
  const places = placesOf(line.raw, zones);
  return places.length > 0 ? withoutPlaces(line.content, places) : undefined;
}

function hasLink({ content }: Line): boolean {
  return content.some(({ type }) => type === "link");
}

function isAllService({ text, raw, content }: Line, zones: readonly Zone[]): boolean {
  if (zones.length > 1 && text.length <= LONGEST_LINK_LINE && isServiceLink(content)) return true;
  const isMadeOf = (parts: readonly Part[]) =>
    parts.length > 1 &&
    parts.some((part) => isOf(part.text, CERTAIN, zones)) &&
    parts.every((part) => isService(part, zones));
  if (isMadeOf(partsOf(raw))) return true;
  // A rule for one sentence must not swallow the next.
  if (sentencesOf(raw).length > 1) return false;
  // A line of nothing but links is certain, also far from the ends.
  const isLinks = content.every((node) => node.type === "link" || !/[\p{L}\p{N}]/u.test(plainText(node)));
  return isOf(text, CERTAIN, isLinks ? [...zones, "ends"] : zones) || isMadeOf(slashPartsOf(raw));
}

/** The places in a line that are the service's where the rest is not: entries of a menu, sentences of a paragraph. */
function placesOf(raw: string, zones: readonly Zone[]): Place[] {
  const isCertain = (part: Part) => isOf(part.text, CERTAIN, zones);
  const entries = entriesOf(raw);
  const isMenu = entries.length > 1 && entries.every((entry) => entry.text.length <= LONGEST_ENTRY);
  if (isMenu && zones.length > 1 && entries.some(isCertain))
    return gaps(
      entries.filter((entry) => isService(entry, zones)),
      entries,
    );
  const sentences = sentencesOf(raw);
  // A paragraph that begins with the service's words is its own, but for what the letter says in between.
  const isFooter = sentences[0] && zones.includes("bottom") && isCertain(sentences[0]);
  return gaps(
    sentences.filter((part) => (isFooter ? isService(part, zones) : isOf(part.text, CERTAIN, ["anywhere"]))),
    sentences,
  );
}

function isService(part: Part, zones: readonly Zone[]): boolean {
  return isOf(part.text, CERTAIN, zones) || isOf(part.text, FOOTER, zones);
}

/** Ranges of parts with the separator after them, or before the last one. */
function gaps(taken: readonly Part[], all: readonly Part[]): Place[] {
  return taken.map((part) => {
    const index = all.indexOf(part);
    const next = all[index + 1];
    const isLastLeft = all.slice(index + 1).every((each) => taken.includes(each));
    const start = isLastLeft ? (all[index - 1]?.end ?? part.start) : part.start;
    return { start, end: next && !isLastLeft ? next.start : part.end };
  });
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
        const raw = content.map(plainTextOf).join("");
        lines.push({ block: node, content, raw, text: oneLine(raw) });
      }
    } else if ("children" in node && node.type !== "footnoteDefinition")
      for (const child of node.children) collect(child);
  };
  collect(root);
  return lines;
}

/** With the spaces at its ends, as it is part of a line. */
function plainTextOf(node: PhrasingContent): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(plainTextOf).join("") : "";
}

function take(cuts: Cuts, root: Root): void {
  // A line is identified by its first node.
  const first = new Map<Paragraph | Heading, Map<PhrasingContent | undefined, PhrasingContent[]>>();
  for (const [{ block, content }, left] of cuts)
    first.set(block, (first.get(block) ?? new Map()).set(content[0], left));
  for (const [block, left] of first) {
    block.children = joinLines(
      linesOf(block).flatMap((line) => {
        const rest = left.get(line[0]) ?? line;
        return rest.length === 0 && left.has(line[0]) ? [] : [rest];
      }),
    );
  }
  dropEmpty(root);
}
