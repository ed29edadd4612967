import { CORE_SCHEMA, load, Type } from "js-yaml";

/** A value that begins and ends on its line: words, a text in quotes, or a list of words in brackets. */
const VALUE = String.raw`(?:[^\s"'“”„\[\]{}|>&*!%@\u0060?#,:~-](?:(?!:(?: |$)| #)[^\t\r\u0085\u2028\u2029\ufeff])*|-?[0-9][0-9.]*|"[^"\\\t]*"|'[^'\t]*'|\[[\p{L}\p{N} ,._/-]*\])`;
/** A key that is a word, so that it is read as one everywhere. */
const KEY = `(?!(?:null|true|false|constructor|prototype|__proto__):)[A-Za-z_][A-Za-z0-9_-]*`;
/**
 * What nearly every line of content is: a key, a value, or both, a remark, or nothing. Whatever else YAML can say (anchors,
 * tags, texts of several lines …) is left to the careful reader.
 */
const PLAIN_LINE = new RegExp(`^ *(?! )(?:(?:- +)*${KEY}:(?: +${VALUE})?|(?:- +)+${VALUE}|#[^\t\r]*)?$`, "iu");

/** YAML 1.2, section 10.3.2: what is a number. js-yaml's own rules are those of 1.1, where `1_000` is one too. */
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NOT_FINITE: ReadonlyMap<string, number> = new Map(
  ["inf", "Inf", "INF"]
    .flatMap((name): [string, number][] => [
      [`.${name}`, Number.POSITIVE_INFINITY],
      [`+.${name}`, Number.POSITIVE_INFINITY],
      [`-.${name}`, Number.NEGATIVE_INFINITY],
    ])
    .concat([".nan", ".NaN", ".NAN"].map((name) => [name, Number.NaN])),
);

const number = (tag: string, isOne: (text: string) => boolean): Type =>
  new Type(`tag:yaml.org,2002:${tag}`, {
    kind: "scalar",
    resolve: (text: string | null) => text !== null && isOne(text),
    construct: (text: string) => NOT_FINITE.get(text) ?? Number(text),
  });

const SCHEMA = CORE_SCHEMA.extend({
  implicit: [
    number("int", (text) => INTEGER.test(text)),
    number("float", (text) => FLOAT.test(text) || NOT_FINITE.has(text)),
  ],
});

/**
 * Reads YAML as nearly every content file writes it, ten times as fast as the reader that knows where things stand and what
 * is wrong with them. Both read alike; a test compares them.
 * @returns undefined when the text is not plain, or has a fault: then the other reader says what it means
 */
export function readPlainYaml(text: string): { data: unknown } | undefined {
  if (!text.split("\n").every((line) => PLAIN_LINE.test(line))) return undefined;
  try {
    return { data: load(text, { schema: SCHEMA }) ?? null };
  } catch {
    return undefined;
  }
}
