import type { Config } from "../../config.ts";
import type { Archive } from "../../model/archive.ts";
import type { Strings } from "../../strings/strings.ts";
import { createView, type View } from "./view.ts";
import { correctionViews } from "./views/correction-views.ts";
import { issueViews } from "./views/issue-views.ts";
import { pageViews } from "./views/page-views.ts";
import { createRows } from "./views/row.ts";
import { organisationViews, topicViews } from "./views/subject-views.ts";

/** The form the archive takes on the web: every page that is to be rendered, and what they share. */
export interface WebEdition {
  readonly archive: Archive;
  readonly config: Config;
  readonly strings: Strings;
  readonly views: readonly View[];
  /** Stands for the code that makes it, for what is made only when something changed. */
  readonly program: string;
}

export function createWebEdition(archive: Archive, config: Config, strings: Strings, program: string): WebEdition {
  const row = createRows(config);
  const plans = [pageViews, issueViews, topicViews, organisationViews, correctionViews].flatMap((views) =>
    views(archive, config, strings, row),
  );
  return { archive, config, strings, views: plans.map((plan) => createView(config, plan)), program };
}
