/**
 * Two rules of markdown-it-footnote in time that grows with the length of a text: a letter of 1 MB that is all notes took the
 * package's own minutes.
 */
import type MarkdownIt from "markdown-it";
import type { StateCore, StateInline, Token } from "markdown-it";
import footnotes from "markdown-it-footnote";

/** What the package's rules note down for one another. */
interface Notes {
  /** ":label" → the number of its note, -1 where nothing refers to it yet. */
  readonly refs?: Record<string, number>;
  /** In the order in which the text refers to them. */
  list?: { readonly label: string; count: number }[];
}

/** CommonMark 0.31.2, section 4.7: no label is longer. */
const LONGEST_LABEL = 999;
const REFERENCE = new RegExp(`\\[\\^([^\\] \\n]{1,${LONGEST_LABEL}})\\]`, "y");

/** Adds footnotes to a parser: `[^1]` in a text, and `[^1]: …` on a line of its own. */
export function addFootnotes(parser: MarkdownIt): void {
  parser.use(footnotes);
  // A footnote written in its place could hold another, or a link in a link.
  parser.disable("footnote_inline");
  parser.inline.ruler.at("footnote_ref", refer);
  parser.core.ruler.at("footnote_tail", placeNotes);
}

function notesOf({ env }: StateCore | StateInline): Notes | undefined {
  return (env as { footnotes?: Notes }).footnotes;
}

function refer(state: StateInline, silent: boolean): boolean {
  const notes = notesOf(state);
  if (!notes?.refs) return false;
  REFERENCE.lastIndex = state.pos;
  const [written, label] = REFERENCE.exec(state.src) ?? [];
  const known = notes.refs[`:${label}`];
  if (written === undefined || label === undefined || known === undefined || REFERENCE.lastIndex > state.posMax)
    return false;
  if (!silent) {
    notes.list ??= [];
    const id = known < 0 ? notes.list.push({ label, count: 0 }) - 1 : known;
    notes.refs[`:${label}`] = id;
    const note = notes.list[id];
    state.push("footnote_ref", "", 0).meta = { id, subId: note?.count, label };
    if (note) note.count += 1;
  }
  state.pos += written.length;
  return true;
}

/** Moves the notes that the text refers to to its end, and removes the others. */
function placeNotes(state: StateCore): void {
  const notes = notesOf(state);
  if (!notes) return;
  const { text, contents } = takeNotes(state.tokens);
  state.tokens = text;
  if (!notes.list) return;
  const add = (type: string, nesting: -1 | 0 | 1, meta: unknown = null): void => {
    const token = new state.Token(type, "", nesting);
    token.meta = meta;
    text.push(token);
  };
  add("footnote_block_open", 1);
  for (const [id, { label, count }] of notes.list.entries()) {
    add("footnote_open", 1, { id, label });
    for (const token of contents.get(label) ?? []) text.push(token);
    const last = text.at(-1)?.type === "paragraph_close" ? text.pop() : undefined;
    for (let subId = 0; subId < count; subId += 1) add("footnote_anchor", 0, { id, subId, label });
    if (last) text.push(last);
    add("footnote_close", -1);
  }
  add("footnote_block_close", -1);
}

function takeNotes(tokens: readonly Token[]) {
  const text: Token[] = [];
  const contents = new Map<string, Token[]>();
  let note: { label: string; tokens: Token[] } | undefined;
  for (const token of tokens) {
    if (token.type === "footnote_reference_open") note = { label: (token.meta as { label: string }).label, tokens: [] };
    else if (token.type === "footnote_reference_close") {
      if (note) contents.set(note.label, note.tokens);
      note = undefined;
    } else (note?.tokens ?? text).push(token);
  }
  return { text, contents };
}
