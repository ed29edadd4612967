import type { Config } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { corrections } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Feeds } from "../documents/feeds/feed.ts";
import type { ViewPlan } from "../view.ts";
import { feedLinks } from "./feed-links.ts";
import type { RowOf } from "./row.ts";

/** The list of everything that was put right after it was published. */
export function correctionViews(
  archive: Archive,
  config: Config,
  strings: Strings,
  row: RowOf,
  feeds: Feeds,
): ViewPlan[] {
  const all = corrections(archive);
  return [
    {
      address: joinAddress(strings.paths.corrections),
      title: strings.corrections.title,
      description: strings.corrections.description(config.name),
      modified: all[0]?.date,
      feeds: feedLinks(feeds.corrections),
      detail: {
        kind: "corrections",
        corrections: all.map(({ date, text, publication }) => {
          const { address, heading, lang } = row(publication);
          return { date, text, row: { address, heading, ...(lang && { lang }) } };
        }),
      },
    },
  ];
}
