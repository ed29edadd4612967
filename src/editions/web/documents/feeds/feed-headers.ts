import { type Config, hrefOf } from "../../../../config.ts";
import { joinAddress } from "../../../../model/permalink.ts";
import type { Strings } from "../../../../strings/strings.ts";
import type { HeaderException } from "../hosts/host-rules.ts";
import { ATOM_TYPE, RSS_TYPE } from "./feed-document.ts";

/** Servers that guess a type by the ending know few of these; without one, `nosniff` makes a calendar a download. */
const TYPES = {
  ".atom": ATOM_TYPE,
  ".rss": RSS_TYPE,
  // All JSON of the site ends so, and JSON Feed may be sent as any other.
  ".json": "application/json",
  ".opml": "text/x-opml",
  ".ics": "text/calendar",
};

/** Feeds and calendars are for programs everywhere, those that run in another site's page too. */
export function feedHeaders(config: Config, { paths }: Strings): HeaderException[] {
  return [
    {
      where: { below: hrefOf(config, joinAddress(paths.follow)) },
      headers: [["Access-Control-Allow-Origin", "*"]],
    },
    ...Object.entries(TYPES).map(
      ([ending, type]): HeaderException => ({
        where: { ending },
        headers: [["Content-Type", `${type}; charset=utf-8`]],
      }),
    ),
  ];
}
