import { basename, join, relative } from "node:path";
import type { TextFile } from "../../editions/web/documents/host-files.ts";
import { textDocument, type WebDocument } from "../../editions/web/documents/web-document.ts";
import { ChangedError } from "../../files/changed-error.ts";
import { isSettled, signatureOf } from "../../files/file-signature.ts";
import { readRegular } from "../../files/regular-file.ts";
import { sha256 } from "../../hash.ts";
import { ledgerPath } from "../../ledger/event.ts";
import { CLEANING } from "../../metadata/clean-picture.ts";
import { type PublishedFile, publishedFile, unreadable } from "../../metadata/published-file.ts";
import type { Archive, Attachment } from "../../model/archive.ts";
import { publications } from "../../model/indexes.ts";
import { fileOfAddress } from "../../model/permalink.ts";
import { makeRendition, scaling } from "../../pictures/make-rendition.ts";
import { renditionAddress, STEPS, type Step } from "../../pictures/renditions.ts";
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
  publish?(): Promise<PublishedFile>;
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
  const owned = (attachment: Attachment): OtherFile[] =>
    [cleanCopy(attachment), ...renditions(attachment)].map((file) => ({ ...file, owner: attachment.file }));
  const replaced = new Set(copied.files.map(({ address }) => fileOfAddress(address)));
  const replaceable = [...documents, ...copied.public.map(copy)];
  // Two texts may show the same picture at one address each, and one text the same picture twice.
  const attachments = new Map(copied.attachments.flatMap(owned).map((file) => [file.path, file]));
  return [
    ...replaceable.filter(({ path }) => !replaced.has(path)),
    ...stylesheets.map(({ path, text }) => textDocument(path, text)),
    ...copied.files.flatMap(owned),
    ...attachments.values(),
    ...own,
  ];
}

/** A copy of a file of the content, without what a picture says besides what it shows. */
function cleanCopy(attachment: Attachment): OtherFile {
  const { path, fingerprint, read } = copyOf(attachment);
  const published = (): PublishedFile => publishedFile(attachment.file, read());
  const publish = async (): Promise<PublishedFile> => published();
  return { path, fingerprint: `${CLEANING}:${fingerprint}`, publish, make: () => published().bytes };
}

/** The narrower forms of a picture, made of what is published of it. They depend on its bytes, wherever and since when it lies there. */
function renditions({ file, address, renditions: found }: Attachment): OtherFile[] {
  if (!found) return [];
  const publish = async (step: Step): Promise<PublishedFile> => {
    const original = readRegular(file);
    if (sha256(original) !== found.sha256) throw new ChangedError(file);
    const { bytes, problems } = publishedFile(file, original);
    // What is wrong with the original is reported with it.
    if (problems.some(({ severity }) => severity === "error")) return { bytes, problems: [] };
    const made = await makeRendition(bytes, step);
    return made ? { bytes: made, problems: [] } : { bytes, problems: [unreadable()] };
  };
  return STEPS.filter((step) => found.steps.includes(step)).map((step, index) => ({
    path: fileOfAddress(renditionAddress(address, step)),
    fingerprint: sha256([CLEANING, scaling(), found.sha256, step].join("\n")),
    make: async () => (await publish(step)).bytes,
    // Whether the picture can be read to its end is seen in the narrowest: a check makes no other.
    ...(index === 0 && { publish: () => publish(step) }),
  }));
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
