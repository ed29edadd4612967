/** Texts of pictures that a person wrote. Programs write others, which help nobody who cannot see the picture. */
import { beginning } from "../core.ts";

const LONGEST = 1_000;

/** Whole texts that programs write: names of files, of cameras and of pictures without a name. */
const NAMES: readonly RegExp[] = [
  /^[^\s/][^/]{0,200}\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|hei[cf]|svg)$/i,
  /^(?:image|bild|bildobjekt|bilde|billede|kuva|grafik|afbeelding|imagen|foto|photo|picture|pic|img|dsc[nf]?|pxl|skärmavbild|skärmbild|skärmklipp|screen ?shot|unnamed|untitled|namnlös)(?:[\s_.:-]|\d|(?:kl|at|am|pm|px|copy|kopia)\b)*$/iu,
];

/** What Office says of a picture that nobody has described, in nine languages. */
const AUTOMATIC: readonly RegExp[] = [
  /^(?:en bild som (?:visar|innehåller)|et bilde som (?:viser|inneholder)|et billede,? der (?:viser|indeholder)|kuva, joka sisältää|ein bild, das|a picture containing|une image contenant|afbeelding met|imagen que contiene)(?!\p{L})/iu,
  /automatiskt genererad(?:e)? beskrivning|beskrivningen? (?:har )?genererats automatiskt|description automatically generated|automatisk gener(?:ert|eret) beskrivelse|beskrivelse (?:er )?(?:generert|genereret) automatisk|automaattisesti luotu kuvaus|kuvaus luotu automaattisesti|automatisch generierte beschreibung|description générée automatiquement|automatisch gegenereerde beschrijving|descripción generada automáticamente/iu,
  /(?:ai-generated content may be|ai-genererat innehåll kan vara|ai-generert innhold kan være|ai-genereret indhold kan være|tekoälyllä luotu sisältö voi olla|ki-generierte inhalte können)(?!\p{L})/iu,
];

/** The description of a picture; "" where only a program has written one. */
export function pictureText(alt: string): string {
  const text = beginning(alt, LONGEST)
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
  return [...NAMES, ...AUTOMATIC].some((pattern) => pattern.test(text)) ? "" : text;
}
