/**
 * Merge tags: placeholders that a mail service replaces by the name of the reader or by an address. Web versions and exports may
 * hold them unreplaced. Anything between `*|…|*`, `{{…}}` and `%%…%%` is a tag; text in other brackets is one only with names that
 * services use.
 */

/** Names in brackets that are written in prose too: `[FNAME]`, `%EMAIL%`. */
const NAMES = [
  "f?name",
  "l?name",
  "first[ _-]?name",
  "last[ _-]?name",
  "full[ _-]?name",
  "förnamn",
  "efternamn",
  "namn",
  "e-?mail(?:[ _-]?address)?",
  "e-?post(?:adress)?",
  "company",
  "företag",
  "unsubscribe(?:[ _-]?(?:url|link))?",
  "avregistrera(?:[ _-]?länk)?",
  "web[ _-]?version",
  "view[ _-]?in[ _-]?browser",
  "current[ _-]?(?:year|date)",
  "subscriber[.\\w]{0,40}",
  "contact[.\\w]{1,40}",
].join("|");

/** Keywords of template languages (`{% if … %}`). Other text between `{%` and `%}`, as `{% rabatt %}`, is kept. */
const ORDERS =
  "if|elif|elsif|else|endif|unless|endunless|for|endfor|case|when|endcase|assign|capture|endcapture|set|include|render|block|endblock|extends|comment|endcomment|raw|endraw|layout|form|unsubscribe|view_in_browser|web_view|manage_preferences|current_year";

const TAGS: readonly RegExp[] = [
  /\*\|[^|\n]{1,200}\|\*/gu,
  /\{\{\{?[^{}\n]{0,200}\}?\}\}/gu,
  /%%[^%\s][^%\n]{0,80}%%/gu,
  new RegExp(`\\{%-?\\s{0,5}(?:${ORDERS})\\b[^%\\n]{0,200}%\\}`, "giu"),
  new RegExp(`\\[(?:${NAMES})(?:,\\s?fallback=[^\\]\\n]{0,40})?\\]`, "giu"),
  new RegExp(`(?<![\\w%])%(?:${NAMES})%(?![\\w%])`, "giu"),
  new RegExp(`<<(?:${NAMES})>>|<%=?\\s{0,5}(?:${NAMES})\\s{0,5}%>|##(?:${NAMES})##`, "giu"),
];

/** Time: most texts have none of these characters, and need no other pattern. */
const BEGINNING = /\*\||\{[{%]|%|\[|<<|<%|##/;

/** Replaces a tag until the spaces around it have been removed. */
const GAP = "\uE000";
/** `Text <*|ARCHIVE|*>`: the brackets only held the address. */
const HELD_GAP = /[<([]\uE000[>)\]]/gu;

/** The text without merge tags, and without the spaces that they leave: "Hej *|FNAME|*!" becomes "Hej!". */
export function withoutMergeTags(text: string): string {
  if (!BEGINNING.test(text)) return text;
  let current = text;
  for (const tag of TAGS) current = current.replace(tag, GAP);
  return current === text ? text : closeGaps(current.replace(HELD_GAP, GAP));
}

/** Whether an address is a merge tag, or holds one, and so leads nowhere. */
export function hasMergeTag(address: string): boolean {
  const readable = address.replace(/%7B/gi, "{").replace(/%7D/gi, "}").replace(/%7C/gi, "|").replace(/%20/g, " ");
  return TAGS.slice(0, 3).some((tag) => readable.search(tag) !== -1) || withoutMergeTags(readable) !== readable;
}

function closeGaps(text: string): string {
  const closed: string[] = [];
  let end = "";
  for (const [index, part] of text.split(GAP).entries()) {
    const isLoose = /^(?:[\s!,.?:;)]|$)/u.test(part);
    if (index > 0 && isLoose) closed.push((closed.pop() ?? "").replace(/ {1,3}$/, ""));
    const follows = index > 0 && !isLoose && (end === "" || end.endsWith(" "));
    closed.push(follows ? part.replace(/^ /, "") : part);
    end = closed.at(-1) ?? "";
  }
  return closed.join("");
}
