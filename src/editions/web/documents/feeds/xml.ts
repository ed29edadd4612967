/** Signs that XML 1.0 cannot hold (production 2, Char), and the other control characters, which it advises against. */
const REFUSED = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
/** A text without any of this is known at a glance. */
const SUSPECT = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd]/;

/** A text as XML and calendars can hold it: no control characters, no broken pairs, and one kind of line end. */
export function clean(text: string): string {
  return SUSPECT.test(text) ? text.replace(/\r\n?/g, "\n").replace(REFUSED, "") : text;
}

/** Text between tags. */
export function escapeText(text: string): string {
  return clean(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The value of an attribute in double quotes. A reader would turn line ends and tabs into spaces. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

/** Markup as text, in the form that is neither longer nor slower to read than itself. */
export function cdata(text: string): string {
  return `<![CDATA[${clean(text).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
