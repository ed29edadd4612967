import { join } from "node:path";
import { DEFAULT_TIME_ZONE } from "./config.ts";
import { readRegular } from "./files/regular-file.ts";
import type { PartialDate } from "./model/partial-date.ts";

/**
 * The day it is in the site's time zone, which decides only whether a date has come: the machine that builds may stand in another.
 * @param contentDir its `site.yaml` names the zone; where it does not, or not rightly, it is the default
 */
export function today(contentDir: string, now = new Date()): PartialDate {
  const format = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const dayIn = (timeZone: string): PartialDate => {
    const parts = new Intl.DateTimeFormat("en", { ...format, timeZone }).formatToParts(now);
    return ["year", "month", "day"].map((name) => parts.find(({ type }) => type === name)?.value).join("-");
  };
  try {
    return dayIn(zoneOf(contentDir) ?? DEFAULT_TIME_ZONE);
  } catch {
    // The file or its zone is at fault, which is reported when the content is read.
    return dayIn(DEFAULT_TIME_ZONE);
  }
}

/** By hand, as loading a reader of YAML takes longer than looking at a thousand files. */
function zoneOf(contentDir: string): string | undefined {
  const text = readRegular(join(contentDir, "site.yaml")).toString();
  return /^timeZone:[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
}
