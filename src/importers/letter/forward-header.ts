/** Finds the headers that mail programs write above a mail that is forwarded. */
import type { Blockquote, Heading, Nodes, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { linesOf, plainText } from "./tree.ts";

/**
 * How mail programs name the lines of a header, in Swedish, English, Danish, Norwegian, Finnish, German, and some of French and
 * Dutch. Extend by adding words.
 */
const LABELS = {
  from: "från|from|fra|lähettäjä|von|van|de|expéditeur|avsändare",
  date: "skickat|datum|sent|date|sendt|dato|lähetetty|päivämäärä|päiväys|pvm|gesendet|verzonden|envoyé|skickades|skickad",
  to: "till|to|til|vastaanottajat?|an|aan|à|mottagare|kopia|kopi|kopio|cc|bcc|hemlig kopia|blindkopia|blindkopi|piilokopio|blindkopie|kopie",
  subject: "ämne|subject|emne|aihe|betreff|objet|onderwerp|rubrik",
  other:
    "svara till|svar till|svar til|reply-to|vastausosoite|antwort an|bifogade filer|bilagor|attachments?|vedlegg|vedhæftede filer|liitteet|anlagen|prioritet|importance|viktighet|vigtighed|tärkeys|wichtigkeit|organisation|organization|resent-.{2,10}",
} as const;
type Label = keyof typeof LABELS;

const LINE = new RegExp(
  `^[\\s>*_]{0,8}(?:${Object.entries(LABELS)
    .map(([name, words]) => `(?<${name}>${words})`)
    .join("|")})\\s?[*_]{0,2}\\s?:[*_]{0,2}\\s*(?<value>.*)$`,
  "isu",
);
/** Time: longer lines are searched for a label only this far. */
const LONGEST_LINE = 4_000;

/** Where headers are found: text, or a quotation of it. */
export type Container = Root | Blockquote;

/** A header of a forwarded mail. */
export interface ForwardHeader {
  readonly container: Container;
  /** Its first and last block in the container. */
  readonly first: number;
  readonly last: number;
  /** What is left of the last block below the header. */
  readonly rest: readonly PhrasingContent[][];
  /** What stands in the first block above the header. */
  readonly above: readonly PhrasingContent[][];
  readonly from: string;
  readonly date: string | undefined;
  readonly subject: string | undefined;
  /** Values of all lines that name recipients. */
  readonly to: readonly string[];
}

interface Line {
  readonly block: number;
  /** Its place in the block. */
  readonly index: number;
  readonly text: string;
  /** Undefined for one that continues the line above. */
  readonly label: Label | undefined;
}

/** All headers in a letter, from the top. */
export function forwardHeaders(root: Root): ForwardHeader[] {
  const found: ForwardHeader[] = [];
  const search = (container: Container): void => {
    let run: Line[] = [];
    let current: Label | undefined;
    const close = () => {
      const header = headerOf(container, run);
      if (header) found.push(header);
      run = [];
    };
    for (const [block, child] of container.children.entries()) {
      const lines = linesIn(child);
      if (lines === undefined) {
        close();
        if (child.type === "blockquote") search(child);
        continue;
      }
      for (const [index, text] of lines.entries()) {
        const label = labelOf(text);
        if (label === undefined ? !continues(text, run.at(-1), current) : label === "other" && run.length === 0)
          close();
        else {
          run.push({ block, index, text, label });
          current = label ?? current;
        }
      }
    }
    close();
  };
  search(root);
  return found;
}

/** The lines of a block that can hold a header; Thunderbird's is a table. */
function linesIn(block: RootContent): string[] | undefined {
  if (block.type === "paragraph" || block.type === "heading") return linesTexts(block);
  if (block.type !== "table") return undefined;
  return block.children.map((row) => row.children.map((cell) => plainText(cell)).join(" "));
}

function linesTexts(block: Paragraph | Heading): string[] {
  return linesOf(block).map((line) => plainText({ type: "paragraph", children: line }).slice(0, LONGEST_LINE));
}

/** Long lists of recipients continue on lines of their own. */
function continues(text: string, last: Line | undefined, current: Label | undefined): boolean {
  if (last === undefined || current !== "to") return false;
  return (/[;,]$/.test(last.text) && text !== "") || /^\S*@\S*[;,>]?$/.test(text);
}

function labelOf(text: string): Label | undefined {
  const groups = LINE.exec(text)?.groups ?? {};
  return (Object.keys(LABELS) as Label[]).find((label) => groups[label] !== undefined);
}

/** Who it is from, and two more of when, to whom and about what: one alone may be a line of the letter. */
function headerOf(container: Container, run: readonly Line[]): ForwardHeader | undefined {
  const values: Partial<Record<Label, string[]>> = {};
  let label: Label = "other";
  for (const { text, label: own } of run) {
    label = own ?? label;
    const value = own === undefined ? text : (LINE.exec(text)?.groups?.value ?? "");
    values[label] = [...(values[label] ?? []), value.trim()];
  }
  const { from, date, subject, to = [] } = values;
  const [first] = run;
  const last = run.at(-1);
  const others = [date, subject, values.to].filter((each) => each !== undefined).length;
  if (!first || !last || from?.[0] === undefined || others < 2) return undefined;
  const block = container.children[last.block] as Nodes;
  const rest = block.type === "paragraph" || block.type === "heading" ? linesOf(block).slice(last.index + 1) : [];
  const opening = container.children[first.block] as Nodes;
  const above =
    opening.type === "paragraph" || opening.type === "heading" ? linesOf(opening).slice(0, first.index) : [];
  return {
    container,
    first: first.block,
    last: last.block,
    rest,
    above,
    from: from[0],
    date: date?.[0],
    subject: subject?.[0],
    to,
  };
}
