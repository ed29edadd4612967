/** Query keys by which mail services identify a subscriber: Paloma, Mailchimp. */
const PERSONAL_KEY = /(?:^|[?&;#\s])(emailkey|mc_eid)=/i;

/** The key in a text or an address that belongs to one reader and must never be published; undefined when there is none. */
export function personalKeyIn(text: string): string | undefined {
  // Nearly every text is done with here.
  if (!/=|%3d/i.test(text)) return undefined;
  return PERSONAL_KEY.exec(text.replaceAll("&amp;", "&"))?.[1] ?? PERSONAL_KEY.exec(percentDecoded(text))?.[1];
}

/** Letters and digits written as `%65` read plainly; everything else as it stands. */
function percentDecoded(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
