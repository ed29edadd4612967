/** What the tests of the ledger share: content that is published, changed by small scripts, and built again. */
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BuildResult } from "../../src/engine/build-options.ts";
import { buildSite } from "../../src/engine/build-site.ts";
import { LedgerRefusal } from "../../src/engine/ledger/ledger-refusal.ts";
import { formatEvent, hashOfLine, type LedgerEvent } from "../../src/ledger/event.ts";
import { move } from "../../src/publishing/move.ts";
import { restore, withdraw } from "../../src/publishing/withdraw.ts";
import { LONG } from "../support/long.ts";
import { contentFolder, type Files, formatted, TODAY } from "../support/sample.ts";

export const BASE = join(import.meta.dirname, "base");

/** A content folder with the site that is made of it. */
export interface Place {
  readonly content: string;
  readonly output: string;
}

export function place(changes: Files = {}, from = BASE): Place {
  const content = contentFolder(from, changes);
  return { content, output: join(dirname(content), "site") };
}

/** The short form leaves out what a site may leave out, the search index and the pictures: hundreds of builds are twice as fast without. */
export function lean(at: Place): Place {
  if (!LONG) appendFileSync(join(at.content, "site.yaml"), "search: false\npictures: false\n");
  return at;
}

let base: Place | undefined;

/**
 * The base as it is once it is published, with the cached ledger of builds and without the site, which is made sooner than
 * copied.
 */
export async function publishedPlace(): Promise<Place> {
  // The folders of the test file before are gone.
  if (!base || !existsSync(base.content)) {
    base = lean(place());
    const { diagnostics } = await publish(base);
    if (diagnostics.length > 0) throw new Error(formatted(diagnostics, base.content).join("\n"));
  }
  const { content, output } = base;
  const copy = place({}, content);
  mkdirSync(stateFolder(copy));
  for (const name of [".brevarkiv-state", "ledger.json"])
    cpSync(join(stateFolder({ content, output }), name), join(stateFolder(copy), name));
  return copy;
}

function stateFolder({ output }: Place): string {
  return join(dirname(output), ".brevarkiv-site");
}

export function publish({ content, output }: Place, time?: string): Promise<BuildResult> {
  return buildSite({ contentDir: content, output, today: TODAY, drafts: false, publish: { time } });
}

/** @returns the lines that are reported */
export async function published(at: Place, time?: string): Promise<string[]> {
  return formatted((await publish(at, time)).diagnostics, at.content);
}

export async function built({ content, output }: Place): Promise<string[]> {
  const result = await buildSite({ contentDir: content, output, today: TODAY, drafts: false });
  return formatted(result.diagnostics, content);
}

export function ledgerLines({ content }: Place): string[] {
  return readFileSync(join(content, "published.jsonl"), "utf8").split("\n").filter(Boolean);
}

export function ledgerEvents(at: Place): LedgerEvent[] {
  return ledgerLines(at).map((line) => JSON.parse(line) as LedgerEvent);
}

export function writeLedger({ content }: Place, lines: readonly string[]): void {
  writeFileSync(join(content, "published.jsonl"), lines.map((line) => `${line}\n`).join(""));
}

/** The lines with every `seq` and `prev` right, as somebody would write them who knows how. */
export function resealed(events: readonly LedgerEvent[]): string[] {
  let prev = "0".repeat(64);
  return events.map((event, index) => {
    const line = formatEvent({ ...event, seq: index + 1, prev });
    prev = hashOfLine(line);
    return line;
  });
}

/**
 * Does one line of a script: `remove FILE`, `move A B`, `withdraw A REASON`, `restore A`, `publish [TIME]`, `forget` (the cache),
 * `lose-versions`, and with lines of the ledger, named by their paths: `drop A`, `swap A B`, `edit A OLD NEW`, `repeat A`,
 * `truncate LINES`, `cut BYTES`, `append TEXT`, `reseal`, `gone`.
 * @returns what a command answers when it refuses
 */
export async function perform(at: Place, line: string): Promise<string[]> {
  const [verb = "", first = "", second = "", third = ""] = line.split(" ");
  const options = { contentDir: at.content, today: TODAY, time: undefined };
  const lines = existsSync(join(at.content, "published.jsonl")) ? ledgerLines(at) : [];
  const lineOf = (path: string) => lines.findIndex((text) => text.includes(`"path":"${path}"`));
  const index = lineOf(first);
  try {
    if (verb === "remove") rmSync(join(at.content, first));
    else if (verb === "move") await move(options, fileOrAddress(at, first), second);
    else if (verb === "withdraw") await withdraw(options, fileOrAddress(at, first), line.split(" ").slice(2).join(" "));
    else if (verb === "restore") await restore(options, fileOrAddress(at, first));
    else if (verb === "publish") return await published(at, first || undefined);
    else if (verb === "forget") rmSync(stateFolder(at), { recursive: true });
    else if (verb === "truncate") writeLedger(at, lines.slice(0, -Number(first)));
    else if (verb === "lose-versions") rmSync(join(at.content, "versions"), { recursive: true });
    else if (verb === "gone") rmSync(join(at.content, "published.jsonl"));
    else if (verb === "append") appendFileSync(join(at.content, "published.jsonl"), line.slice(verb.length + 1));
    else if (verb === "drop") writeLedger(at, lines.toSpliced(index, 1));
    else if (verb === "swap") {
      const other = lineOf(second);
      writeLedger(at, lines.with(index, lines[other] ?? "").with(other, lines[index] ?? ""));
    } else if (verb === "edit") writeLedger(at, lines.with(index, (lines[index] ?? "").replace(second, third)));
    else if (verb === "repeat") writeLedger(at, [...lines, lines[index] ?? ""]);
    else if (verb === "reseal") writeLedger(at, resealed(ledgerEvents(at)));
    else if (verb === "cut") {
      const file = join(at.content, "published.jsonl");
      writeFileSync(file, readFileSync(file).subarray(0, -Number(first)));
    } else throw new Error(`a script cannot "${line}"`);
    return [];
  } catch (error) {
    if (error instanceof LedgerRefusal) return [`refused: ${error.message.replaceAll(at.content, "content")}`];
    throw error;
  }
}

function fileOrAddress({ content }: Place, named: string): string {
  return named.startsWith("/") ? named : join(content, named);
}
