import {
  COLOUR_PAIRS,
  type Config,
  DEFAULT_COLOURS,
  DEFAULT_TIME_ZONE,
  type NavigationLink,
  type Palette,
} from "../config.ts";
import type { Diagnostic } from "../diagnostics.ts";
import type { Contact, ExternalLink, InternalLink, OrganisationName } from "../model/archive.ts";
import { contrastRatio } from "../model/contrast.ts";
import { joinAddress } from "../model/permalink.ts";
import { STRING_LANGUAGES, type Strings, stringsFor } from "../strings/strings.ts";
import type { ContentFiles } from "./content-files.ts";
import type { MarkdownRenderer } from "./markdown.ts";
import type { Registers } from "./registers.ts";
import { type SiteFields, siteSchema } from "./site-schema.ts";
import { splitAddress, type TargetResolver } from "./targets.ts";
import { validate } from "./validate.ts";
import { type KeyPath, readYaml, type YamlReading } from "./yaml.ts";

const SITE_FILE = "site.yaml";
/** WCAG 2.2, success criterion 1.4.3. */
const LEAST_CONTRAST = 4.5;

/** site.yaml, read and checked against its schema: what the rest of the content needs before the site's own texts are rendered. */
export interface SiteFile {
  readonly fields: SiteFields;
  readonly strings: Strings;
  readonly file: string;
  readonly origin: string;
  readonly basePath: string;
  readonly newsBase: string;
  readonly timeZone: string;
  readonly locate: YamlReading["locate"];
}

export function readSiteFile(files: ContentFiles): { site?: SiteFile; diagnostics: Diagnostic[] } {
  const file = files.display(SITE_FILE);
  const first = { file, line: 1, column: 1, severity: "error" as const };
  if (!files.has(SITE_FILE)) {
    return {
      diagnostics: [
        {
          ...first,
          rule: "missing-site",
          message: "there is no site.yaml",
          hint: "copy one from another archive and change it",
        },
      ],
    };
  }
  const content = files.text(SITE_FILE);
  if ("problem" in content) return { diagnostics: [{ file, ...content.problem }] };
  const reading = readYaml(content.text);
  if (reading.problems.length > 0) return { diagnostics: reading.problems.map((problem) => ({ file, ...problem })) };
  const result = validate(siteSchema, reading);
  if ("problems" in result) return { diagnostics: result.problems.map((problem) => ({ file, ...problem })) };

  const fields = result.value;
  const refuse = (path: KeyPath, rule: string, message: string, hint: string): { diagnostics: Diagnostic[] } => ({
    diagnostics: [{ ...first, ...reading.locate(path), rule, message, hint }],
  });
  const strings = stringsFor(fields.language);
  if (!strings) {
    return refuse(
      ["language"],
      "language",
      `the site's own texts do not exist in "${fields.language}"`,
      `choose one of ${STRING_LANGUAGES.join(", ")}`,
    );
  }
  if (fields.timeZone !== undefined && !isTimeZone(fields.timeZone)) {
    return refuse(["timeZone"], "time-zone", `"${fields.timeZone}" is not a time zone`, "write it as Europe/Stockholm");
  }
  const { origin, pathname } = new URL(fields.address);
  const newsBase = joinAddress(fields.addresses?.news ?? strings.paths.news);
  return {
    site: {
      fields,
      strings,
      file,
      origin,
      basePath: joinAddress(pathname),
      newsBase,
      timeZone: fields.timeZone ?? DEFAULT_TIME_ZONE,
      locate: reading.locate,
    },
    diagnostics: reading.warnings.map((problem) => ({ file, ...problem })),
  };
}

/** The whole configuration: references looked up, texts rendered, colours checked. */
export function resolveConfig(
  site: SiteFile,
  registers: Registers,
  targets: TargetResolver,
  renderMarkdown: MarkdownRenderer,
): { config: Config; links: InternalLink[]; externalLinks: ExternalLink[]; diagnostics: Diagnostic[] } {
  const { fields, strings, file, locate } = site;
  const diagnostics: Diagnostic[] = [];
  const links: InternalLink[] = [];
  const externalLinks: ExternalLink[] = [];
  const refuse = (path: KeyPath, rule: string, message: string, hint: string): void => {
    diagnostics.push({ file, ...locate(path), severity: "error", rule, message, hint });
  };

  const render = (markdown: string, path: KeyPath): string => {
    const start = locate(path);
    const context = {
      language: fields.language,
      words: strings.markdown,
      firstLine: start.line,
      ...targets.forBody({ path: SITE_FILE, address: "/" }),
    };
    const { body, problems } = renderMarkdown(markdown, context);
    // A folded text's lines are not the file's: its faults stand where the text begins.
    diagnostics.push(...problems.map(({ fix: _, ...problem }) => ({ file, ...problem, ...start })));
    links.push(...body.links.map((link) => ({ ...link, ...start })));
    externalLinks.push(...body.externalLinks.map((link) => ({ ...link, ...start })));
    if (body.attachments.length > 0) {
      refuse(
        path,
        "site-text",
        "a text in site.yaml cannot refer to a file",
        "put the file in content/files and link to its address",
      );
    }
    if (body.headings.length > 0 || body.html.includes('class="footnotes"')) {
      refuse(path, "site-text", "a text in site.yaml cannot have headings or footnotes", "write plain paragraphs");
    }
    return body.html;
  };
  const optional = (markdown: string | undefined, path: KeyPath): string | undefined =>
    markdown === undefined ? undefined : render(markdown, path);
  const contact = (id: string, index: number): Contact[] => {
    const found = registers.person(id);
    if ("value" in found) return [found.value];
    if (found.unknown) refuse(["contacts", index], found.unknown.rule, found.unknown.message, found.unknown.hint);
    return [];
  };
  const publisher = (): OrganisationName => {
    const found = registers.organisation(fields.publisher ?? fields.name);
    if ("value" in found) return found.value;
    if (found.unknown) refuse(["publisher"], found.unknown.rule, found.unknown.message, found.unknown.hint);
    return { name: fields.name };
  };
  const navigation = (key: "navigation" | "footerNavigation"): NavigationLink[] =>
    (fields[key] ?? []).map(({ title, path }, index) => {
      links.push({ ...splitAddress(path), ...locate([key, index, "path"]) });
      return { title, address: path };
    });
  const palette = (scheme: "light" | "dark"): Palette => {
    const written = fields.colours?.[scheme] ?? {};
    const colours = {
      ...DEFAULT_COLOURS[scheme],
      ...Object.fromEntries(Object.entries(written).filter(([, colour]) => colour)),
    };
    for (const [foreground, background] of COLOUR_PAIRS) {
      const ratio = contrastRatio(colours[foreground], colours[background]);
      if (ratio >= LEAST_CONTRAST) continue;
      const message = `${foreground} ${colours[foreground]} on ${background} ${colours[background]} has the contrast ${ratio.toFixed(2)}:1`;
      const changed = written[foreground] === undefined ? background : foreground;
      refuse(["colours", scheme, changed], "contrast", message, `choose colours with at least ${LEAST_CONTRAST}:1`);
    }
    return colours;
  };

  const introductions = {
    issues: optional(fields.introductions?.issues, ["introductions", "issues"]),
    news: optional(fields.introductions?.news, ["introductions", "news"]),
    events: optional(fields.introductions?.events, ["introductions", "events"]),
  };
  const config: Config = {
    name: fields.name,
    shortName: fields.shortName ?? fields.name,
    tagline: fields.tagline,
    origin: site.origin,
    basePath: site.basePath,
    identity: fields.identity,
    language: fields.language,
    timeZone: site.timeZone,
    introduction: render(fields.introduction, ["introduction"]),
    newsletter: { name: fields.newsletter.name, issn: fields.newsletter.issn },
    publisher: publisher(),
    contacts: (fields.contacts ?? []).flatMap(contact),
    subscription: optional(fields.subscription, ["subscription"]),
    introductions,
    navigation: navigation("navigation"),
    footerNavigation: navigation("footerNavigation"),
    colophon: (fields.colophon ?? [])
      .map(({ from, text }, index) => ({ from, html: render(text, ["colophon", index, "text"]) }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
    newsBase: site.newsBase,
    embedding: fields.embedding ?? [],
    search: fields.search ?? true,
    pictures: fields.pictures ?? true,
    strictImports: fields.strictImports ?? false,
    colours: { light: palette("light"), dark: palette("dark") },
  };
  return { config, links, externalLinks, diagnostics };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
