import { Info } from "luxon";
import { absoluteAddress, type Config, hrefOf } from "../../config.ts";
import { memoize } from "../../memoize.ts";
import type { Event, Funding } from "../../model/archive.ts";
import { languageAttributes } from "../../model/language.ts";
import { type PartialDate, precisionOf } from "../../model/partial-date.ts";
import { joinAddress } from "../../model/permalink.ts";
import { phoneAddress } from "../../model/phone.ts";
import { isoInZone } from "../../model/zoned-time.ts";
import { type Strings, stringsFor } from "../../strings/strings.ts";
import { createLinkMarks } from "./link-marks.ts";
import type { DocumentView, Kept } from "./view.ts";

export type Filters = ReturnType<typeof createFilters>;

/** The names of all filters, which Eleventy wants to know before the site's language is known. */
export const FILTERS = Object.keys({
  href: true,
  absolute: true,
  subject: true,
  date: true,
  dateInSentence: true,
  eventTime: true,
  eventDatetime: true,
  money: true,
  fileSize: true,
  documentFacts: true,
  langAttributes: true,
  ogLocale: true,
  phoneHref: true,
  systemName: true,
  withAnchors: true,
  deadMark: true,
  markDeadLinks: true,
} satisfies Record<keyof Filters, true>) as (keyof Filters)[];

/** How values of the model are written on a page. Each is a small pure function of its value and the site's language. */
export function createFilters(config: Config, strings: Strings) {
  const { locale } = strings;
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const months = Info.months("long", { locale });
  const languages = new Intl.DisplayNames(locale, { type: "language" });

  /** An address on the site as a link needs it, also where the site lies below a path; any other address stays as it is. */
  const href = (address: string): string => hrefOf(config, address);

  /** The whole address, with scheme and host. */
  const absolute = (address: string): string => absoluteAddress(config, address);

  /** A generated address from its parts: `["amnen", "plast"]` → `/amnen/plast/` */
  const subject = (parts: readonly string[]): string => href(joinAddress(...parts));

  /** `2023-09` → "september 2023" */
  const date = (value: PartialDate): string => {
    const [year, month, day] = value.split("-").map(Number);
    return [day, month && months[month - 1], year].filter((part) => part !== undefined).join(" ");
  };

  /** `2023-09` → "i september 2023" */
  const dateInSentence = (value: PartialDate): string => {
    const { onDay, inMonth, inYear } = strings.issue;
    return { year: inYear, month: inMonth, day: onDay }[precisionOf(value)](date(value));
  };

  /** "16–17 februari 2023", "25 januari 2022 kl. 13.00–15.15" */
  const eventTime = ({ start, end }: Event): string => {
    const [startDay = "", startTime] = start.split("T");
    const [endDay = startDay, endTime] = end?.split("T") ?? [];
    if (startTime === undefined && endTime === undefined) {
      return startDay === endDay ? date(startDay) : dateRange(startDay, endDay);
    }
    if (startDay !== endDay) return `${moment(startDay, startTime)}–${moment(endDay, endTime)}`;
    if (startTime === undefined) return strings.events.until(date(startDay), endTime ?? "");
    const times = [startTime, endTime].flatMap((time) => time ?? []);
    return strings.events.at(date(startDay), times.join("–"));
  };

  /** When an event begins, for machines: a time of day with the site's offset from UTC at that date. */
  const eventDatetime = ({ start }: Pick<Event, "start">): string =>
    start.includes("T") ? isoInZone(start, config.timeZone) : start;

  const moment = (day: PartialDate, time: string | undefined): string =>
    time === undefined ? date(day) : strings.events.at(date(day), time);

  const dateRange = (start: PartialDate, end: PartialDate): string => {
    if (precisionOf(start) !== "day" || precisionOf(end) !== "day") return `${date(start)} – ${date(end)}`;
    const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    // The range is written with thin spaces by some versions of ICU and without by others.
    return format.formatRange(new Date(start), new Date(end)).replace(/\u2009/g, "");
  };

  /** Puts the anchors that headings had before beside those they have, as links to them must never die. */
  const withAnchors = (html: string, kept?: Kept): string =>
    (kept?.anchors ?? []).reduce(
      (text, { from, to }) => text.replace(new RegExp(`<h[1-6] id="${to}"`), `<span id="${from}"></span>$&`),
      html,
    );

  const sums = memoize((currency: string) => ({
    whole: new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: 0 }),
    exact: new Intl.NumberFormat(locale, { style: "currency", currency }),
  }));

  /** "500 000 kr", with spaces that do not break. */
  const money = ({ amount, currency }: Pick<Funding, "amount" | "currency">): string =>
    sums(currency)[Number.isInteger(amount) ? "whole" : "exact"].format(amount);

  /** Bytes as a person reads them, in thousands as file managers count: "592 kB" */
  const fileSize = (bytes: number): string =>
    bytes < 999_500
      ? strings.file.kilobytes(integers.format(Math.max(1, Math.round(bytes / 1000))))
      : strings.file.megabytes(decimals.format(bytes / 1e6));

  /** The name in the site's language; extensions and private subtags have none. */
  const languageName = (tag: string): string | undefined => languages.of(new Intl.Locale(tag).baseName);

  /** What follows a document's title: "pdf, 592 kB" or "pdf, engelska"; "" when nothing is known. */
  const documentFacts = ({ type, file, language }: DocumentView): string =>
    [type, file && fileSize(file.bytes), language && language !== config.language && languageName(language)]
      .filter(Boolean)
      .join(", ");

  /** The attributes of text in another language than around it, the site's where no other is given: ` lang="ar" dir="rtl"` */
  const langAttributes = (language?: string, around: string = config.language): string =>
    language === undefined ? "" : languageAttributes(language, around);

  /** A language as Open Graph writes it, with the region where that is known: `en` → en_GB */
  const ogLocale = (language: string): string => {
    const { language: main, region } = new Intl.Locale(language);
    const known = region === undefined ? stringsFor(language)?.locale.replace("-", "_") : `${main}_${region}`;
    return known ?? main;
  };

  /** What dials a number; undefined where that is not known from the number. */
  const phoneHref = (phone: string): string | undefined => phoneAddress(phone, config.timeZone);

  /** The name of the system a letter was sent with, as people write it. */
  const systemName = (system: string): string =>
    (Object.hasOwn(strings.systems, system) ? strings.systems[system] : undefined) ?? system;

  return {
    href,
    absolute,
    subject,
    date,
    dateInSentence,
    eventTime,
    eventDatetime,
    money,
    fileSize,
    documentFacts,
    langAttributes,
    ogLocale,
    phoneHref,
    systemName,
    ...createLinkMarks(config, strings, dateInSentence),
    withAnchors,
  };
}
