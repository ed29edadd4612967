/** What mail programs put before the subject of a forward in many languages. "VS" is one in Danish and Norwegian. */
const FORWARD = "fwd?|fw|vb|vs|vl|wg|tr";
const FORWARDED = new RegExp(`^(?:${FORWARD}|vidarebefordrat|videresendt|doorst)\\s?:`, "iu");
/** Also before that of an answer, and servers before that of mail from outside. */
const PREFIXES = new RegExp(`^(?:(?:(?:${FORWARD}|re|sv|aw)\\s?:|\\[extern(?:al|t)?\\])\\s*)+`, "iu");

/** Whether the subject says that somebody forwarded the mail. */
export function isForwardSubject(subject: string | undefined): boolean {
  return FORWARDED.test(subject?.trim() ?? "");
}

/** The subject as its writer wrote it. */
export function withoutPrefixes(subject: string): string {
  return subject.replace(PREFIXES, "");
}
