import { type Find, type Finder, parameterNames } from "./host-rules.ts";
import { type Dialect, lettersIn, literalPattern, withoutSlash } from "./path-pattern.ts";

/**
 * How the form's field is seen. Most hosts see the query as it came, encoded by the form and perhaps before that in the address
 * that was pasted; Caddy and the preview have it decoded once.
 */
export type Encoding = "encoded" | "decoded";

/** What people catch when they copy, before and after an address. */
const SPACE = { encoded: "(?:\\+|%20|%09|%0D|%0A)", decoded: "\\s" };
/** Signs of a path other than slashes and spaces. */
const SIGN = {
  encoded: "(?:[^/?#%+&]|%(?:[14-9A-F][0-9A-F]|0[0-8BCEF]|2[124-9A-E]|3[0-9A-E]))",
  decoded: "[^/?#\\s]",
};
/** Whatever follows. Apache sees all of the query, of which the field ends before the next one. */
const REST = { encoded: "[^&]*", decoded: ".*" };

/**
 * What stands around the path in an address that somebody pasted: scheme and host, a last slash, parameters and fragment.
 * As in all patterns here, no two repetitions can take the same sign in turn: such a pattern costs the square of a long address.
 */
function aroundPath(encoding: Encoding): { before: string; after: string } {
  const [slash, colon, question, hash] = ["/", ":", "?", "#"].map((sign) => dividerPattern(sign, encoding));
  const space = SPACE[encoding];
  return {
    before: `${space}*(?:https?${colon}${slash}{2})?[^/?#%+&:\\s]*(?:${colon}[0-9]+)?`,
    after: `(?:${slash}|${space})*(?:(?:${question}|${hash})${REST[encoding]})?`,
  };
}

/** Takes the path, without a last slash, out of a pasted address, as the first group. */
export function pastedPathPattern(encoding: Encoding): string {
  const { before, after } = aroundPath(encoding);
  const slash = dividerPattern("/", encoding);
  return `^${before}(${slash}(?:(?:${slash}|${SPACE[encoding]})*${SIGN[encoding]})*)${after}$`;
}

/** A whole pasted address that is found by its path. */
export function pastedPattern({ path, below }: Pick<Find, "path" | "below">, encoding: Encoding): string {
  const { before, after } = aroundPath(encoding);
  const end = below ? `(?:${dividerPattern("/", encoding)}${REST[encoding]}|${after})` : after;
  return before + findPattern({ path }, encoding) + end;
}

/** The path of an old address, from beginning to end, as {@link pastedPathPattern} takes it out. */
export function findPattern({ path, below }: Pick<Find, "path" | "below">, encoding: Encoding): string {
  const signs = [...withoutSlash(path).normalize("NFC")].map((sign) => signPattern(sign, encoding));
  return `${signs.join("")}${below ? `(?:${dividerPattern("/", encoding)}${REST[encoding]})?` : ""}`;
}

/** A parameter in the form's field, its value as the first group. */
export function parameterPattern(name: string, encoding: Encoding): string {
  const before = ["?", "&", ";"].map((sign) => dividerPattern(sign, encoding)).join("|");
  return `(?:${before})${name}${dividerPattern("=", encoding)}([A-Za-z0-9._-]+)`;
}

/** A sign that divides an address into its parts, which only the form encodes: encoded before that, it is part of a name. */
function dividerPattern(sign: string, encoding: Encoding): string {
  const plain = literalPattern(sign, "bytes");
  return encoding === "encoded" ? `(?:${plain}|${encodeBytes(sign)})` : plain;
}

/** A sign as it is, or percent-encoded as often as it may be. */
function signPattern(sign: string, encoding: Encoding): string {
  if (/[A-Za-z0-9_.-]/.test(sign)) return literalPattern(sign, "bytes");
  if (sign === "/") return dividerPattern(sign, encoding);
  const once = lettersIn(sign).map(encodeBytes);
  const dialect: Dialect = encoding === "encoded" ? "bytes" : "characters";
  const twice = once.map((code) => code.replaceAll("%", "%25"));
  // As forms write a space.
  const plus = sign === " " ? ["\\+"] : [];
  const forms = encoding === "encoded" ? [...once, ...twice, ...plus] : once;
  return `(?:${[literalPattern(sign, dialect), ...forms].join("|")})`;
}

function encodeBytes(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/** Finds by parameters of the same names. */
export interface ParameterFinds {
  readonly names: readonly string[];
  /** The values in small letters, in the order of the names and with spaces between, and where they lead. */
  readonly targets: ReadonlyMap<string, string>;
}

/** A letter that stood at several addresses with the same parameters is found once. */
export function findsByParameters({ finds }: Finder): ParameterFinds[] {
  const groups = new Map<string, { names: readonly string[]; targets: Map<string, string> }>();
  for (const { query, to } of finds) {
    if (!query) continue;
    const names = parameterNames({ query });
    const group = groups.get(names.join()) ?? { names, targets: new Map() };
    group.targets.set(names.map((name) => query[name]?.toLowerCase()).join(" "), to);
    groups.set(names.join(), group);
  }
  return [...groups.values()];
}

export function findsByPath({ finds }: Finder): Find[] {
  return finds.filter(({ query }) => !query);
}
