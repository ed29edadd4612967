/** Our own rendering: attributes in double quotes, and every quote in a text escaped. So this matches attributes only. */
const REFERENCE = / (?:(href|src|srcset)="([^"]*)"|(?:id|aria-labelledby|aria-describedby)="[^"]*")/g;

/**
 * A rendered text as it can stand anywhere: whole addresses, and its notes and headings on its own page. Ids are left out, as
 * they would meet those of other texts in the reader's window.
 * @param page the whole address of the page that the text stands on
 */
export function absoluteHtml(html: string, page: string): string {
  const { origin } = new URL(page);
  const absolute = (reference: string): string => {
    if (reference.startsWith("#")) return page + reference;
    if (/^\/(?!\/)/.test(reference)) return origin + reference;
    return /^[a-z][a-z0-9+.-]*:/i.test(reference) ? reference : new URL(reference, page).href;
  };
  return html.replace(REFERENCE, (_whole, name?: string, value = "") => {
    if (name === undefined) return "";
    if (name !== "srcset") return ` ${name}="${absolute(value)}"`;
    const pictures = value.split(/,\s+/).map((picture: string) => picture.trim().replace(/^\S+/, absolute));
    return ` srcset="${pictures.join(", ")}"`;
  });
}
