/** What is known of the links to other sites: when each was asked, what it answered, and since when it fails. */
import type { PartialDate } from "./partial-date.ts";

/** Why a link could not be asked, or what went wrong; a number is the HTTP status of the last answer. */
export type LinkStatus =
  | number
  /** Its name leads to no machine. */
  | "name"
  /** No connection, or one that breaks. */
  | "connection"
  | "timeout"
  /** A certificate of another site or of another time, or no secure connection at all. */
  | "tls"
  /** It forwards in a circle, or without end. */
  | "redirects"
  /** A certificate that programs cannot follow but browsers often can. */
  | "certificate"
  /** Its robots.txt asks programs to stay away. */
  | "robots"
  /** It asked us to come back much later. */
  | "wait"
  /** It leads to a private network, or to what is not a web server. */
  | "private"
  /** It forwards to something that is not a web address. */
  | "scheme";

/** What was learned of one link. */
export interface LinkRecord {
  /** The day it was last asked. */
  readonly checked: PartialDate;
  readonly status: LinkStatus;
  /** The first day it failed, where it has not worked since. */
  readonly failing?: PartialDate;
  /** Where it forwards to for good. */
  readonly movedTo?: string;
}

/** A link to another site that is known not to work. */
export interface DeadLink {
  /** As {@link canonicalLink} writes it. */
  readonly url: string;
  /** The day it was last seen to fail. */
  readonly checked: PartialDate;
  /** An archived copy that the editors have named. */
  readonly archived?: string;
}

/** A page that is said to be gone is believed the next day, a machine that does not answer after a week. */
const DAYS_UNTIL_GONE = 1;
const DAYS_UNTIL_LOST = 7;

/** Whether an answer means that the page no longer exists (RFC 9110, sections 15.5.5 and 15.5.11). */
export function isGone(status: LinkStatus): boolean {
  return status === 404 || status === 410;
}

/** What a check says of the link: whether a reader gets there, or that this is unknown. */
export function verdictOn(status: LinkStatus): "works" | "fails" | "unknown" {
  if (typeof status === "number") {
    if (status >= 100 && status < 400) return "works";
    // A code that HTTP does not have says nothing: LinkedIn sends programs away with 999.
    return isGone(status) || (status >= 500 && status < 600) ? "fails" : "unknown";
  }
  return ["name", "connection", "timeout", "tls", "redirects"].includes(status) ? "fails" : "unknown";
}

/** The record after one more check. An unknown result changes nothing of what was known. */
export function afterCheck(
  before: LinkRecord | undefined,
  { status, movedTo }: Pick<LinkRecord, "status" | "movedTo">,
  today: PartialDate,
): LinkRecord {
  const verdict = verdictOn(status);
  if (verdict === "unknown" && before?.failing !== undefined) return before;
  // Whatever else is said of it stays.
  const { checked, status: old, failing, movedTo: oldTarget, ...rest } = before ?? {};
  return {
    ...rest,
    checked: today,
    status,
    ...(verdict === "fails" && { failing: failing ?? today }),
    ...(movedTo !== undefined && { movedTo }),
  };
}

/** Failed on different days, far enough apart for what is temporary to be over. */
export function isKnownDead({ checked, status, failing }: LinkRecord): boolean {
  if (failing === undefined) return false;
  return daysBetween(failing, checked) >= (isGone(status) ? DAYS_UNTIL_GONE : DAYS_UNTIL_LOST);
}

/** Whole days from one date to another, both written to the day. */
export function daysBetween(from: PartialDate, to: PartialDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** One form for every way of writing an address that asks a server the same (WHATWG URL); undefined when it is none. */
export function canonicalLink(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}
