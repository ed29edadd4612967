import { basename, join, relative } from "node:path";
import type { TextFile } from "../../editions/web/documents/host-files.ts";
import { textDocument, type WebDocument } from "../../editions/web/documents/web-document.ts";
import { ChangedError } from "../../files/changed-error.ts";
import { isSettled, signatureOf } from "../../files/file-signature.ts";
import { readRegular } from "../../files/regular-file.ts";
import { sha256 } from "../../hash.ts";
import { ledgerPath } from "../../ledger/event.ts";
import { CLEANING } from "../../metadata/clean-picture.ts";
import { type PublishedFile, publishedFile } from "../../metadata/published-file.ts";
import type { Archive, Attachment } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { fileOfAddress } from "../../model/permalink.ts";
import { filesBelow, ROOT } from "../../program.mjs";

const PUBLIC = join(ROOT, "public");

/** The files of public/, which are copied as they are. */
export function publicFiles(): Attachment[] {
  return filesBelow(PUBLIC)
    .filter((file) => !basename(file).startsWith("."))
    .map((file) => ({ file, address: `/${relative(PUBLIC, file).replaceAll("\\", "/")}`, bytes: 0 }));
}

/** Every file that texts refer to, as they are and as they were. */
export function attachmentsOf(archive: Archive): Attachment[] {
  const { earlier, withdrawn } = archive.ledger;
  const isWithdrawn = new Set(withdrawn.map(({ address }) => address));
  // What a text said once is not changed any more when a picture in it is withdrawn.
  const old = [...earlier.values()]
    .flatMap((versions) => versions.flatMap(({ publication }) => publication.attachments))
    .filter(({ address }) => !isWithdrawn.has(ledgerPath(address)));
  return [...old, ...publications(archive).flatMap(({ attachments }) => attachments)];
}

/** A file that is not a page. */
export interface OtherFile extends WebDocument {
  /** The content file that asks for it, where one does. */
  readonly owner?: string;
  /** Where a page of the project stands: `/om/`. */
  readonly address?: string;
  /** Whether search engines should know that page. */
  readonly listed?: boolean;
  /** Its bytes with what an editor should know of them, for a file of the content. Reads the file. */
  publish?(): PublishedFile;
}

/**
 * Everything of the site but its pages. A file of content/files takes the place of one that is generated or lies in public/, such
 * as favicon.svg or robots.txt.
 */
export function otherFiles(
  stylesheets: readonly TextFile[],
  documents: readonly WebDocument[],
  own: readonly OtherFile[],
  copied: {
    readonly public: readonly Attachment[];
    readonly attachments: readonly Attachment[];
    readonly files: readonly Attachment[];
  },
): OtherFile[] {
  const owned = (attachment: Attachment): OtherFile => ({ ...cleanCopy(attachment), owner: attachment.file });
  const replaced = new Set(copied.files.map(({ address }) => fileOfAddress(address)));
  const replaceable = [...documents, ...copied.public.map(copy)];
  // Two texts may show the same picture at one address each, and one text the same picture twice.
  const attachments = new Map(copied.attachments.map((attachment) => [attachment.address, owned(attachment)]));
  return [
    ...replaceable.filter(({ path }) => !replaced.has(path)),
    ...stylesheets.map(({ path, text }) => textDocument(path, text)),
    ...copied.files.map(owned),
    ...attachments.values(),
    ...own,
  ];
}

/** A copy of a file of the content, without what a picture says besides what it shows. */
function cleanCopy(attachment: Attachment): OtherFile {
  const { path, fingerprint, read } = copyOf(attachment);
  const publish = (): PublishedFile => publishedFile(attachment.file, read());
  return { path, fingerprint: `${CLEANING}:${fingerprint}`, publish, make: () => publish().bytes };
}

function copy(attachment: Attachment): OtherFile {
  const { path, fingerprint, read } = copyOf(attachment);
  return { path, fingerprint, make: read };
}

/**
 * Documents and pictures may be gigabytes: a file's bytes are identified by its signature, and hashed only where it was changed a
 * moment ago.
 * @returns `read` throws a {@link ChangedError} when the bytes are not those of the fingerprint
 */
function copyOf({ address, file }: Attachment): { path: string; fingerprint: string; read: () => Uint8Array } {
  const isFresh = !isSettled(signatureOf(file), Date.now());
  const fingerprintNow = (): string => (isFresh ? sha256(readRegular(file)) : signatureOf(file));
  const fingerprint = fingerprintNow();
  const read = (): Uint8Array => {
    const bytes = readRegular(file);
    if (fingerprintNow() !== fingerprint) throw new ChangedError(file);
    return bytes;
  };
  return { path: fileOfAddress(address), fingerprint, read };
}
