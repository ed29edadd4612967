import type { Config } from "../../config.ts";
import type { Archive } from "../../model/archive.ts";
import type { Strings } from "../../strings/strings.ts";
import { createView, type View } from "./view.ts";
import { issueViews } from "./views/issue-views.ts";
import { pageViews } from "./views/page-views.ts";
import { subjectViews } from "./views/subject-views.ts";

/** The form the archive takes on the web: every page that is to be rendered, and what they share. */
export interface WebEdition {
  readonly archive: Archive;
  readonly config: Config;
  readonly strings: Strings;
  readonly views: readonly View[];
}

export function createWebEdition(archive: Archive, config: Config, strings: Strings): WebEdition {
  const plans = [
    ...pageViews(archive, config, strings),
    ...issueViews(archive, config, strings),
    ...subjectViews(archive, config, strings),
  ];
  return { archive, config, strings, views: plans.map((plan) => createView(config, plan)) };
}
