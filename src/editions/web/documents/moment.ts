import type { PartialDate } from "../../../model/partial-date.ts";

/**
 * A date as feeds and calendars want it, who know moments only (RFC 3339): noon of its first day in UTC, which is that same day
 * from America to Japan, and stands before every later date. How precise it is, is said in words.
 */
export function momentOf(date: PartialDate): string {
  const day = `${date}-01-01`.slice(0, 10);
  return `${day}T12:00:00Z`;
}

/** The same as RSS writes it (RFC 822 with a year of four digits): `Thu, 14 Sep 2023 12:00:00 GMT` */
export function rssMomentOf(date: PartialDate): string {
  return new Date(momentOf(date)).toUTCString();
}
