import { createTwoFilesPatch } from "diff";
import { printable } from "../diagnostics.ts";
import { openLedger } from "../engine/ledger/ledger-file.ts";
import { LockedError } from "../files/lock.ts";
import { type Mending, mend } from "../mending/mend.ts";
import { writeMending } from "../mending/write-mending.ts";
import { UsageError } from "./exit-code.ts";
import { say } from "./say.ts";

/** A file that is mended, as the diff of it names it. */
export interface MendedFile {
  readonly file: string;
  readonly renamedTo?: string;
  /** A unified diff of a text. */
  readonly diff?: string;
}

/**
 * Mends what has one right answer in a content folder, and says what is left alone.
 * @param dryRun whether nothing is written
 * @throws {UsageError} where a file was saved meanwhile, or another process mends the same folder
 */
export async function checkFix(contentDir: string, today: string, dryRun: boolean): Promise<readonly MendedFile[]> {
  const { ledger, diagnostics } = openLedger(contentDir);
  if (diagnostics.some(({ severity }) => severity === "error")) {
    say("nothing is mended, as it is not known what was published: see the errors of published.jsonl");
    return [];
  }
  const mending = await mend(contentDir, today, ledger?.state);
  if (!mending) return [];
  const mended = mendedFiles(mending);
  if (mended.length > 0 && !dryRun) await write(contentDir, mending);
  for (const { file, why } of mending.left) say(`not mended: ${file}: ${why}`);
  return mended;
}

/** What a terminal shows of what is mended: a diff, with the signs escaped that a terminal would obey. */
export function diffLines({ file, renamedTo, diff = "" }: MendedFile): string[] {
  const lines = renamedTo === undefined ? diff.trimEnd().split("\n") : [`rename ${file} to ${renamedTo}`];
  return lines.map((line) => line.split("\t").map(printable).join("\t"));
}

/** A diff with more changed lines than this says less than it costs. */
const MOST_CHANGES = 2_000;

function mendedFiles({ files, texts, renamings }: Mending): MendedFile[] {
  const renamed = renamings.map(({ from, to }) => ({ file: files.display(from), renamedTo: files.display(to) }));
  const changed = [...texts].map(([path, text]) => {
    const file = files.display(path);
    const [before, after] = [text.before, text.after].map(shown) as [string, string];
    const options = { maxEditLength: MOST_CHANGES };
    const diff = createTwoFilesPatch(file, file, before, after, undefined, undefined, options);
    return { file, diff: diff?.replace(/^Index: .*\n=+\n/, "") ?? `${file}: too many lines to show` };
  });
  return [...renamed, ...changed.sort((a, b) => (a.file < b.file ? -1 : 1))];
}

/** A text without the signs that are kept as they were. */
function shown(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
}

async function write(contentDir: string, mending: Mending): Promise<void> {
  try {
    const refusal = await writeMending(contentDir, mending);
    if (refusal !== undefined) throw new UsageError(refusal);
  } catch (error) {
    if (error instanceof LockedError) throw new UsageError("another check mends here; try again when it is done");
    throw error;
  }
}
