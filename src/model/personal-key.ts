/** Query keys by which mail services tell one subscriber from another: Paloma, Mailchimp. */
const PERSONAL_KEYS = ["emailkey", "mc_eid"];

/** The query key in an address that belongs to one reader and must never be published; undefined when there is none. */
export function personalKeyIn(address: string): string | undefined {
  const query = address.replaceAll("&amp;", "&").split("?")[1] ?? "";
  return PERSONAL_KEYS.find((key) => new RegExp(`(?:^|&)${key}=`, "i").test(query));
}
