/**
 * A letter that somebody forwarded becomes the letter that was forwarded: with its own date, sender and subject, and without the
 * forwarder's words and the names of those it was sent to.
 */
import type { Blockquote, Nodes, Root, RootContent } from "mdast";
import type { LetterTree, SourceLetter } from "../importer.ts";
import { isForwardSubject } from "../sources/mail/subject.ts";
import { forwardedDay } from "./forward-date.ts";
import { type Container, type ForwardHeader, forwardHeaders } from "./forward-header.ts";
import { joinLines, nodesOf, oneLine, paragraph, plainText, textOf } from "./tree.ts";

/** What mail programs write above the header. */
const ANNOUNCED =
  /forwarded message|original message|vidarebefordrat (?:brev|meddelande|mejl)|ursprungligt meddelande|originalmeddelande|videresendt (?:melding|meddelelse|besked|e-post)|oprindelig meddelelse|opprinnelig melding|välitetty viesti|alkuperäinen viesti|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|_{10,}/iu;
/** A note of a forwarder is short; what is longer may be a letter that quotes a mail. */
const LONGEST_NOTE = 1_500;
/** Time: each forward in another is measured. */
const MOST_NESTED = 20;
/** So is what a mail program writes below a quotation. */
const LONGEST_SIGNATURE = 600;
const SIGNATURE_MARK = /^--\s?$/;

/**
 * Takes the forwarded letter out of a mail, in place.
 * @returns the letter with the facts of the forwarded one; as it was where nothing is forwarded
 */
export function takeForwarded(letter: SourceLetter, tree: LetterTree): SourceLetter {
  const { root } = tree;
  if (letter.kind !== "mail") return letter;
  const isNamed = isForwardSubject(letter.subject);
  const headers = forwardHeaders(root);
  const [outer] = headers;
  if (!outer) return isNamed ? unclear(withoutForwarder(letter)) : letter;
  const header = innermost(root, headers);
  const note = textAbove(root, header);
  const isAnnounced = isNamed || ANNOUNCED.test(note);
  const tail = note.length <= LONGEST_NOTE ? cut(root, header) : undefined;
  // Whatever is uncertain, nobody's address stays.
  removeHeaders(root);
  const people = headers.flatMap(peopleIn);
  if (!tail && !isAnnounced) return unclear({ ...letter, recipients: [...letter.recipients, ...people] });
  removeSignature(root, letter.source.sender ?? "");
  const day = header.date === undefined ? undefined : forwardedDay(header.date);
  const { date: _, ...rest } = withoutForwarder(letter);
  const forwarded = {
    ...rest,
    ...(day && { date: day }),
    ...(header.subject && { subject: header.subject }),
    source: { ...rest.source, sender: senderOf(header.from) },
    recipients: [...rest.recipients, ...people],
  };
  return isAnnounced && tail?.isCertain && day !== undefined ? forwarded : unclear(forwarded);
}

function withoutForwarder(letter: SourceLetter): SourceLetter {
  // The id is that of the forwarder's own mail.
  const { sender, id: _, ...source } = letter.source;
  return { ...letter, source, recipients: [...letter.recipients, ...(sender ? [sender] : [])] };
}

function unclear(letter: SourceLetter): SourceLetter {
  return { ...letter, repairs: [...letter.repairs, { rule: "forward-unclear", about: letter.subject ?? letter.name }] };
}

/** Nested forwards have a header each, with notes in between. */
function innermost(root: Root, headers: readonly ForwardHeader[]): ForwardHeader {
  let [found] = headers as [ForwardHeader, ...ForwardHeader[]];
  for (const next of headers.slice(1, MOST_NESTED)) {
    if (textAbove(root, next).length - textAbove(root, found).length > LONGEST_NOTE) break;
    found = next;
  }
  return found;
}

/** All words above a header, those of the headers around it too. */
function textAbove(root: Root, header: ForwardHeader): string {
  const parts: string[] = [];
  const collect = (container: Container): boolean => {
    for (const [index, child] of container.children.entries()) {
      if (container === header.container && index === header.first) {
        parts.push(textOf(paragraph(joinLines(header.above))));
        return true;
      }
      if (child.type === "blockquote" && nodesOf(child, "blockquote").includes(header.container as Blockquote)) {
        if (collect(child)) return true;
      } else parts.push(textOf(child));
    }
    return false;
  };
  collect(root);
  return oneLine(parts.join("\n"));
}

function isEmpty(node: Nodes): boolean {
  return plainText(node) === "" && nodesOf(node, "image").length === 0;
}

/**
 * Leaves what stands below the header, or where its quotation ends with it, below the quotation. What else follows a quotation
 * is the forwarder's, if it is short.
 * @returns undefined where nothing stands below, so that nothing is cut
 */
function cut(root: Root, { container, last, rest }: ForwardHeader): { isCertain: boolean } | undefined {
  const below: RootContent[] = container.children.slice(last + 1);
  if (rest.flat().length > 0) below.unshift(paragraph(joinLines(rest)));
  const outside = container === root ? [] : after(root, container as Blockquote);
  const isAlone = below.every(isEmpty);
  const content = isAlone ? outside : below;
  if (content.every(isEmpty)) return undefined;
  const others = isAlone ? [] : outside;
  const isShort = others.map((node) => plainText(node)).join(" ").length <= LONGEST_SIGNATURE;
  root.children = [...unquoted(content), ...(isShort ? [] : others)];
  return { isCertain: isShort };
}

/** The content of a quotation that is all there is. */
function unquoted(content: readonly RootContent[]): readonly RootContent[] {
  const [only, ...more] = content.filter((node) => !isEmpty(node));
  return only?.type === "blockquote" && more.length === 0 ? only.children : content;
}

/** What follows a quotation in all that is around it. */
function after(container: Container, quotation: Blockquote): RootContent[] {
  const index = container.children.findIndex(
    (child) => child === quotation || nodesOf(child, "blockquote").includes(quotation),
  );
  const own = container.children[index];
  const inner = own?.type === "blockquote" && own !== quotation ? after(own, quotation) : [];
  return [...inner, ...(container.children.slice(index + 1) as RootContent[])];
}

/** From the last up. One that shares a block with the next is found again when that is gone. */
function removeHeaders(root: Root): void {
  for (let round = 0; round < MOST_NESTED; round += 1) {
    const headers = forwardHeaders(root);
    if (headers.length === 0) return;
    const removed = new Map<Container, number>();
    for (const header of headers.reverse()) {
      if (header.last >= (removed.get(header.container) ?? Number.POSITIVE_INFINITY)) continue;
      removeHeader(header);
      removed.set(header.container, header.first);
    }
  }
}

function removeHeader({ container, first, last, rest, above }: ForwardHeader): void {
  const kept: RootContent[] = [];
  for (const lines of [above, rest]) if (lines.flat().length > 0) kept.push(paragraph(joinLines(lines)));
  container.children.splice(first, last - first + 1, ...(kept as never[]));
}

/** The signature of the forwarder below the letter, as Gmail writes it: it begins with a mark, or with their name. */
function removeSignature(root: Root, forwarder: string): void {
  const [name = ""] = forwarder.split("<").map((part) => oneLine(part.replace(/"/g, "")).toLowerCase());
  const start = root.children.findLastIndex((child) => {
    const [line = ""] = textOf(child).trim().split("\n");
    return SIGNATURE_MARK.test(line) || (name !== "" && line.trim().toLowerCase() === name);
  });
  if (start < 1) return;
  const words = oneLine(
    root.children
      .slice(start)
      .map((child) => textOf(child))
      .join("\n"),
  ).toLowerCase();
  if (words.length <= LONGEST_SIGNATURE && words.includes(name)) root.children.splice(start);
}

/** "Exempelnätverket [mailto:brev@example.se]" as older Outlooks have it; in text, brackets around an address made it a link. */
function senderOf(from: string): string {
  const bracketed = from
    .replace(/\[?mailto:\s?([^\]\s>]+)\]?/giu, "<$1>")
    .replace(/(?<=\s)([^\s<>@]+@[^\s<>@]+)$/u, "<$1>");
  return oneLine(bracketed.replace(/<+/g, "<").replace(/>+/g, ">"));
}

function peopleIn({ to }: ForwardHeader): string[] {
  return to
    .flatMap((value) => value.split(/[;,]/))
    .map((person) => person.replace(/\[?mailto:/giu, "<").trim())
    .filter(Boolean);
}
