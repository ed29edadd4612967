import type { Config } from "../../../config.ts";
import type { Publication } from "../../../model/archive.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { View } from "../view.ts";
import type { ArchiveView } from "../views/archive-view.ts";

/** What templates get, and which pages are to be rendered. */
export interface RenderJob {
  readonly config: Config;
  readonly strings: Strings;
  /** Undefined where no template reads it. */
  readonly archive: ArchiveView | undefined;
  readonly views: readonly View[];
  /** The publication whose page stands at an address. */
  publicationAt(address: string): Publication | undefined;
}
