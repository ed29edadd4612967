/**
 * The parts that schemas are built of: each says what it wants, in words an editor understands, with an example.
 * Descriptions end up in the published JSON Schemas, and so in the editor's completion.
 */
import { z } from "zod";
import type { Fault } from "../diagnostics.ts";
import { LANGUAGE_TAG, languageTag } from "../model/language.ts";
import { eventTimeFault, partialDateFault } from "../model/partial-date.ts";
import { aliasFault, slugFault } from "../model/permalink.ts";
import { personalKeyIn } from "../model/personal-key.ts";
import { isPhone } from "../model/phone.ts";
import { languageFault } from "./language-fault.ts";

/** A check that says why it refuses. */
function check<T extends z.ZodType<string>>(schema: T, refuse: (value: string) => Fault | undefined) {
  return schema.superRefine((value, context) => {
    const refusal = refuse(value);
    if (!refusal) return;
    const { message, ...params } = refusal;
    context.addIssue({ code: "custom", message, params });
  });
}

export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Text that is not empty. */
export const text = (description: string) =>
  check(z.string().trim().min(1), (value) => steeringRefusal(value) ?? personalKeyRefusal(value)).describe(description);

/** Control characters other than tab and line end, halves of signs, and the marks that turn the direction of writing. */
const STEERING = /(?![\t\n])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Why a text with signs that nobody sees is refused, or with half a sign, which no file can hold. */
export function steeringRefusal(value: string): Fault | undefined {
  if (!STEERING.test(value)) return undefined;
  const message = "the text holds signs that cannot be seen and steer how it is shown";
  return { rule: "control-character", message, hint: "write it again by hand" };
}

const EXAMPLE_DAY = "2023-09-14";
/** A day with its year, as "14 mars 2026" or "2026-3-4", and a time of day after it, as "kl 13.00". */
const DAY = "(?:(?:den )?\\d{1,2}(?:\\.|:e)? \\p{L}+\\.? [12]\\d{3}|[12]\\d{3}-\\d{1,2}-\\d{1,2})";
const WHOLE_DAY = new RegExp(`^${DAY}$`, "u");
const DAY_AND_TIME = new RegExp(`^${DAY},?(?: |T| ?kl\\.? ?| ?klockan )\\d{1,2}[.:]\\d{2}$`, "u");
const MONTHS = ["jan", "feb", "mar", "apr", "ma[jy]", "jun", "jul", "aug", "sep", "o[ck]t", "nov", "dec"];

/** "14 mars" → a guess at what was meant, for the hint only; never used as the value. */
function dateExample(value: string): string {
  const digits = /\b([12]\d{3})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)/.exec(value);
  if (digits)
    return digits
      .slice(1)
      .flatMap((part) => part?.padStart(2, "0") ?? [])
      .join("-");
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`, "i").test(value)) + 1;
  const year = /\b(?:19|20)\d\d\b/.exec(value)?.[0] ?? "2023";
  const day = /\b([1-9]|[12]\d|3[01])\b(?!\d)/.exec(value.replace(year, ""))?.[1];
  if (month === 0) return EXAMPLE_DAY;
  return `${year}-${String(month).padStart(2, "0")}${day ? `-${day.padStart(2, "0")}` : ""}`;
}

function dateRefusal(value: string, fault: "shape" | "calendar" | undefined): Fault | undefined {
  if (!fault) return undefined;
  if (fault === "calendar") {
    return { rule: "date", message: `"${value}" is not in the calendar`, hint: "check the month and the day" };
  }
  const day = dateExample(value);
  const hint = `write it as ${day}, or as 2023-09 or 2023 where the day or month is unknown`;
  const isCertain = WHOLE_DAY.test(value) && partialDateFault(day) === undefined && day.length === EXAMPLE_DAY.length;
  return { rule: "date", message: `"${value}" is not a date`, hint, ...(isCertain && { answer: day }) };
}

/** "2026-12-15 kl 13.00" → a guess at the time of day, `13:00`; undefined where none is named. */
function clockExample(value: string): string | undefined {
  const [, hours = "", minutes = "00"] =
    /(?:T|\bkl\.?|\bklockan|^|\s)\s?([01]?\d|2[0-3])[.:]([0-5]\d)(?![-\d])/i.exec(value) ??
    /(?:\bkl\.?|\bklockan)\s?([01]?\d|2[0-3])\b(?![-\d])/i.exec(value) ??
    [];
  return hours === "" ? undefined : `${hours.padStart(2, "0")}:${minutes}`;
}

function timeRefusal(value: string, fault: "shape" | "calendar" | undefined): Fault | undefined {
  if (fault !== "shape") return dateRefusal(value, fault);
  const clock = clockExample(value);
  const message = `"${value}" is not a date or a time`;
  const day = dateExample(value);
  if (clock !== undefined && day.length === "2022-01-25".length && day !== EXAMPLE_DAY) {
    const answer = `${day}T${clock}`;
    const isCertain = DAY_AND_TIME.test(value) && eventTimeFault(answer) === undefined;
    return { rule: "date", message, hint: `write it as ${answer}`, ...(isCertain && { answer }) };
  }
  if (clock !== undefined) return { rule: "date", message, hint: `write the day too: 2022-01-25T${clock}` };
  const hint = `write it as ${day}, or with the time as 2022-01-25T13:00`;
  return { rule: "date", message, hint };
}

/** YAML reads a bare `2023` as a number; as a date it is a year. The pattern is for the JSON Schema. */
const dateText = (pattern: string) => z.union([z.string().meta({ pattern }), z.int()]).transform(String);
const DATE = "^[1-9]\\d{3}(-\\d{2}(-\\d{2})?)?$";
const TIME = "^[1-9]\\d{3}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2})?)?)?$";

export const partialDate = (description: string) =>
  check(dateText(DATE), (value) => dateRefusal(value, partialDateFault(value))).describe(
    `${description} 2023-09-14, or 2023-09 or 2023 where the day or month is unknown.`,
  );

export const eventTime = (description: string) =>
  check(dateText(TIME), (value) => timeRefusal(value, eventTimeFault(value))).describe(
    `${description} "2022-01-25T13:00", or a date as precise as it is known.`,
  );

export const email = check(z.string().meta({ format: "email" }), (value) =>
  /^[^\s@<>"?&%#]+@[^\s@<>"?&%#]+\.[^\s@<>".?&%#]+$/.test(value)
    ? undefined
    : { rule: "email", message: `"${value}" is not an e-mail address`, hint: "write it as namn@kommun.se" },
).describe("An e-mail address: namn@kommun.se");

/** Numbers that readers can dial. What is written is kept as it is. */
export const phone = check(z.string().meta({ pattern: "^[+(]?\\d" }), (value) =>
  isPhone(value)
    ? undefined
    : {
        rule: "phone",
        message: `"${value}" is not a phone number`,
        hint: "write one number, with its area code: 0243-24 80 00, or +46 243 24 80 00",
      },
).describe("A phone number: 0243-24 80 00, or +46 243 24 80 00");

/** An outside address. Nothing but http(s) ever becomes a link. */
export const webAddress = check(z.string().meta({ pattern: "^https?://" }), (value) => {
  return webAddressFault(value) ?? personalKeyRefusal(value);
}).describe("A whole web address: https://www.example.se/sida");

/** Why a text is not the whole address of a page on the web. */
export function webAddressFault(address: string): Fault | undefined {
  if (/^https?:\/\/[^\s/?#]\S*$/i.test(address) && URL.canParse(address)) return undefined;
  const message = `"${address}" is not a web address`;
  return { rule: "url", message, hint: "write the whole address, beginning with https://" };
}

/** Why an address that names one reader of a letter is refused. */
export function personalKeyRefusal(address: string): Fault | undefined {
  const key = personalKeyIn(address);
  if (key === undefined) return undefined;
  const message = `"${key}=" belongs to one subscriber and must not be published`;
  return { rule: "personal-key", message, hint: `remove ${key}=… from it` };
}

export const slug = check(z.string().meta({ pattern: "^[a-z0-9][a-z0-9._/-]*$" }), (value) => {
  const fault = slugFault(value);
  return fault
    ? {
        rule: "slug",
        message: `"${value}" cannot be an address: ${fault}`,
        hint: "use small letters a–z, digits and hyphens: hostens-nyheter",
      }
    : undefined;
}).describe("The last part of the address: small letters a–z, digits and hyphens.");

export const alias = check(z.string().meta({ pattern: "^/" }), (value) => {
  const fault = aliasFault(value);
  return fault
    ? {
        rule: "alias",
        message: `"${value}" cannot lead here: ${fault}`,
        hint: "write the old address from the first slash on: /2021/06/01/",
      }
    : undefined;
}).describe("An old address on this site that must lead here: /gammal/sida/");

/** The authority of a tag URI (RFC 4151): a name of the domain system, and a date at which it was the publisher's. */
export const identity = check(z.string(), (value) => {
  const [name = "", date = "", ...rest] = value.split(",");
  const isName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(name);
  return isName && rest.length === 0 && partialDateFault(date) === undefined
    ? undefined
    : {
        rule: "identity",
        message: `"${value}" cannot be the archive's identity`,
        hint: "write a domain that is yours, a comma, and a year in which it was from the first day: www.example.se,2023",
      };
}).describe("What the permanent ids of feeds and calendars are made of; never to be changed: www.example.se,2023");

/** A language tag (BCP 47), in its usual letters. */
export const language = check(z.string().meta({ pattern: LANGUAGE_TAG }), (value) => languageFault(value))
  .transform((value) => languageTag(value) ?? value)
  .describe("Language code (BCP 47): sv, en, sr-Latn, zh-Hant-TW …");

/** A reference to something defined once, by its id. The register says whether it is one. */
export const reference = (what: string) => z.string().describe(`An id from content/${what}.yaml`);
