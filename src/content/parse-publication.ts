import { type Diagnostic, type Fault, type Position, placed } from "../diagnostics.ts";
import type { Publication } from "../model/archive.ts";
import { isAfter, type PartialDate, yearOf } from "../model/partial-date.ts";
import { joinAddress, slugFault } from "../model/permalink.ts";
import { personalKeyIn } from "../model/personal-key.ts";
import { localTime, zonedTime } from "../model/zoned-time.ts";
import type { Strings } from "../strings/strings.ts";
import { readFrontMatter } from "./front-matter.ts";
import {
  type IssueFields,
  issueSchema,
  type NewsFields,
  newsSchema,
  type PageFields,
  pageSchema,
} from "./issue-schema.ts";
import { slugOf } from "./slug.ts";
import { validate } from "./validate.ts";
import type { KeyPath } from "./yaml.ts";

/** A content file whose front matter is valid, before its references are looked up and its body is rendered. */
export interface ParsedPublication {
  readonly kind: Publication["kind"];
  /** Below the content folder. */
  readonly path: string;
  /** As diagnostics name it. */
  readonly file: string;
  readonly fields: IssueFields | NewsFields | PageFields;
  readonly address: string;
  readonly aliases: readonly string[];
  readonly draft: boolean;
  readonly body: string;
  readonly bodyLine: number;
  locate(path: KeyPath, what?: "key" | "value"): Position;
}

/** What decides addresses and defaults, from site.yaml. */
export interface ParseContext {
  readonly language: string;
  readonly paths: Strings["paths"];
  readonly newsBase: string;
  /** Of event times: an IANA name. */
  readonly timeZone: string;
  /** The day on which the content is checked; a later date needs `draft: true`. */
  readonly today: PartialDate;
}

/** Word puts it where a long word may be divided. Nobody sees it. */
const SOFT_HYPHEN = "\u00ad";

const SCHEMAS = { issue: issueSchema, news: newsSchema, page: pageSchema } as const;

/** Reads one content file. Everything that is wrong with its front matter is reported at once. */
export function parsePublication(
  kind: Publication["kind"],
  path: string,
  file: string,
  text: string,
  context: ParseContext,
): { publication?: ParsedPublication; diagnostics: Diagnostic[] } {
  const { locate, body, bodyLine, ...reading } = readFrontMatter(text);
  const located = (problems: readonly Omit<Diagnostic, "file">[]) => problems.map((problem) => ({ file, ...problem }));
  if (reading.problems.length > 0) return { diagnostics: located(reading.problems) };
  const result = validate(SCHEMAS[kind], { data: reading.data, locate });
  if ("problems" in result) return { diagnostics: located(result.problems) };

  const fields = result.value;
  const diagnostics: Diagnostic[] = located(reading.warnings);
  const refuse = (key: string | KeyPath, rule: string, message: string, hint: string): void => {
    diagnostics.push({ file, ...locate([key].flat()), severity: "error", rule, message, hint });
  };
  if (fields.date !== undefined && isAfter(fields.date, context.today) && !fields.draft) {
    refuse("date", "future-date", `${fields.date} has not come yet`, "correct the date, or add the line draft: true");
  }
  if (fields.title.includes(SOFT_HYPHEN)) {
    const message = "the title has a soft hyphen, which cannot be seen here and which some programs show as -";
    const answer = fields.title.replaceAll(SOFT_HYPHEN, "");
    const fault = { rule: "soft-hyphen", message, hint: `write it again by hand: ${answer}`, answer };
    diagnostics.push({ file, severity: "warning", ...placed(fault, locate(["title"]), fields.title) });
  }
  const address = addressOf(kind, fields, context);
  if (fields.updated !== undefined && isAfter(fields.updated, context.today)) {
    refuse("updated", "future-date", `${fields.updated} has not come yet`, "correct the date");
  }
  for (const [index, { date }] of (fields.corrections ?? []).entries()) {
    if (isAfter(date, context.today))
      refuse(["corrections", index, "date"], "future-date", `${date} has not come yet`, "correct the date");
  }
  for (const [index, event] of (fields.events ?? []).entries()) {
    for (const name of ["start", "end"] as const) {
      const fault = clockFault(event[name], context.timeZone);
      if (fault) refuse(["events", index, name], fault.rule, fault.message, fault.hint);
    }
  }
  const key = personalKeyIn(body);
  if (key !== undefined) {
    const before = body.slice(0, body.toLowerCase().indexOf(`${key.toLowerCase()}=`)).split("\n");
    const position = { line: bodyLine + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
    const message = `"${key}=" belongs to one subscriber and must not be published`;
    diagnostics.push({
      file,
      ...position,
      severity: "error",
      rule: "personal-key",
      message,
      hint: `remove ${key}=… from it`,
    });
  }
  if (address === undefined) {
    refuse(
      "title",
      "slug",
      `no address can be made from "${fields.heading ?? fields.title}"`,
      "add a line with small letters a–z: slug: hostens-nyheter",
    );
    return { diagnostics };
  }
  const { aliases = [], draft = false } = fields;
  return { publication: { kind, path, file, fields, address, aliases, draft, body, bodyLine, locate }, diagnostics };
}

/** Why no clock in a time zone ever showed the time of an event. */
function clockFault(time: string | undefined, timeZone: string): Fault | undefined {
  if (!time?.includes("T")) return undefined;
  const { moment, offset, skipped } = zonedTime(time, timeZone);
  if (!skipped) return undefined;
  const message = `there was no ${time.slice(11)} on ${time.slice(0, 10)} in ${timeZone}: the clock was put forward past it`;
  return { rule: "event-time", message, hint: `write ${localTime(moment + offset)}, or the time that is meant` };
}

/** `/nyhetsbrev/2023/<slug>/` for an issue, `/<slug>/` below the news' base for news, `/<slug>/` for a page. */
function addressOf(
  kind: Publication["kind"],
  fields: ParsedPublication["fields"],
  context: ParseContext,
): string | undefined {
  const slug = fields.slug ?? slugOf(fields.heading ?? fields.title, fields.language ?? context.language);
  if (slugFault(slug) !== undefined) return undefined;
  if (kind === "page") return joinAddress(slug);
  if (kind === "news") return joinAddress(context.newsBase, slug);
  return joinAddress(context.paths.issues, yearOf(fields.date ?? ""), slug);
}
