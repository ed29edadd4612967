/** "0243-24 80 00", "+46 243 24 80 00", "(020) 7946 0958", "1177": digits in groups with a space or hyphen between. */
const SHAPE = /^(?!\(?00)(?:\+[1-9]\d*|\(0\d+\)|\d+)(?:[ \u00a0-]\d+)*$/;
/** E.164 allows 15 digits with the country's, and no number that reaches a person from abroad has fewer than 7. */
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;
/** "112", "1177", "114 14": numbers that are the same all over a country have no 0 first. */
const MOST_DIGITS_OF_SHORT = 6;
const FEWEST_DIGITS_OF_SHORT = 3;

/**
 * The country codes (ITU-T E.164) of time zones where national numbers begin with a 0 that is left out after the country code. A
 * country that is not here gets links for international numbers only: nothing is guessed.
 */
const COUNTRY_CODES: Readonly<Record<string, string>> = {
  "Europe/Stockholm": "46",
  "Europe/Helsinki": "358",
  "Europe/Mariehamn": "358",
  "Europe/London": "44",
  "Europe/Dublin": "353",
  "Europe/Berlin": "49",
};

/** Whether a text is a phone number: international, national with its first 0, or a short number. */
export function isPhone(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const { length } = digitsOf(text);
  if (/^(?:\+|\(?0)/.test(text)) return length >= FEWEST_DIGITS && length <= MOST_DIGITS;
  return length >= FEWEST_DIGITS_OF_SHORT && length <= MOST_DIGITS_OF_SHORT;
}

/**
 * The address that dials a number: `tel:+46243248000` (RFC 3966, section 5.1.4, a global number without visual separators).
 * @param timeZone IANA name, which decides the country of a national number
 * @returns undefined for a number that cannot be dialled from everywhere: a short one, or one of an unknown country
 */
export function phoneAddress(phone: string, timeZone: string): string | undefined {
  const digits = digitsOf(phone);
  if (phone.startsWith("+")) return `tel:+${digits}`;
  const country = Object.hasOwn(COUNTRY_CODES, timeZone) ? COUNTRY_CODES[timeZone] : undefined;
  return country !== undefined && digits.startsWith("0") ? `tel:+${country}${digits.slice(1)}` : undefined;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}
