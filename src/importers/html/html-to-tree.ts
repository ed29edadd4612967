import type { LetterTree, SourceFile } from "../importer.ts";
import { pointAnchors } from "./anchors.ts";
import type { Block } from "./blocks.ts";
import { blocksToTree } from "./blocks-to-tree.ts";
import { handlerOf } from "./handlers/index.ts";
import { measureOf } from "./headings.ts";
import { parseHtml } from "./parse-html.ts";
import { seenIn } from "./seen.ts";
import { State } from "./state.ts";
import { structureInner, structurePage } from "./structure.ts";
import { surveyPage } from "./survey.ts";

export interface HtmlOptions {
  /** By the reference as it stands in the HTML. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Names and addresses of those the letter was sent to: parameters that hold one are removed from links. */
  readonly recipients: readonly string[];
  /** The address that the page had, for links relative to it. */
  readonly base?: string;
}

/** The anchors of headings are written in the page's language; Swedish where it names none. */
const DEFAULT_LANGUAGE = "sv";

/**
 * The letter in a page, a mail or a fragment of HTML: its text, structure, links and pictures, and nothing of how it was laid
 * out, sent and counted.
 * @throws {import("../limits.ts").ImportLimitError} when it is larger or deeper than a letter can be
 */
export function htmlToTree(html: string, options: HtmlOptions): LetterTree {
  const survey = surveyPage(parseHtml(html));
  const recipients = new Set(options.recipients.map((recipient) => recipient.trim().toLowerCase()).filter(Boolean));
  const links = { base: survey.base ?? options.base, recipients };
  const state = new State(survey, { files: options.files, links }, handlerOf);
  const page = state.page(survey.body);
  const measure = measureOf(page.sizes, page.blocks.filter(isHeading).length);
  const blocks = structurePage(page.blocks, measure);
  const notes = new Map([...page.notes].map(([number, note]) => [number, structureInner(note, measure)]));
  const { root, headingsAt } = blocksToTree(blocks, notes);
  pointAnchors(root, headingsAt, survey.language ?? DEFAULT_LANGUAGE);
  return {
    root,
    ...(survey.title === undefined ? {} : { title: survey.title }),
    ...(page.preheader === undefined ? {} : { preheader: page.preheader }),
    ...(survey.language === undefined ? {} : { language: survey.language }),
    removed: page.removed,
    pictures: page.pictures,
    repairs: page.repairs,
    seen: seenIn(survey.body, state.left),
  };
}

function isHeading(block: Block): boolean {
  return block.kind === "text" && block.heading !== undefined;
}
