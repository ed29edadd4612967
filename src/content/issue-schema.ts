/**
 * The front matter of an issue, a news article and a page. The field names are a promise: importers and other tools write them.
 * The JSON Schemas in docs/schemas are generated from here (`npm run schemas`).
 */
import { z } from "zod";
import { alias, email, eventTime, language, partialDate, reference, slug, text, webAddress } from "./fields.ts";

const organisation = text("An organisation's id from content/organisations.yaml, or its name.");
const role = text("Role: sammankallande, ordförande …");

const contact = z.union([
  reference("people"),
  z.strictObject({
    name: text("The person's name."),
    email: email.optional(),
    organisation: organisation.optional(),
    role: role.optional(),
  }),
]);

const steeringGroupMember = z.strictObject({
  organisation,
  name: text("Who represents the organisation.").optional(),
  role: role.optional(),
});

const leader = z.strictObject({ name: text("The person's name."), organisation, role: role.optional() });

const funding = z.strictObject({
  amount: z.number().nonnegative().describe("The sum as a plain number: 500000"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe("ISO 4217: SEK, EUR"),
  funders: z.array(organisation).min(1).describe("Who pays."),
  recipient: organisation.optional().describe("Who receives the money."),
  period: text("The period as text: 2023, 2023–2024.").optional(),
  note: text("What else is to be said.").optional(),
});

const document = z
  .strictObject({
    title: text("The document's title."),
    url: webAddress.optional(),
    file: text("A file beside the letter, or in a folder below: rapport.pdf").optional(),
    type: z
      .string()
      .regex(/^[a-z0-9]{1,8}$/)
      .optional()
      .describe("File type: pdf, docx. Read from a local file by itself."),
    language: language.optional(),
  })
  .superRefine((value, context) => {
    if (value.url === undefined || value.file === undefined) return;
    const params = { rule: "document", hint: "keep the file and remove the url, or the other way round" };
    context.addIssue({ code: "custom", path: ["url"], message: "a document has either a url or a file", params });
  });

const event = z
  .strictObject({
    title: text("What happens."),
    start: eventTime("When it begins."),
    end: eventTime("When it ends.").optional(),
    place: text("Where.").optional(),
    url: webAddress.optional(),
  })
  .superRefine(({ start, end }, context) => {
    // As far as both are known: an end in 2023 is not before a start in March 2023.
    if (end === undefined || end >= start.slice(0, end.length)) return;
    const params = { rule: "event-end", hint: "correct one of the two" };
    context.addIssue({
      code: "custom",
      path: ["end"],
      message: `the end ${end} lies before the start ${start}`,
      params,
    });
  });

const correction = z.strictObject({
  date: partialDate("When it was corrected."),
  text: text("What was wrong, and what is right."),
});

/** Numbers that systems use as ids may stand without quotes. */
const identifier = (description: string) =>
  z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .describe(description);

const source = z.strictObject({
  system: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe("Where the text comes from: paloma, wordpress, mail …"),
  cid: identifier("Paloma's account number.").optional(),
  mid: identifier("Paloma's mailing number.").optional(),
  id: identifier("The letter's own id where it comes from: a Message-ID, a campaign number.").optional(),
  url: webAddress.optional(),
  sender: text("Who sent it, as the letter says: a name, or a name and an address.").optional(),
  file: text("The name of the original file.").optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe("SHA-256 of the untouched original."),
});

const common = {
  title: text("The whole title."),
  heading: text("The short name used in lists: Nyhetsbrev september 2023").optional(),
  number: identifier("The letter's number within its year.").optional(),
  summary: text("One or two sentences for lists and search engines.").optional(),
  updated: partialDate("The date of the last change worth telling.").optional(),
  corrections: z.array(correction).optional().describe("What was put right after it was published, and when."),
  slug: slug.optional(),
  contacts: z.array(contact).optional().describe("Who answers questions."),
  steeringGroup: z.array(steeringGroupMember).optional().describe("The steering group's organisations."),
  leadership: z.array(leader).optional().describe("Who leads the assignment (uppdragsledning)."),
  funding: z
    .union([funding, z.array(funding)])
    .optional()
    .describe("Who pays how much."),
  documents: z.array(document).optional().describe("Files and pages the text refers to."),
  topics: z.array(reference("topics")).optional().describe("Topics, by their ids."),
  events: z.array(event).optional().describe("Dated events the text tells of."),
  language: language.optional(),
  draft: z.boolean().optional().describe("true: not published yet."),
  source: source.optional().describe("Where the text came from."),
  held: z.boolean().optional().describe("false: known to have existed, but the archive does not hold its text."),
  aliases: z.array(alias).optional().describe("Old addresses that must lead here."),
};

export const issueSchema = z.strictObject({ ...common, date: partialDate("When it was sent.") });
export const newsSchema = z.strictObject({ ...common, date: partialDate("When it was published.") });
export const pageSchema = z.strictObject({
  ...common,
  date: partialDate("The date of what the page tells of.").optional(),
  slug: slug.describe("The address below the site's root: om-udd, or om-udd/historik"),
  order: z.int().optional().describe("Place among the pages of the same section; the lowest comes first."),
});

/** Front matter as it is written; every field but `title` and `date` may be absent. */
export type IssueFrontMatter = z.input<typeof issueSchema>;
export type IssueFields = z.output<typeof issueSchema>;
export type NewsFields = z.output<typeof newsSchema>;
export type PageFields = z.output<typeof pageSchema>;
export type ContactFields = z.output<typeof contact>;
export type DocumentFields = z.output<typeof document>;
export type FundingFields = z.output<typeof funding>;
