/**
 * The readers of foreign bytes, as the fuzzer and `found.test.ts` run them: each takes any bytes, and throws where a promise is
 * broken. What is refused in words is no fault.
 */
import { deepStrictEqual, equal, ok } from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMarkdownRenderer } from "../../src/content/markdown.ts";
import { parsePublication } from "../../src/content/parse-publication.ts";
import { readPlainYaml } from "../../src/content/plain-yaml.ts";
import { readIssue } from "../../src/content/read-issue.ts";
import { decodeText } from "../../src/content/read-text.ts";
import { readYaml, readYamlCarefully } from "../../src/content/yaml.ts";
import type { Problem } from "../../src/diagnostics.ts";
import { finishIssue } from "../../src/importers/finish-issue.ts";
import { composeLetter } from "../../src/importers/letter/compose-letter.ts";
import { ImportLimitError } from "../../src/importers/limits.ts";
import { measurePicture } from "../../src/importers/measure-picture.ts";
import { readLetters } from "../../src/importers/sources/mail/message.ts";
import { openZip } from "../../src/importers/sources/zip.ts";
import { BEGINNING, hashOfLine } from "../../src/ledger/event.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { cleanPicture } from "../../src/metadata/clean-picture.ts";
import { readPdf } from "../../src/metadata/pdf.ts";
import { sv } from "../../src/strings/sv.ts";
import { markdownContext, unsafeParts } from "../support/body-html.ts";

/** Runs a reader over bytes. @throws where the reader breaks a promise */
export type Run = (bytes: Uint8Array) => Promise<void>;

const render = createMarkdownRenderer();
const TODAY = "2026-11-23";

/** A forged ledger is chained as a true one is: each line follows the one before, whatever it says. */
async function ledger(bytes: Uint8Array): Promise<void> {
  readOnce(bytes);
  let prev = BEGINNING;
  const lines = Buffer.from(bytes)
    .toString("utf8")
    .split("\n")
    .map((line, index) => {
      const value = jsonOf(line);
      if (value === undefined) return line;
      const chained = JSON.stringify({ ...value, seq: index + 1, prev });
      prev = hashOfLine(chained);
      return chained;
    });
  readOnce(Buffer.from(lines.join("\n")));
}

function readOnce(bytes: Uint8Array): void {
  const { state, fault, wholeBytes } = readLedger(bytes);
  ok(wholeBytes <= bytes.length);
  for (const path of [...state.addresses.keys(), ...[...state.texts.values()].map(({ address }) => address)])
    ok(!/(?:^|[/\\])\.\.?(?:[/\\]|$)|^[^/]|\/\//.test(path), path);
  if (fault) return;
  const whole = readLedger(bytes.subarray(0, wholeBytes));
  deepStrictEqual([whole.fault, whole.state.head], [undefined, state.head]);
}

function jsonOf(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The quick reader, where it takes a text, finds in it what the careful one does. */
async function yaml(bytes: Uint8Array): Promise<void> {
  const decoded = decodeText(bytes);
  if (!("text" in decoded)) return;
  const plain = readPlainYaml(decoded.text);
  const careful = readYamlCarefully(decoded.text);
  havePlaces([...careful.problems, ...careful.warnings], decoded.text);
  if (plain) deepStrictEqual(plain.data, careful.data);
  equal(JSON.stringify(readYaml(decoded.text).data)?.includes("__proto__") ?? false, false);
}

/** A letter as an editor saves it, with its front matter. */
async function letter(bytes: Uint8Array): Promise<void> {
  const decoded = decodeText(bytes);
  if (!("text" in decoded)) return;
  const context = {
    language: "sv",
    paths: sv.paths,
    newsBase: "/aktuellt/",
    timeZone: "Europe/Stockholm",
    today: TODAY,
  };
  const { publication, diagnostics } = parsePublication(
    "issue",
    "issues/a.md",
    "content/issues/a.md",
    decoded.text,
    context,
  );
  havePlaces(diagnostics, decoded.text);
  if (!publication) {
    ok(diagnostics.length > 0);
    return;
  }
  ok(!/(?:^|\/)\.\.?(?:\/|$)|\/\//.test(publication.address), publication.address);
  isSafe(publication.body);
}

async function markdown(bytes: Uint8Array): Promise<void> {
  const decoded = decodeText(bytes);
  if ("text" in decoded) isSafe(decoded.text);
}

/** What becomes of a message is a letter that the next build accepts, and whose page runs nothing. */
async function mail(bytes: Uint8Array): Promise<void> {
  const at = { place: "a.eml", folder: "a", file: "a.eml", name: "a" };
  for await (const reading of readLetters(bytes, at)) {
    if (!("letter" in reading)) continue;
    const { subject = "", recipients } = reading.letter;
    ok(typeof subject === "string" && recipients.every((each) => typeof each === "string"));
    try {
      const letter = composeLetter(reading.letter, LETTER);
      const { text } = finishIssue(letter, undefined, TODAY, "comment");
      equal(readIssue(Buffer.from(text)).error(), undefined);
      isSafe(letter.body);
    } catch (error) {
      if (!(error instanceof ImportLimitError)) throw error;
    }
  }
}

const LETTER = {
  language: "sv",
  timeZone: "Europe/Stockholm",
  topics: [],
  issueName: ({ date, slug }: { date: string; slug: string }) => `${date}-${slug}`,
  isSlugTaken: () => false,
};

async function zip(bytes: Uint8Array): Promise<void> {
  const archive = join(tmpdir(), `brevarkiv-fuzz-${process.pid}.zip`);
  writeFileSync(archive, bytes);
  const opened = await openZip(archive).catch(refused);
  try {
    for (const name of opened?.names ?? []) {
      ok(!/^[/\\]|\\|(?:^|\/)\.\.(?:\/|$)|[\0-\x1f]/.test(name), name);
      await opened?.read(name).catch(refused);
    }
  } finally {
    opened?.close();
    rmSync(archive);
  }
}

/** What a library or a limit refuses; a fault of the program's own is thrown on. */
function refused(error: unknown): undefined {
  if (error instanceof TypeError || error instanceof ReferenceError || !(error instanceof Error)) throw error;
}

/** What was cleaned once stays as it is. */
async function picture(bytes: Uint8Array): Promise<void> {
  measurePicture(bytes);
  const once = cleanPicture("a.png", bytes);
  if (once.kind !== "clean") return;
  ok(once.bytes.length <= bytes.length);
  const twice = cleanPicture("a.png", once.bytes);
  ok(twice.kind === "clean", "what was cleaned is not clean");
  equal(Buffer.compare(twice.bytes, once.bytes), 0);
  deepStrictEqual([...twice.removed], []);
}

async function pdf(bytes: Uint8Array): Promise<void> {
  const { author } = readPdf(bytes);
  ok(author === undefined || author.length > 0);
}

function isSafe(text: string): void {
  const { body, problems } = render(text, markdownContext("sv"));
  deepStrictEqual(unsafeParts(body.html), []);
  havePlaces(problems, text);
}

function havePlaces(problems: readonly Problem[], text: string): void {
  const lines = text.split("\n").length;
  for (const { line, column, message } of problems)
    ok(line >= 1 && line <= lines && column >= 1 && message.length > 0, `${line}:${column} ${message}`);
}

/** By the name that `npm run fuzz` takes. */
export const READERS: Readonly<Record<string, Run>> = { ledger, yaml, letter, markdown, mail, zip, picture, pdf };
