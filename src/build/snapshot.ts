import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../digest.ts";
import { isSettled, signatureOf } from "../file-signature.ts";
import { ROOT } from "../program.mjs";
import type { BuildOptions, BuildResult } from "./build-site.ts";
import { isRecord, readChecked, writeChecked } from "./checked-file.ts";
import { isUntouched, type KnownFolder } from "./stage-release.ts";

const FILE = "inputs.json";

/** Stands for everything a site is made of, by the signatures of its files; undefined when one of them is too fresh. */
export type Inputs = string | undefined;

interface Remembered {
  readonly inputs: string;
  /** The release that was made: after a rollback another is served. */
  readonly inode: string;
  readonly result: BuildResult;
}

/** What a build is about to read, without reading it. */
export function inputsOf({ content, drafts, today }: BuildOptions, program: string): Inputs {
  const startedAt = Date.now();
  const lines = [program, content, String(drafts), today];
  for (const folder of [content, join(ROOT, "templates"), join(ROOT, "public")]) {
    if (!existsSync(folder)) return undefined;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      const file = join(entry.parentPath, entry.name);
      const signature = signatureOf(file);
      if (!isSettled(signature, startedAt)) return undefined;
      lines.push(`${file} ${signature}`);
    }
  }
  return sha256(lines.sort().join("\n"));
}

/** The result of the build that made the current release, when nothing it was made of changed and nobody touched the release. */
export function recallResult(folder: string, inputs: Inputs, current: KnownFolder): BuildResult | undefined {
  const remembered = inputs === undefined ? undefined : readChecked(join(folder, FILE), isRemembered);
  if (remembered?.inputs !== inputs || remembered?.inode !== current.record?.inode) return undefined;
  return remembered && isUntouched(current) ? { ...remembered.result, rendered: 0 } : undefined;
}

/** Keeps the result of a build whose release is served now. */
export function rememberResult(
  folder: string,
  inputs: Inputs,
  current: KnownFolder | undefined,
  result: BuildResult,
): void {
  const inode = current?.record?.inode;
  if (inputs === undefined || inode === undefined) return;
  writeChecked(join(folder, FILE), { inputs, inode, result } satisfies Remembered, false);
}

function isRemembered(value: unknown): value is Remembered {
  return (
    isRecord(value) && typeof value.inputs === "string" && typeof value.inode === "string" && isRecord(value.result)
  );
}
