import { basename, join, relative } from "node:path";
import type { TextFile } from "../editions/web/documents/host-files.ts";
import type { Archive, Attachment } from "../model/archive.ts";
import { publications } from "../model/indexes.ts";
import { fileOfAddress } from "../model/permalink.ts";
import { filesBelow, ROOT } from "../program.mjs";

const PUBLIC = join(ROOT, "public");

/** The files of public/, which are copied as they are. */
export function publicFiles(): Attachment[] {
  return filesBelow(PUBLIC)
    .filter((file) => !basename(file).startsWith("."))
    .map((file) => ({ file, address: `/${relative(PUBLIC, file).replaceAll("\\", "/")}`, bytes: 0 }));
}

/** Every file that texts refer to. */
export function attachmentsOf(archive: Archive): Attachment[] {
  return publications(archive).flatMap(({ attachments }) => attachments);
}

/** A file that is not a page: its text, or the file it is a copy of. */
export interface OtherFile {
  readonly path: string;
  readonly content: { readonly text: string } | { readonly copyOf: string };
  /** The content file that asks for it, where one does. */
  readonly owner?: string;
}

/**
 * Everything of the site but its pages. A file of content/files takes the place of one that is made by itself or lies in
 * public/, such as favicon.svg or robots.txt.
 */
export function otherFiles(
  stylesheets: readonly TextFile[],
  documents: readonly TextFile[],
  copied: {
    readonly public: readonly Attachment[];
    readonly attachments: readonly Attachment[];
    readonly files: readonly Attachment[];
  },
): OtherFile[] {
  const copy = ({ address, file }: Attachment): OtherFile => ({
    path: fileOfAddress(address),
    content: { copyOf: file },
  });
  const owned = (attachment: Attachment): OtherFile => ({ ...copy(attachment), owner: attachment.file });
  const made = ({ path, text }: TextFile): OtherFile => ({ path, content: { text } });
  const replaced = new Set(copied.files.map(({ address }) => fileOfAddress(address)));
  const replaceable = [...documents.map(made), ...copied.public.map(copy)];
  // Two texts may show the same picture at one address each, and one text the same picture twice.
  const attachments = new Map(copied.attachments.map((attachment) => [attachment.address, owned(attachment)]));
  return [
    ...replaceable.filter(({ path }) => !replaced.has(path)),
    ...stylesheets.map(made),
    ...copied.files.map(owned),
    ...attachments.values(),
  ];
}
