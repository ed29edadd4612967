/** What the search page shows of a text: plain functions of what Pagefind hands over. */
import { describe, expect, test } from "vitest";
import { type Excerpt, excerptsOf } from "../../src/search-page/excerpt.ts";
import type { Anchor, HitText } from "../../src/search-page/hits.ts";

/** A text with headings written as `# Heading.`, `|` before its facts and hits as `*word*`, in the form that Pagefind gives it. */
function textOf(marked: string): HitText {
  const words = marked.split(/\s+/).filter((word) => word !== "#" && word !== "|");
  const anchors: Anchor[] = [];
  let location = 0;
  for (const part of marked.split(/(# [^.]+\.|\|)/)) {
    const title = /^# ([^.]+)\./.exec(part)?.[1]?.replaceAll("*", "");
    if (title) anchors.push({ element: "h2", id: `h${anchors.length}`, text: title, location });
    if (part === "|") anchors.push({ element: "h2", id: "_facts", text: "", location });
    location += part.split(/\s+/).filter((word) => word && word !== "#" && word !== "|").length;
  }
  const hits = words.flatMap((word, place) => (word.includes("*") ? [place] : []));
  const starts = [undefined, ...anchors];
  const sections = starts.flatMap((anchor, index) => {
    const [start, end] = [anchor?.location ?? 0, starts[index + 1]?.location ?? words.length];
    const own = hits.filter((hit) => hit >= start && hit < end);
    return own.length === 0
      ? []
      : [
          {
            title: anchor?.text ?? "",
            url: `/#${anchor?.id}`,
            ...(anchor && { anchor }),
            weighted_locations: own.map((place) => ({ location: place, balanced_score: 1 })),
          },
        ];
  });
  const content = words.join(" ").replaceAll("*", "");
  return { url: "/", content, meta: {}, anchors, sub_results: sections };
}

const written = (pieces: Excerpt["sentence"]): string =>
  pieces.map(({ text, isHit }) => (isHit ? `*${text}*` : text)).join("");
const shown = (text: string): string[] =>
  excerptsOf(textOf(text), "Uppgifter").map(
    ({ section, sentence }) => (section ? `${written(section.title)} (${section.url}): ` : "") + written(sentence),
  );
const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `ord${from + index}`).join(" ");

describe("what is shown of a text", () => {
  test.each<[string, string, string[]]>([
    ["the sentence", "Före. Här är *ordet*, mitt i. Efter.", ["Här är *ordet*, mitt i."]],
    ["signs around a hit are no part of it", "Ja (”*ordet*”)! Nej.", ["Ja (”*ordet*”)!"]],
    ["the sentence with most hits", "Ett *a* här. Två *a* och *b* här.", ["Två *a* och *b* här."]],
    ["a text that begins with a hit", "*Ord* först i texten", ["*Ord* först i texten"]],
    [
      "the section, with its heading",
      "Inledning. # Om oss. Vi *finns* här. # Annat. Nej.",
      ["Om oss (/#h0): Vi *finns* här."],
    ],
    ["a hit in a heading", "# Om *oss*. Vi finns här. Ja.", ["Om *oss* (/#h0): Vi finns här."]],
    ["a heading without text", "# Om *oss*. # Annat. Nej.", ["Om *oss* (/#h0): "]],
    ["never beyond its section", "*slutar utan punkt # Nästa. Text.", ["*slutar* utan punkt"]],
    [
      "the two best of many sections, in reading order",
      "# A. Ett *x*. # B. Två *x* *x*. # C. Tre *x* *x*.",
      ["B (/#h1): Två *x* *x*.", "C (/#h2): Tre *x* *x*."],
    ],
    [
      "the facts, whose heading is no word of the text",
      "Ett *x*. | Cilla *Prov*. Odling.",
      ["Ett *x*.", "Uppgifter (/#_facts): Cilla *Prov*."],
    ],
    ["a text that ends where its facts begin", "Ett *x* | Cilla.", ["Ett *x*"]],
    ["without hits the beginning", "Första meningen. Andra. # Rubrik. Nej.", ["Första meningen. Andra."]],
    ["nothing of a text without words", "", [""]],
  ])("%s", (_name, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test("long sentences are cut around the hit, with dots", () => {
    const [excerpt = ""] = shown(`Innan. ${numbers(1, 40)} *hit* ${numbers(41, 90)}.`);
    expect(excerpt).toBe(`… ${numbers(27, 40)} *hit* ${numbers(41, 64)} …`);
    const [beginning = ""] = shown(numbers(1, 90));
    expect(beginning).toBe(`${numbers(1, 30)} …`);
  });
});
