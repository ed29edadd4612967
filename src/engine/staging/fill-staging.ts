import type { Diagnostic } from "../../diagnostics.ts";
import { sha256 } from "../../hash.ts";
import { diagnosticsOf, fewNotes } from "../plan/file-faults.ts";
import type { ReleasePlan } from "../plan/release-plan.ts";
import type { RenderedPage } from "../render/render-pages.ts";
import { allDone } from "../render/threads.ts";
import { releasedFile, sha256Of } from "../store/released-file.ts";
import { MANIFEST } from "../store/site-folder.ts";
import type { MadeBundle } from "./make-bundles.ts";
import type { Staging } from "./staging.ts";

/** So many documents are made at a time: some wait for threads or other programs. */
const AT_A_TIME = 4;

/** Takes over what did not change, which needs nothing that is still being made. */
export async function keepFiles(staging: Staging, { keep }: ReleasePlan): Promise<void> {
  staging.keepAll(keep);
}

/**
 * Makes the documents that changed. Each is on the disk before the next is made, so that few of them are in memory.
 * @param staging undefined where nothing is written: then only files of the content are looked at
 * @returns what an editor should know of these
 */
export async function makeFiles(staging: Staging | undefined, { make: files }: ReleasePlan): Promise<Diagnostic[]> {
  const waiting = files.values();
  const found: Diagnostic[] = [];
  const takeOneByOne = async (): Promise<void> => {
    for (const file of waiting) {
      const published = await file.publish?.();
      if (published) found.push(...diagnosticsOf(file, published));
      staging?.write(file.path, file.fingerprint, published?.bytes ?? (await file.make()));
    }
  };
  await allDone(Array.from({ length: AT_A_TIME }, takeOneByOne));
  return fewNotes(found);
}

/** Counts in the pages that were rendered and the bundles that were made, and says what all of it is. */
export function fillStaging(
  staging: Staging,
  plan: ReleasePlan,
  pages: readonly RenderedPage[],
  bundles: readonly MadeBundle[],
): void {
  for (const { path, sha256, signature } of pages) {
    const fingerprint = plan.fingerprints.get(path) ?? "";
    staging.add(path, releasedFile({ sha256, signature, fingerprint }));
  }
  for (const { fingerprint, files } of bundles)
    for (const [path, bytes] of files) staging.write(path, fingerprint, bytes);
  const manifest = manifestOf(staging);
  staging.write(MANIFEST, sha256(manifest), manifest);
}

function manifestOf(staging: Staging): string {
  const lines = staging.files().sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([path, file]) => `${sha256Of(file)}  ${path}\n`).join("");
}
