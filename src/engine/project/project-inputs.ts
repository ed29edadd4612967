import { lstatSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { listFolders } from "../../content/content-files.ts";
import { OWN_TEMPLATES } from "../../editions/web/eleventy/own-templates.ts";
import type { ProjectFacts } from "../../editions/web/eleventy/render.ts";
import { sha256 } from "../../hash.ts";
import type { Project } from "./project-config.ts";

/** What is never a source of a site, and may be large. */
const PASSED_OVER = /(?:^|\/)(?:node_modules|_site|\.[^/]+)\/$/;
/** Where the plain part of a glob ends. */
const GLOB = /\/?[^/]*[*?[\]{}()!].*$/;

/** Every file below a project's files, folders and globs, in order of path. */
export function filesOfProject(places: readonly string[]): string[] {
  const files = places.flatMap((place) => filesAt(place.replace(GLOB, "") || "."));
  return [...new Set(files)].sort();
}

function filesAt(place: string): string[] {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (stats?.isFile()) return [join(place)];
  if (!stats?.isDirectory()) return [];
  return listFolders(place, (below) => !PASSED_OVER.test(below)).flatMap(({ prefix, entries }) =>
    entries.filter((entry) => entry.isFile()).map((entry) => join(prefix, entry.name)),
  );
}

/**
 * Identifies what any page of a project may depend on besides its template: configuration, data files, watched files. A page
 * reads its templates by name, so they count for those pages alone.
 */
export function projectFingerprint({ fingerprint }: Project, facts: ProjectFacts): string {
  const files = ownSources(facts);
  return sha256([fingerprint, ...files.flatMap((file) => [file, sha256(readFileSync(file))])].join("\n"));
}

/** The files of a project that Eleventy may read, but for templates and styles. */
export function ownSources({ includesFolder, sources }: ProjectFacts): string[] {
  const counted = [includesFolder, OWN_TEMPLATES, join(OWN_TEMPLATES, "../styles")].map(
    (folder) => resolve(folder) + sep,
  );
  return filesOfProject(sources).filter((file) => !counted.some((folder) => resolve(file).startsWith(folder)));
}
