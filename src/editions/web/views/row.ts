import type { Config } from "../../../config.ts";
import type { Publication } from "../../../model/archive.ts";
import type { Link, Row } from "../view.ts";

/** What lists show of a publication; made once for each. */
export type RowOf = (publication: Publication) => Row;

export function createRows(config: Config): RowOf {
  const rows = new WeakMap<Publication, Row>();
  return (publication) => {
    const row = rows.get(publication) ?? rowOf(publication, config);
    rows.set(publication, row);
    return row;
  };
}

function rowOf(publication: Publication, config: Config): Row {
  const { kind, address, title, heading, date, draft, held, summary } = publication;
  const lang = foreignLanguage(publication, config);
  return {
    kind,
    address,
    title,
    heading,
    ...(date && { date }),
    draft,
    held,
    // How a text begins may have to be read, and most have a summary.
    text: summary ?? publication.excerpt,
    ...(lang && { lang }),
  };
}

/** A link to a text, in the text's language. */
export function textLink(publication: Pick<Publication, "address" | "language">, title: string, config: Config): Link {
  const lang = foreignLanguage(publication, config);
  return { title, address: publication.address, ...(lang && { lang }) };
}

/** The language of a text where it is not that of the site. */
export function foreignLanguage({ language }: Pick<Publication, "language">, config: Config): string | undefined {
  return language === config.language ? undefined : language;
}

/** What a page is about, for search engines and link previews. */
export function describe(publication: Publication): string {
  return publication.summary ?? (publication.excerpt || publication.title);
}

/** The machine-readable date when a text last changed. */
export function lastChange({ updated, corrections, date }: Publication): string | undefined {
  const corrected = corrections[0]?.date;
  return corrected !== undefined && corrected > (updated ?? "") ? corrected : (updated ?? date);
}
