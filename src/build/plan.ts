import { join } from "node:path";
import { sha256 } from "../digest.ts";
import type { View } from "../editions/web/view.ts";
import type { WebEdition } from "../editions/web/web-edition.ts";
import { linkableSignatureOf } from "../file-signature.ts";
import type { ReleasedFile } from "./release-store.ts";
import type { KnownFolder } from "./staging.ts";
import { templateFingerprints } from "./template-fingerprints.ts";

/** Which pages must be rendered, and what each is made of. */
export interface RenderPlan {
  /** Page's file → what it is made of. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** The pages whose inputs changed since the current release. */
  readonly render: readonly View[];
  /** The files of the current release that are still right. */
  readonly keep: ReadonlyMap<string, ReleasedFile>;
}

/**
 * A page is a function of its view, its template, the site's configuration and texts, and the program: when none of these
 * changed, neither did a byte of it.
 * @param shared stands for what every page is made of besides its view and template
 */
export function planRendering(edition: WebEdition, shared: string, current: KnownFolder | undefined): RenderPlan {
  const templates = templateFingerprints();
  const fingerprints = new Map<string, string>();
  const render: View[] = [];
  const keep = new Map<string, ReleasedFile>();
  for (const view of edition.views) {
    const fingerprint = sha256(`${shared}\n${templates(view.template)}\n${JSON.stringify(view)}`);
    fingerprints.set(view.file, fingerprint);
    const released = reusable(current, view.file, fingerprint);
    if (released) keep.set(view.file, released);
    else render.push(view);
  }
  return { fingerprints, render, keep };
}

/** The file of the current release, when it was made of the same and nobody has changed it since. */
export function reusable(
  current: KnownFolder | undefined,
  path: string,
  fingerprint: string,
): ReleasedFile | undefined {
  const files = current?.record?.files ?? {};
  const released = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!current || released?.fingerprint !== fingerprint) return undefined;
  return linkableSignatureOf(join(current.path, path)) === released.signature ? released : undefined;
}
