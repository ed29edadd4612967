import { sha256 } from "../digest.ts";
import type { DocumentBundle } from "../editions/web/documents/web-document.ts";
import type { View } from "../editions/web/view.ts";
import { isStill, isUntouched, type KnownFolder, recordedIn } from "./known-folder.ts";
import { fingerprintIn, type ReleasedFile } from "./released-file.ts";
import type { OtherFile } from "./site-files.ts";
import type { Survey } from "./survey.ts";
import { templateFingerprints } from "./template-fingerprints.ts";

/** The file of a release that names every other with its SHA-256, as `sha256sum -c` reads it. */
export const MANIFEST = "manifest-sha256.txt";

/** What a release will hold: what must be made for it, and what the current release has already. */
export interface ReleasePlan {
  /** The pages whose inputs changed since the current release. */
  readonly render: readonly View[];
  /** The files whose inputs changed. */
  readonly make: readonly OtherFile[];
  /** The bundles whose inputs changed. */
  readonly bundles: readonly DocumentBundle[];
  /** The files of the current release that are still right. */
  readonly keep: ReadonlyMap<string, ReleasedFile>;
  /** Page's file → what it is made of. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Whether the current release is the one that is planned, file for file. */
  readonly isCurrent: boolean;
}

/**
 * A page is a function of its view, its template, the site's configuration and texts, and the program: when none of these
 * changed, neither did a byte of it. A document says itself what stands for all that it is made of.
 * @param program stands for the program itself
 * @param keepsBundles whether the bundles of the current release will do, though they may be made of what was
 */
export function planRelease(
  survey: Survey,
  program: string,
  current: KnownFolder | undefined,
  keepsBundles = false,
): ReleasePlan {
  const { edition, css, files, bundles } = survey;
  const templates = templateFingerprints();
  // The stylesheet is no part of a page, but the two share a budget.
  const shared = sha256([program, JSON.stringify(edition.config), css].join("\n"));
  const fingerprints = new Map<string, string>();
  const keep = new Map<string, ReleasedFile>();
  /** @returns whether the file must be made anew */
  const lacks = (path: string, fingerprint: string): boolean => {
    const released = reusable(current, path, fingerprint);
    if (released) keep.set(path, released);
    return !released;
  };
  const render = edition.views.filter((view) => {
    const fingerprint = sha256(`${shared}\n${templates(view.template)}\n${view.madeOf ?? JSON.stringify(view)}`);
    fingerprints.set(view.file, fingerprint);
    return lacks(view.file, fingerprint);
  });
  const make = files.filter(({ path, fingerprint }) => lacks(path, fingerprint));
  const released = bundledFiles(bundles, current, keepsBundles);
  const newBundles = bundles.filter((bundle) => {
    const files = released.get(bundle.folder) ?? [];
    const isWhole = files.length > 0 && files.filter(([path, fingerprint]) => lacks(path, fingerprint)).length === 0;
    if (!isWhole) for (const [path] of files) keep.delete(path);
    return !isWhole;
  });
  const size = keep.size + 1;
  const isCurrent =
    render.length + make.length + newBundles.length === 0 &&
    current?.record !== undefined &&
    Object.keys(current.record.files).length === size &&
    isUntouched(current);
  return { render, make, bundles: newBundles, keep, fingerprints, isCurrent };
}

/** What stands for every file of a bundle. */
export function fingerprintOf({ folder, fingerprint }: DocumentBundle): string {
  return `${folder} ${fingerprint}`;
}

/** The files of the current release that came of the same bundles, or of earlier ones in their place, by the bundle's folder. */
function bundledFiles(
  bundles: readonly DocumentBundle[],
  current: KnownFolder | undefined,
  orEarlier: boolean,
): Map<string, [path: string, fingerprint: string][]> {
  const files = new Map(bundles.map(({ folder }) => [folder, [] as [string, string][]]));
  if (bundles.length === 0) return files;
  const fingerprints = new Map(bundles.map((bundle) => [bundle.folder, fingerprintOf(bundle)]));
  for (const [path, file] of Object.entries(current?.record?.files ?? {})) {
    const fingerprint = fingerprintIn(file);
    const [folder = ""] = fingerprint.split(" ");
    if (orEarlier || fingerprints.get(folder) === fingerprint) files.get(folder)?.push([path, fingerprint]);
  }
  return files;
}

/** The file of the current release, when it was made of the same and nobody has changed it since. */
function reusable(current: KnownFolder | undefined, path: string, fingerprint: string): ReleasedFile | undefined {
  const released = current && recordedIn(current, path);
  if (!current || released === undefined || fingerprintIn(released) !== fingerprint) return undefined;
  return isStill(current, path, released) ? released : undefined;
}
