import type { DocumentBundle } from "../../editions/web/documents/web-document.ts";
import { fingerprintOf } from "../plan/release-plan.ts";

/** The files of a bundle, made. */
export interface MadeBundle {
  readonly fingerprint: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** @throws when a bundle has files outside its folder, or none, which is a bug */
export async function makeBundles(bundles: readonly DocumentBundle[]): Promise<MadeBundle[]> {
  const made: MadeBundle[] = [];
  for (const bundle of bundles) {
    const files = await bundle.make();
    const stray = [...files.keys()].find((path) => !path.startsWith(`${bundle.folder}/`));
    if (stray !== undefined || files.size === 0)
      throw new Error(`the bundle ${bundle.folder} made ${stray ?? "nothing"}`);
    made.push({ fingerprint: fingerprintOf(bundle), files });
  }
  return made;
}
