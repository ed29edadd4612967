import type { DocumentBundle } from "../../editions/web/documents/web-document.ts";
import type { View } from "../../editions/web/view.ts";
import { pageTemplate } from "../../editions/web/view.ts";
import type { ArchiveView } from "../../editions/web/views/archive-view.ts";
import { sha256 } from "../../hash.ts";
import { memoize } from "../../memoize.ts";
import type { TemplateTree } from "../project/template-tree.ts";
import type { Part, ReleasedVolume } from "../store/release-record.ts";
import { fingerprintIn, type ReleasedFile } from "../store/released-file.ts";
import { areStill, isStill, isUntouched, type ReleasedFolder, recordedIn } from "../store/released-folder.ts";
import type { OtherFile } from "./site-files.ts";
import type { Survey } from "./survey.ts";

/** What a release will hold: what must be made for it, and what the current release has already. */
export interface ReleasePlan {
  /** The pages whose inputs changed since the current release. */
  readonly render: readonly View[];
  /** The files whose inputs changed. */
  readonly make: readonly OtherFile[];
  /** The bundles whose inputs changed. */
  readonly bundles: readonly DocumentBundle[];
  /** The files of the current release that are still right, but for those of volumes that are right as a whole. */
  readonly keep: ReadonlyMap<string, ReleasedFile>;
  readonly volumes: readonly PlannedVolume[];
  /** Page's file → its fingerprint. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Whether the current release is the one that is planned, file for file. */
  readonly isCurrent: boolean;
}

/** A volume as it will be. */
export interface PlannedVolume {
  readonly name: string;
  /** The fingerprint of everything its files depend on. */
  readonly fingerprint: string;
  readonly paths: readonly string[];
  /** What the current release has of it, where all of that is still right: then none of its files was looked into. */
  readonly whole: { readonly released: ReleasedVolume; readonly files: Part } | undefined;
}

/** What pages depend on besides what they show. */
export interface Making {
  /** Identifies the program. */
  readonly program: string;
  /** Identifies the project: its Eleventy configuration and what belongs to it. */
  readonly project: string;
  readonly templates: TemplateTree;
  /** What templates read as `archive`; undefined where none does. */
  readonly archive: ArchiveView | undefined;
}

/**
 * A page is a function of its view, its template, the site's configuration and texts, the project and the program: when none
 * of these changed, neither did a byte of it. A document has a fingerprint of its own.
 * @param keepsBundles whether the bundles of the current release will do, though they may be made of what was
 */
export function planRelease(
  survey: Survey,
  { program, project, templates: tree, archive }: Making,
  current: ReleasedFolder | undefined,
  keepsBundles = false,
): ReleasePlan {
  const { edition, css, files, bundles, volumes } = survey;
  const archiveFingerprint = archive && sha256(JSON.stringify(archive));
  const templates = memoize((template: string): string => {
    const reads = archiveFingerprint !== undefined && tree.mentions(template, "archive");
    return tree.fingerprintOf(template) + (reads ? archiveFingerprint : "");
  });
  // The stylesheet is not part of a page, but the two share a budget.
  const shared = sha256([program, project, JSON.stringify(edition.config), css].join("\n"));
  const fingerprints = new Map<string, string>();
  const keep = new Map<string, ReleasedFile>();
  const loose: Part = current?.record?.files ?? {};
  /** @returns whether the file must be rebuilt */
  const lacks = (path: string, fingerprint: string, known = loose): boolean => {
    const released = reusable(current, known, path, fingerprint);
    if (released) keep.set(path, released);
    return !released;
  };
  const changedViews = (views: readonly View[], known?: Part): View[] =>
    views.filter((view) => {
      const fingerprint = sha256(`${shared}\n${templates(view.template)}\n${view.fingerprint ?? JSON.stringify(view)}`);
      fingerprints.set(view.file, fingerprint);
      return lacks(view.file, fingerprint, known);
    });
  const changedFiles = (all: readonly OtherFile[], known?: Part): OtherFile[] =>
    all.filter(({ path, fingerprint }) => lacks(path, fingerprint, known));
  const render = changedViews(edition.views);
  const make = changedFiles(files);
  const pages = sha256([shared, ...VOLUME_PAGES.map((kind) => templates(pageTemplate(kind)))].join("\n"));
  const planned = volumes.map((volume): PlannedVolume => {
    const { name } = volume;
    const fingerprint = sha256(`${pages}\n${volume.fingerprint}`);
    const released = current?.record?.volumes[name];
    const known = released && current?.record?.part(released.files);
    if (current && known && released.fingerprint === fingerprint && areStill(current, known))
      return { name, fingerprint, paths: Object.keys(known), whole: { released, files: known } };
    const { views, files: beside } = volume.open();
    // Free page fingerprints once compared: each is as long as its view, and there are many.
    render.push(...changedViews(views, known).map((view) => ({ ...view, fingerprint: undefined })));
    make.push(...changedFiles(beside, known));
    return { name, fingerprint, paths: pathsOf(views, beside), whole: undefined };
  });
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
    Object.keys(current.record.volumes).length === volumes.length &&
    planned.every(({ whole }) => whole !== undefined) &&
    isUntouched(current);
  return { render, make, bundles: newBundles, keep, volumes: planned, fingerprints, isCurrent };
}

/** The kinds of pages that volumes have. */
const VOLUME_PAGES = ["issue", "year"] as const;

function pathsOf(views: readonly View[], files: readonly OtherFile[]): string[] {
  return [...views.map(({ file }) => file), ...files.map(({ path }) => path)];
}

/** The fingerprint of every file of a bundle. */
export function fingerprintOf({ folder, fingerprint }: DocumentBundle): string {
  return `${folder} ${fingerprint}`;
}

/** The files of the current release that came of the same bundles, or of earlier ones in their place, by the bundle's folder. */
function bundledFiles(
  bundles: readonly DocumentBundle[],
  current: ReleasedFolder | undefined,
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

/** The file of the current release, when its fingerprint is the same and nothing has changed it since. */
function reusable(
  current: ReleasedFolder | undefined,
  known: Part,
  path: string,
  fingerprint: string,
): ReleasedFile | undefined {
  const released = recordedIn([known], path);
  if (!current || released === undefined || fingerprintIn(released) !== fingerprint) return undefined;
  return isStill(current, path, released) ? released : undefined;
}
