import { loadArchive } from "../content/load-archive.ts";
import { createWebEdition } from "../editions/web/web-edition.ts";
import { surveySite } from "../engine/plan/survey.ts";
import type { LedgerState } from "../ledger/ledger-state.ts";
import type { Site } from "../ledger/site.ts";
import type { ChangeOptions } from "./ledger-change.ts";

/**
 * The site that the content would make with another state of the ledger, the project's own files aside; undefined where it makes
 * none.
 */
export async function siteWith({ contentDir, today }: ChangeOptions, state: LedgerState): Promise<Site | undefined> {
  const { content: loaded } = await loadArchive(contentDir, { today, drafts: false, ledgerState: state });
  if (!loaded) return undefined;
  const { archive, config, strings } = loaded;
  return (await surveySite(loaded, createWebEdition(archive, config, strings, ""), [], undefined)).site();
}
