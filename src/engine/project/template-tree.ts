import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../diagnostics.ts";
import { OWN_TEMPLATES } from "../../editions/web/eleventy/own-templates.ts";
import { positionOf, shownPath, templateFault } from "../../editions/web/eleventy/template-faults.ts";
import { sha256 } from "../../hash.ts";
import { memoize } from "../../memoize.ts";

/** A name in double or single quotes, or anything else, which could not be followed. */
const REFERENCE = /\{%-?\s*(?:extends|include|from|import)\s+(?:"([^"]+)"|'([^']+)'|(\S+))/g;

/** The templates of pages, each with all that it extends, includes or imports. */
export interface TemplateTree {
  /** Identifies a page's template and everything below it. */
  fingerprintOf(template: string): string;
  /** Whether a page's template, or one below it, reads a name. */
  mentions(template: string, name: string): boolean;
  /** Where a text stands in a page's template or one below it; its first line where it stands in none. */
  find(template: string, text: string): Pick<Diagnostic, "file" | "line" | "column">;
  /** References that cannot be followed, so that a change below them would go unnoticed. */
  faults(): readonly Diagnostic[];
}

interface TemplateSource {
  readonly file: string;
  readonly text: string;
}

/** @param includes the project's own folder of templates, where it has one: the first that has a name wins */
export function readTemplates(includes: string): TemplateTree {
  const faults = new Map<string, Diagnostic>();
  const fileOf = (name: string): string | undefined =>
    [join(includes, name), join(OWN_TEMPLATES, name)].find((file) => existsSync(file));

  const sources = memoize((template: string): ReadonlyMap<string, TemplateSource> => {
    const seen = new Map<string, TemplateSource>();
    const read = (name: string): void => {
      const file = fileOf(name);
      // What is missing is reported when it is rendered.
      if (file === undefined || seen.has(name)) return;
      const text = readFileSync(file, "utf8");
      seen.set(name, { file, text });
      for (const { index, 1: double, 2: single, 3: computed } of text.matchAll(REFERENCE)) {
        if (computed === undefined) read(double ?? single ?? "");
        else faults.set(`${file}:${index}`, computedName(file, text, index, computed));
      }
    };
    read(template);
    return seen;
  });
  return {
    // By name: the same templates are the same from whatever folder they are looked at.
    fingerprintOf: memoize((template) =>
      sha256([...sources(template)].flatMap(([name, { text }]) => [name, text]).join("\0")),
    ),
    mentions: (template, name) =>
      [...sources(template).values()].some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)),
    find: (template, text) => {
      const source = [...sources(template).values()].find((each) => each.text.includes(text));
      if (source) return { file: shownPath(source.file), ...positionOf(source.text, text) };
      return { file: shownPath(fileOf(template) ?? template), line: 1, column: 1 };
    },
    faults: () => [...faults.values()],
  };
}

function computedName(file: string, text: string, index: number, name: string): Diagnostic {
  const { line, column } = positionOf(text, text.slice(index));
  const message = `the template is named by ${name}, so nobody can tell which pages depend on it`;
  return templateFault(shownPath(file), line, column, message, 'write its name in quotes: {% include "name.njk" %}');
}
