import { basename, join, relative } from "node:path";
import type { Diagnostic } from "../diagnostics.ts";
import type { TextFile } from "../editions/web/documents/host-files.ts";
import type { Archive, Attachment } from "../model/archive.ts";
import { publications } from "../model/indexes.ts";
import { addressKey, fileOfAddress } from "../model/permalink.ts";
import { filesBelow } from "./program.ts";

const PUBLIC = join(import.meta.dirname, "../../public");
const STYLESHEET = "assets/site.css";

/** The files of public/, which are copied as they are. */
export function publicFiles(): Attachment[] {
  return filesBelow(PUBLIC)
    .filter((file) => !basename(file).startsWith("."))
    .map((file) => ({ file, address: `/${relative(PUBLIC, file).replaceAll("\\", "/")}`, bytes: 0 }));
}

/** Every file that texts refer to. */
export function attachmentsOf(archive: Archive): Attachment[] {
  return publications(archive).flatMap(({ body, documents }) => [
    ...body.attachments,
    ...documents.flatMap(({ file }) => file ?? []),
  ]);
}

/** A file that is not a page: its text, or the file it is a copy of. */
export interface OtherFile {
  readonly path: string;
  readonly content: { readonly text: string } | { readonly copyOf: string };
}

/**
 * Everything of the site but its pages. A file of content/files takes the place of one of ours with the same name, but
 * never that of a page, of the stylesheet or of a file that a text refers to.
 */
export function otherFiles(
  pages: readonly string[],
  stylesheet: string,
  documents: readonly TextFile[],
  copied: {
    readonly public: readonly Attachment[];
    readonly attachments: readonly Attachment[];
    readonly files: readonly Attachment[];
  },
): { files: OtherFile[]; diagnostics: Diagnostic[] } {
  const files = new Map<string, OtherFile>();
  const put = (path: string, content: OtherFile["content"]): void => {
    files.set(addressKey(path), { path, content });
  };
  const copy = ({ address, file }: Attachment): void => put(fileOfAddress(address), { copyOf: file });
  for (const { path, text } of documents) put(path, { text });
  copied.public.forEach(copy);
  copied.files.forEach(copy);
  put(STYLESHEET, { text: stylesheet });
  copied.attachments.forEach(copy);
  const attachments = copied.attachments.map(({ address }) => fileOfAddress(address));
  const diagnostics = replacements(copied.files, [STYLESHEET, ...pages, ...attachments]);
  return { files: [...files.values()], diagnostics };
}

/** Files of the editor's that would stand where something of ours must, or where a folder of ours must. */
function replacements(files: readonly Attachment[], taken: readonly string[]): Diagnostic[] {
  const ours = new Map<string, string>();
  for (const path of taken) {
    const parts = addressKey(path).split("/");
    for (let length = 1; length <= parts.length; length += 1) {
      const place = parts.slice(0, length).join("/");
      if (!ours.has(place)) ours.set(place, path);
    }
  }
  return files.flatMap(({ file, address }) => {
    const path = ours.get(addressKey(fileOfAddress(address)));
    if (path === undefined) return [];
    const message = `this file would take the place of /${path}`;
    const hint = "give it another name or folder";
    return [{ file, line: 1, column: 1, severity: "error" as const, rule: "duplicate-address", message, hint }];
  });
}
