import type { Problem } from "../diagnostics.ts";
import type { Carried } from "./carried.ts";
import { cleanPicture } from "./clean-picture.ts";
import { readPdf } from "./pdf.ts";

/** A file as it is published, and what an editor should know of that. */
export interface PublishedFile {
  readonly bytes: Uint8Array;
  readonly problems: readonly Problem[];
}

const WORDS: Readonly<Record<Carried, string>> = {
  place: "the place where it was taken",
  name: "names",
  camera: "the camera",
  time: "the time when it was made",
  comment: "comments",
  thumbnail: "a small copy of it",
  appendix: "what follows its end (a second picture or a film)",
  other: "",
};
const AS_JPEG =
  "save it as jpg: on a Mac open it in Preview and choose File > Export, in Windows open it in Photos and choose Save as";
/** What an editor does with the pictures that an iPhone takes. */
export const FROM_HEIC = `${AS_JPEG}; on an iPhone, Settings > Camera > Formats > Most Compatible takes jpg from then on`;

/** What becomes of a file of the content when it is published: pictures are cleaned, all others stay as they are. */
export function publishedFile(name: string, bytes: Uint8Array): PublishedFile {
  const picture = cleanPicture(name, bytes);
  if (picture.kind === "clean") return { bytes: picture.bytes, problems: noteOf(picture.removed) };
  if (picture.kind === "unfit") {
    const message = `this picture is a ${picture.format}, which few browsers show and which may say where it was taken`;
    return {
      bytes,
      problems: [problem("error", "picture-kind", message, picture.format === "HEIC" ? FROM_HEIC : AS_JPEG)],
    };
  }
  if (picture.kind === "broken") {
    const message = "this picture is cut off or broken, so what it says of places and people cannot be removed";
    const hint = "copy it again from where it came, or open it and save it again";
    return { bytes, problems: [problem("error", "picture-broken", message, hint)] };
  }
  return { bytes, problems: /\.pdf$/i.test(name) ? warningsOf(bytes) : [] };
}

/** What is said of a picture whose container is whole, and its pixels are not. */
export function unreadable(): Problem {
  const message = "this picture cannot be read to its end, so it cannot be shown in the width of a telephone";
  return problem("error", "picture-broken", message, "copy it again from where it came, or open it and save it again");
}

function noteOf(removed: ReadonlySet<Carried>): Problem[] {
  if (removed.size === 0) return [];
  const kinds = (Object.keys(WORDS) as Carried[]).filter((kind) => removed.has(kind) && WORDS[kind] !== "");
  const list = kinds.map((kind) => WORDS[kind]).join(", ") || "what the program that made it wrote in it";
  return [problem("note", "picture-cleaned", `published without ${list}`, "the file here stays as it is")];
}

function warningsOf(bytes: Uint8Array): Problem[] {
  const { author, place } = readPdf(bytes);
  const rule = "document-facts";
  const hint =
    "where that should not be public, remove it from the original (in Word: File > Info > Inspect Document) and save it as pdf again";
  return [
    ...(author === undefined ? [] : [problem("warning", rule, `the document names "${author}" as its author`, hint)]),
    ...(place ? [problem("warning", rule, "the document, or a picture in it, says where it was made", hint)] : []),
  ];
}

function problem(severity: Problem["severity"], rule: string, message: string, hint: string): Problem {
  return { line: 1, column: 1, severity, rule, message, hint };
}
