import type { PartialDate } from "./model/partial-date.ts";

/** The day it is here, which decides only whether a date has come. */
export function today(): PartialDate {
  // By hand, as loading what knows of calendars takes longer than looking at a thousand files.
  const now = new Date();
  const parts = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  return [now.getFullYear(), ...parts].join("-");
}
