import { absoluteAddress } from "../config.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { type LinkNote, loadLinkRegister } from "./link-register.ts";
import { linksBesideText } from "./links-beside-text.ts";
import { kindOf, loadBase, resolveContext } from "./load-archive.ts";
import { resolveConfig } from "./load-config.ts";
import { parsePublication } from "./parse-publication.ts";
import type { PlacedLink } from "./registers.ts";

/** What the links of a content folder are, and what is said of them. */
export interface ExternalLinks {
  readonly links: readonly PlacedLink[];
  readonly notes: ReadonlyMap<string, LinkNote>;
  /** Where the site itself is published: who asks. */
  readonly site: string;
}

/**
 * Every link to another site in what is published: in texts, beside them, in the register of organisations and in the settings.
 * Reads all of the content again, as the place of a link is not stored.
 * @returns nothing of content that cannot be read
 */
export async function readExternalLinks(folder: string, today: PartialDate): Promise<ExternalLinks | undefined> {
  const { base } = await loadBase(folder, { today, drafts: false });
  if (!base) return undefined;
  const { files, site, registers, parsing } = base;
  const { targets, renderMarkdown, words, language } = resolveContext(base, [], false);
  const inTexts = base.paths.flatMap((path): PlacedLink[] => {
    const content = files.text(path);
    const file = files.display(path);
    const { publication } = "text" in content ? parsePublication(kindOf(path), path, file, content.text, parsing) : {};
    if (!publication || publication.draft) return [];
    const { fields, body, bodyLine: firstLine, locate } = publication;
    const { externalLinks } = renderMarkdown(body, {
      language: fields.language ?? language,
      words,
      firstLine,
      ...targets.forBody(publication),
    }).body;
    return [
      ...linksBesideText(fields).map((link) => ({ url: link.url, file, ...locate(link.path) })),
      ...externalLinks.map((link) => ({ file, ...link })),
    ];
  });
  const { externalLinks } = resolveConfig(site, registers, targets, renderMarkdown);
  const all = [...inTexts, ...externalLinks.map((link) => ({ ...link, file: site.file })), ...base.externalLinks()];
  return {
    links: all.filter(({ url }) => !targets.onSite(url)),
    notes: loadLinkRegister(files).notes,
    site: absoluteAddress(site, "/"),
  };
}
