/** content/site.yaml: who publishes the archive, where, in which language and colours. */
import { z } from "zod";
import { slugFault } from "../model/permalink.ts";
import { identity, language, partialDate, reference, slug, text, webAddress } from "./fields.ts";

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .describe("A colour: #1a2b3c");
const palette = z.strictObject({
  background: colour.optional(),
  surface: colour.optional().describe("Behind facts and quotes."),
  text: colour.optional(),
  muted: colour.optional().describe("Dates and other less important text."),
  link: colour.optional(),
  accent: colour.optional().describe("The band at the top, and rules."),
  onAccent: colour.optional().describe("Text on the accent colour."),
  line: colour.optional().describe("Thin lines; decoration only."),
});

const path = z
  .string()
  .regex(/^\/\S*$/)
  .describe("An address on the site: /om-udd/");

export const siteSchema = z.strictObject({
  name: text("The publisher's name, as it stands at the top of each page."),
  shortName: text("A short form of the name: UDD.").optional(),
  tagline: text("One line under the name.").optional(),
  address: webAddress
    .refine((address) => !URL.canParse(address) || isPlainAddress(new URL(address)), {
      error: "the site's address has more in it than a host and a plain path",
      params: { rule: "url", hint: "write only the address of the start page: https://www.example.se/" },
    })
    .describe("Where the site is published: https://www.example.se/"),
  identity: identity.optional(),
  language,
  timeZone: z.string().optional().describe("Time zone of event times, as in the IANA list: Europe/Stockholm"),
  introduction: text("Who the publisher is, in two sentences (Markdown). Stands on the start page."),
  newsletter: z.strictObject({
    name: text("The newsletter's name."),
    issn: z
      .string()
      .regex(/^\d{4}-\d{3}[\dX]$/)
      .optional(),
  }),
  publisher: text("An organisation's id from organisations.yaml, or a name.").optional(),
  contacts: z.array(reference("people")).optional().describe("Who answers questions about the site."),
  subscription: text("How to follow or subscribe (Markdown).").optional(),
  introductions: z
    .strictObject({
      issues: text("Above the list of letters (Markdown).").optional(),
      news: text("Above the list of news (Markdown).").optional(),
      events: text("Above the calendar (Markdown).").optional(),
    })
    .optional()
    .describe("Texts above the generated lists."),
  navigation: z.array(z.strictObject({ title: text("The link's text."), path })).describe("The main menu."),
  footerNavigation: z.array(z.strictObject({ title: text("The link's text."), path })).optional(),
  colophon: z
    .array(
      z.strictObject({
        from: partialDate("The first date it holds for."),
        text: text("Who published then (Markdown)."),
      }),
    )
    .optional()
    .describe("Who stood behind the letters, by period; a letter shows the one that held at its date."),
  addresses: z
    .strictObject({
      news: z
        .union([slug, z.literal("/")])
        .optional()
        .describe('Where news lie: nyheter, or "/" for the root'),
    })
    .optional(),
  embedding: z
    .array(z.string().regex(/^https:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/))
    .optional()
    .describe("Sites that may show the latest letters in a frame: https://*.sharepoint.com"),
  search: z.boolean().optional().describe("false: the site has no search of its own."),
  pictures: z.boolean().optional().describe("false: pages have no pictures for previews of links."),
  originals: z
    .boolean()
    .optional()
    .describe("true: a wide picture, which pages show narrower, leads to its original, for print and download."),
  strictImports: z
    .boolean()
    .optional()
    .describe("true: what is wrong in imported letters stops a build, as it does in others."),
  colours: z.strictObject({ light: palette.optional(), dark: palette.optional() }).optional(),
});

/** The path ends up in the settings of web servers, where anything but plain signs could mean something. */
function isPlainAddress({ pathname, search, hash, username, password }: URL): boolean {
  const path = pathname.replace(/^\/|\/$/g, "");
  return `${search}${hash}${username}${password}` === "" && (path === "" || slugFault(path) === undefined);
}

export type SiteFields = z.output<typeof siteSchema>;
