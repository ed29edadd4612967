import { type Diagnostic, hasErrors } from "../diagnostics.ts";
import type { Topic } from "../model/archive.ts";
import { ContentFiles } from "./content-files.ts";
import { readSiteFile } from "./load-config.ts";
import { loadRegisters } from "./registers.ts";

/** What a tool that writes letters must know of the archive they go to. */
export interface ArchiveSettings {
  /** BCP 47. */
  readonly language: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly topics: readonly Topic[];
}

/** Reads the settings of an archive without its letters. With an error in them there are only diagnostics. */
export function readArchiveSettings(
  contentDir: string,
): { settings: ArchiveSettings } | { diagnostics: readonly Diagnostic[] } {
  const listing = ContentFiles.list(contentDir);
  if ("diagnostic" in listing) return { diagnostics: [listing.diagnostic] };
  const { site, diagnostics: siteFaults } = readSiteFile(listing.files);
  const { registers, diagnostics: registerFaults } = loadRegisters(listing.files);
  const diagnostics = [...siteFaults, ...registerFaults];
  if (!site || hasErrors(diagnostics)) return { diagnostics };
  const { fields, timeZone } = site;
  return { settings: { language: fields.language, timeZone, topics: [...registers.topics.values()] } };
}
