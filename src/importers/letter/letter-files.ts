import { basename, extname } from "node:path";
import type { Image, Root } from "mdast";
import { beginning, publishedType, sha256 } from "../core.ts";
import type { LetterTree, Repair, SourceFile } from "../importer.ts";
import { FILES_BASE } from "../links/resolve-link.ts";
import { pictureType } from "../measure-picture.ts";
import { cleanLine, withoutQuery } from "./clean-text.ts";
import { documentTitle } from "./facts/documents.ts";
import { oneLine, plainText, replaceChildren, text } from "./tree.ts";

/** Types with known first bytes: a file that claims one of them must begin with these, as types in sources may be false. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  pdf: ["%PDF-"],
  zip: ["PK"],
  docx: ["PK"],
  xlsx: ["PK"],
  pptx: ["PK"],
  odt: ["PK"],
  ods: ["PK"],
  odp: ["PK"],
  epub: ["PK"],
  rtf: ["{\\rtf"],
};

/** Files beside an issue, named after it: `2023-09-udd-enter-1.png`. The same bytes are one file. */
export class LetterFiles {
  readonly files = new Map<string, Uint8Array>();
  readonly #issueName: string;
  readonly #names = new Map<string, string>();

  constructor(issueName: string) {
    this.#issueName = issueName;
  }

  add(bytes: Uint8Array, type: string): string {
    const digest = `${sha256(bytes)}.${type}`;
    const known = this.#names.get(digest);
    if (known !== undefined) return known;
    const name = `${this.#issueName}-${this.files.size + 1}.${type}`;
    this.files.set(name, bytes);
    this.#names.set(digest, name);
    return name;
  }
}

/** Makes files of the pictures in a tree. One that cannot be shown is replaced by its description, and reported. */
export function placePictures(
  root: Root,
  pictures: LetterTree["pictures"],
  files: LetterFiles,
): { names: ReadonlyMap<string, string>; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const names = new Map<string, string>();
  replaceChildren(root, (child) => {
    if (child.type !== "image") return [child];
    const picture = pictures.get(child.url);
    const type = picture && pictureType(picture.bytes);
    if (picture && type) {
      const name = files.add(picture.bytes, type);
      names.set(child.url, name);
      child.url = name;
      return [child];
    }
    repairs.push({ rule: "picture-missing", about: picture?.name || child.alt || child.url, ...found(child) });
    return child.alt ? [text(child.alt)] : [];
  });
  return { names, repairs };
}

function found({ alt }: Image): Pick<Repair, "find"> {
  return alt ? { find: alt } : {};
}

export interface AttachedDocument {
  readonly title: string;
  readonly file: string;
}

/**
 * Makes files of what the letter links to beside itself. A link to a file that may not be published, or that did not come with the
 * letter, is replaced by its text, and reported.
 */
export function placeLinkedFiles(
  root: Root,
  sources: ReadonlyMap<string, SourceFile>,
  files: LetterFiles,
): { documents: AttachedDocument[]; repairs: Repair[] } {
  const documents: AttachedDocument[] = [];
  const repairs: Repair[] = [];
  const byAddress = new Map(
    [...sources].flatMap(([reference, file]) => addressesOf(reference).map((url) => [url, file])),
  );
  replaceChildren(root, (child) => {
    if (child.type !== "link" || !child.url.startsWith(FILES_BASE)) return [child];
    const file = byAddress.get(child.url.replace(/[?#].*$/s, ""));
    const type = file && typeOf(file);
    if (file === undefined || type === undefined) {
      const words = plainText(child).slice(0, 80);
      const about = child.url.slice(FILES_BASE.length);
      if (words !== "") repairs.push({ rule: "link-lost", about, find: words });
      return child.children;
    }
    child.url = files.add(file.bytes, type);
    documents.push({ title: documentTitle(plainText(child)) || withoutQuery(file.name), file: child.url });
    return [child];
  });
  return { documents, repairs };
}

function addressesOf(reference: string): string[] {
  return URL.canParse(reference, FILES_BASE) ? [new URL(reference, FILES_BASE).href.replace(/[?#].*$/s, "")] : [];
}

/** The type of a file, if it may be published beside a letter. */
function typeOf({ name, bytes }: SourceFile): string | undefined {
  const type = pictureType(bytes) ?? publishedType(name, bytes);
  return type !== undefined && isWhatItSays(bytes, type) ? type : undefined;
}

/** Makes files of attachments. Refuses what may not be published beside letters: a browser could run it. */
export function placeAttachments(
  attachments: readonly SourceFile[],
  files: LetterFiles,
): { documents: AttachedDocument[]; repairs: Repair[] } {
  const documents: AttachedDocument[] = [];
  const repairs: Repair[] = [];
  for (const { name, bytes } of attachments) {
    const plain = beginning(withoutQuery(oneLine(cleanLine(basename(name.replaceAll("\\", "/"))))), 200);
    const type = typeOf({ name: plain, bytes });
    if (type === undefined) {
      repairs.push({ rule: "attachment-refused", about: plain || name.slice(0, 200) });
      continue;
    }
    const title = plain
      .slice(0, plain.length - extname(plain).length)
      .replaceAll("_", " ")
      .trim();
    documents.push({ title: title || plain || type, file: files.add(bytes, type) });
  }
  return { documents, repairs };
}

function isWhatItSays(bytes: Uint8Array, type: string): boolean {
  const signatures = Object.hasOwn(SIGNATURES, type) ? SIGNATURES[type] : undefined;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_024)).toString("latin1");
  return signatures === undefined || signatures.some((signature) => head.includes(signature));
}
