import type { Fault } from "../diagnostics.ts";
import { languageTag } from "../model/language.ts";

/** What people write instead of a language's code: its name, its code in other lists, a country's. */
const CODES: Readonly<Record<string, string>> = {
  ...coded("ar", "arabiska arabic"),
  ...coded("cs", "tjeckiska czech cz cze ces"),
  ...coded("da", "danska danish dansk dk dan"),
  ...coded("de", "tyska german deutsch ger deu"),
  ...coded("el", "grekiska greek gr gre ell"),
  ...coded("en", "engelska english eng"),
  ...coded("es", "spanska spanish spa"),
  ...coded("fa", "persiska persian farsi per fas"),
  ...coded("fi", "finska finnish suomi fin"),
  ...coded("fr", "franska french fre fra"),
  ...coded("he", "hebreiska hebrew heb"),
  ...coded("it", "italienska italian ita"),
  ...coded("ja", "japanska japanese jp jpn"),
  ...coded("nb", "norska norwegian norsk bokmål bokmal nor nob"),
  ...coded("nn", "nynorska nynorsk nno"),
  ...coded("pl", "polska polish pol"),
  ...coded("ru", "ryska russian rus"),
  ...coded("se", "nordsamiska samiska"),
  ...coded("so", "somaliska somali som"),
  ...coded("sv", "svenska swedish swe"),
  ...coded("tr", "turkiska turkish tur"),
  ...coded("uk", "ukrainska ukrainian ua ukr"),
  ...coded("zh", "kinesiska chinese cn chi zho"),
};

function coded(code: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, code]));
}

/** Why a text is not a language's code, and which one is meant. */
export function languageFault(value: string): Fault | undefined {
  const message = `"${value}" is not a language code`;
  const [first = "", ...rest] = value
    .trim()
    .toLowerCase()
    .split(/[-_\s]+/);
  const known = Object.hasOwn(CODES, first) ? CODES[first] : undefined;
  if (known === undefined && languageTag(value) !== undefined) return undefined;
  // A region of three letters, as in en-USA, has one of two.
  const parts = rest.map((part, index) => (index === 0 && /^[a-z]{3}$/.test(part) ? part.slice(0, 2) : part));
  const meant = languageTag([known ?? first, ...parts].join("-")) ?? known;
  const codes = "sv, en, fi, se, or with script or region: sr-Latn, en-GB";
  return { rule: "language", message, hint: meant === undefined ? `write ${codes}` : `write ${meant}` };
}
