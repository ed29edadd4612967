import type { ContentFiles } from "./content-files.ts";
import type { SiteFile } from "./load-config.ts";
import type { ParseContext } from "./parse-publication.ts";
import type { PlacedLink, Registers } from "./registers.ts";

/** What every publication depends on besides its own file. */
export interface ContentBase {
  readonly files: ContentFiles;
  /** The files that publications depend on. */
  readonly paths: readonly string[];
  readonly site: SiteFile;
  readonly registers: Registers;
  /** Where the websites of organisations are written; to be asked for when somebody wants to know. */
  readonly externalLinks: () => readonly PlacedLink[];
  readonly parsing: ParseContext;
  /** The fingerprint of all of this, and of the program. */
  readonly key: string;
}
