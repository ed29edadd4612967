import type { Root } from "mdast";
import { type Amounts, amountsIn, amountsSeen, isLarge, type Loss, lossOf } from "../account.ts";
import { type IssueFrontMatter, sha256 } from "../core.ts";
import { UNKNOWN_YEAR } from "../finish-issue.ts";
import { unwrapDeadAnchors } from "../html/anchors.ts";
import type { ImportedLetter, LetterTree, Repair, SourceLetter } from "../importer.ts";
import { treeToMarkdown } from "../markdown/tree-to-markdown.ts";
import { dayAt } from "../sources/dates.ts";
import { structureBareLines } from "./bare-lines.ts";
import { removeBoilerplate } from "./boilerplate.ts";
import { cleanLinks } from "./clean-links.ts";
import { cleanLine, cleanText, withoutQuery } from "./clean-text.ts";
import { findFacts } from "./facts/find-facts.ts";
import { takeForwarded } from "./forwarded.ts";
import { validFrontMatter } from "./front-matter.ts";
import { dropIdleRules, dropTitleHeading, lacksHeadings, normaliseHeadings } from "./headings.ts";
import { FEWEST_WORDS, languageOf, type Vote, voteOnLanguage } from "./language.ts";
import type { LetterContext } from "./letter-context.ts";
import { dateOfLetter } from "./letter-date.ts";
import { LetterFiles, placeAttachments, placeLinkedFiles, placePictures } from "./letter-files.ts";
import { linkTextRepairs } from "./link-texts.ts";
import { withoutMergeTags } from "./merge-tags.ts";
import { signOfMojibake, undoMojibakeOf } from "./mojibake.ts";
import { unwrapNarrowTables } from "./narrow-tables.ts";
import { settlePassages } from "./passages.ts";
import { masked, personalNumbersIn } from "./personal-numbers.ts";
import { readBody } from "./read-body.ts";
import { namesRecipient, type Recipients, recipientsOf, removeRecipients, withoutRecipients } from "./recipients.ts";
import { summaryOf } from "./summary.ts";
import { freeSlug, nameLetter, slugOfNames, topTexts } from "./title.ts";
import { dropEmpty, mapText, textOf } from "./tree.ts";
import { removeWarnings } from "./warnings.ts";

export type { LetterContext } from "./letter-context.ts";

/**
 * Makes an issue of a letter: cleans it, finds its facts, and lists what only a person can repair.
 * @throws {import("../limits.ts").ImportLimitError} when the body is larger or deeper than a letter can be; else never
 */
export function composeLetter(source: SourceLetter, context: LetterContext): ImportedLetter {
  const tree = readBody(source, context.language);
  const seen = amountsSeen(tree.seen);
  const loss = lossOf(tree.seen, tree.root);
  const letter = takeForwarded(source, tree);
  const recipients = recipientsOf(letter);
  const clean = (line: string) => cleanText(withoutRecipients(recipients)(withoutMergeTags(cleanLine(line))));
  const { root } = tree;
  settlePassages(
    root,
    () => languageOf(voteOnLanguage(textOf(root)), letter.language, tree.language) ?? context.language,
  );
  const warnings = removeWarnings(root);
  const linkRepairs = cleanBody(tree, letter, recipients);
  const top = topTexts(root);
  const names = nameLetter(letter, tree, clean);
  const text = textOf(root);
  const vote = voteOnLanguage(text);
  const language = languageOf(vote, letter.language, tree.language);
  structure(root, names, context.language);

  const { date, others } = dateOfLetter({
    declared: dayAt(letter.date, context.timeZone) ?? letter.facts?.date?.toString(),
    names: [names.heading, names.title],
    top,
    fileName: letter.name,
    place: letter.place,
  });
  const year = (date ?? UNKNOWN_YEAR).slice(0, 4);
  const ownSlug = letter.facts?.slug ?? slugOfNames(names, context.language);
  const slug = freeSlug(ownSlug, (each) => context.isSlugTaken(year, each));
  const files = new LetterFiles(context.issueName({ date: date ?? UNKNOWN_YEAR, slug }));
  const pictures = placePictures(root, tree.pictures, files);
  const linked = placeLinkedFiles(root, letter.files, files);
  const attached = placeAttachments(letter.attachments, files);
  const { facts, unclear } = findFacts(root, {
    topics: context.topics,
    date,
    names: `${names.title}\n${names.heading ?? ""}`,
  });
  const topics = new Set([...context.topics].map(({ id }) => id));
  const unknownTopics = (letter.facts?.topics ?? []).filter((id) => !topics.has(id));

  const isUnclearForward = letter.repairs.some(({ rule }) => rule === "forward-unclear");
  const { frontMatter, repairs } = validFrontMatter({
    ...facts,
    documents: [...(facts.documents ?? []), ...linked.documents, ...attached.documents],
    ...letter.facts,
    ...(letter.facts?.topics && { topics: letter.facts.topics.filter((id) => topics.has(id)) }),
    title: names.title,
    heading: names.heading,
    number: names.number,
    date: date ?? UNKNOWN_YEAR,
    slug,
    language: language === undefined || language === context.language ? undefined : language,
    summary: summaryOf(letter, tree, names, text, clean),
    source: sourceOf(letter),
    draft: date === undefined || letter.facts?.draft || letter.notPublic !== undefined || isUnclearForward || undefined,
  });
  const body = treeToMarkdown(root);
  const found: Repair[] = [
    ...(letter.notPublic === undefined ? [] : [{ rule: "not-public" as const, about: letter.notPublic }]),
    ...letter.repairs,
    ...renamed(tree.repairs, pictures.names),
    ...linkRepairs,
    ...pictures.repairs,
    ...linked.repairs,
    ...attached.repairs,
    ...(names.isGuess ? [{ rule: "title-unknown" as const, about: names.title }] : []),
    ...(date === undefined ? [{ rule: "date-unknown" as const, about: letter.name }] : []),
    ...(others.length > 0 ? [{ rule: "facts-unclear" as const, about: `date: ${[date, ...others].join(", ")}` }] : []),
    ...(isLarge(loss, seen) ? [lossRepair(loss, seen)] : []),
    ...languageRepairs(vote, language),
    ...(lacksHeadings(root, vote.words) ? [{ rule: "heading-missing" as const, about: names.title }] : []),
    ...linkTextRepairs(root),
    ...personalNumbersIn(text).map((number) => ({
      rule: "personal-number" as const,
      about: masked(number),
      find: number,
    })),
    ...encodingRepairs(text, letter.repairs),
    ...(unknownTopics.length > 0
      ? [{ rule: "facts-unclear" as const, about: `topics: ${unknownTopics.join(", ")}` }]
      : []),
    ...unclear.map((about) => ({ rule: "facts-unclear" as const, about })),
    ...repairs,
  ];
  const removed = { ...tree.removed, ...(warnings > 0 && { warning: warnings }) };
  const account = { source: seen, issue: amountsIn(root), lost: loss.words };
  return { frontMatter, body, files: files.files, repairs: found, removed, account };
}

/** Removes what is not part of the letter: invisible characters, mojibake, lines of the mail service, merge tags, recipients. */
function cleanBody({ root }: LetterTree, letter: SourceLetter, recipients: Recipients): Repair[] {
  undoMojibakeOf(root);
  mapText(root, (value) => withoutMergeTags(cleanText(value)));
  unwrapNarrowTables(root);
  removeBoilerplate(root, namesRecipient(recipients));
  const repairs = cleanLinks(root, letter, recipients);
  // Removing a tag can join its surroundings to a personal key.
  mapText(root, cleanText);
  removeRecipients(root, recipients);
  dropEmpty(root);
  if (letter.body.format === "html") structureBareLines(root);
  return repairs;
}

function structure(root: Root, names: { title: string; heading: string | undefined }, language: string): void {
  dropTitleHeading(root, [names.title, names.heading]);
  normaliseHeadings(root);
  dropIdleRules(root);
  unwrapDeadAnchors(root, language);
}

/** `sha256` proves that a kept original is the one that was imported. */
function sourceOf({ source, original }: SourceLetter): IssueFrontMatter["source"] {
  const { system, cid, mid, id, url, sender, file } = source;
  const known = Object.entries({
    cid,
    mid,
    id,
    url,
    sender: sender && cleanLine(sender),
    file: file && withoutQuery(cleanLine(file)),
  });
  return {
    system,
    ...Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== "")),
    sha256: sha256(original),
  };
}

/** Repairs name pictures as in the source; the Markdown has their new names. */
function renamed(repairs: readonly Repair[], names: ReadonlyMap<string, string>): Repair[] {
  return repairs.map((repair) => {
    const name = repair.find === undefined ? undefined : names.get(repair.find);
    return name === undefined ? repair : { ...repair, find: name };
  });
}

function lossRepair({ words, examples }: Loss, seen: Amounts): Repair {
  return { rule: "words-lost", about: `${words}/${seen.words}: ${examples}` };
}

function languageRepairs(vote: Vote, language: string | undefined): Repair[] {
  return language === undefined && vote.words >= FEWEST_WORDS
    ? [{ rule: "language-unknown", about: `${vote.words} ord` }]
    : [];
}

function encodingRepairs(text: string, known: readonly Repair[]): Repair[] {
  if (known.some(({ rule }) => rule === "encoding")) return [];
  const sign = signOfMojibake(text);
  return sign === undefined ? [] : [{ rule: "encoding", about: sign, find: sign }];
}
