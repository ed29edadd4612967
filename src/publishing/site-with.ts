import { loadArchive } from "../content/load-archive.ts";
import { createWebEdition } from "../editions/web/web-edition.ts";
import { listSite } from "../engine/plan/survey.ts";
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
  // What has been withdrawn and is still made is in it twice: the next build reports that.
  return (await listSite(loaded, createWebEdition(archive, config, strings, ""), [])).site();
}
