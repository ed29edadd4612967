import { letterFault } from "../../checks/budgets.ts";
import { leadsNowhere, type PageFault } from "../../checks/built-pages.ts";
import { hrefOf } from "../../config.ts";
import type { Diagnostic } from "../../diagnostics.ts";
import { templateFault } from "../../editions/web/eleventy/template-faults.ts";
import type { Archive, Publication } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { isLenient } from "../../model/is-lenient.ts";
import { builtAddresses } from "../plan/site-map.ts";
import type { Survey } from "../plan/survey.ts";
import type { TemplateTree } from "../project/template-tree.ts";
import type { ProjectPage } from "./project-files.ts";
import type { RenderedPage } from "./render-pages.ts";

/** Says at the first line of which template the cause must be looked for, where it stands in none. */
const ELSEWHERE = "remove it from the template, or from what .eleventy.ts does to the page";

/**
 * Faults of the finished pages: what only a template can have caused is reported at the template, anything else on a
 * publication's page at its file.
 * @param owners the publication at each address
 */
export function pageFaults(
  pages: readonly RenderedPage[],
  project: readonly ProjectPage[],
  owners: ReadonlyMap<string, Publication>,
  survey: Survey,
  templates: TemplateTree,
): Diagnostic[] {
  const lost = lostLinks([...pages, ...project], survey);
  const allOf = ({ faults, links }: Pick<RenderedPage, "faults" | "links">): PageFault[] => [
    ...faults,
    ...links.flatMap((link) => lost.get(link) ?? []),
  ];
  const ofPages = pages.flatMap((page): Diagnostic[] => {
    const owner = owners.get(page.address);
    const file = owner?.file;
    // Dead links of imported letters are warnings, and reported before.
    const isQuiet = owner !== undefined && isLenient(owner, survey.edition.config);
    const found = allOf(page).filter(({ isLink }) => !(isQuiet && isLink));
    const faults = found.map(({ message, trace, isForbidden }) => {
      if (file === undefined || isForbidden) {
        const { file: template, line, column } = templates.find(page.template, trace);
        return templateFault(template, line, column, `on the finished page ${message}`, ELSEWHERE);
      }
      return textFault(file, message);
    });
    return page.overweight && file !== undefined
      ? [...faults, letterFault(file, page.address, page.overweight)]
      : faults;
  });
  const ofProject = project.flatMap((page) =>
    allOf(page).map(({ message }) => templateFault(page.template, 1, 1, `on the finished page ${message}`)),
  );
  return distinct([...ofPages, ...ofProject]);
}

/** The publication at each address, earlier versions of texts among them. */
export function ownersOf(archive: Archive): Map<string, Publication> {
  const versions = [...archive.ledger.earlier.values()].flat().map(({ publication }) => publication);
  return new Map([...publications(archive), ...versions].map((publication) => [publication.address, publication]));
}

function textFault(file: string, fault: string): Diagnostic {
  const message = `on the finished page ${fault}`;
  const hint = "look for something unusual in the text, such as a footnote in a footnote";
  return { file, line: 1, column: 1, severity: "error", rule: "page", message, hint };
}

/** A template's fault is on all of its pages. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [
    ...new Map(diagnostics.map((one) => [[one.file, one.line, one.column, one.message].join("\0"), one])).values(),
  ];
}

/** The addresses that pages lead to and that are not there, each with its fault. */
function lostLinks(pages: readonly Pick<RenderedPage, "links">[], survey: Survey): Map<string, PageFault> {
  const lost = new Set(pages.flatMap(({ links }) => links));
  for (const address of builtAddresses(survey.map)) lost.delete(address);
  return new Map(Array.from(lost, (address) => [address, leadsNowhere(hrefOf(survey.edition.config, address))]));
}
