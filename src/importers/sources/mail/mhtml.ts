/** A page as Chrome, Edge and old Internet Explorer save it in one file: a mail message with the page and its pictures as parts. */
import type { SourceFile } from "../../importer.ts";
import { decodeHtml } from "../decode.ts";
import { collectFiles, referencesInHtml } from "../references.ts";
import { type Part, readMessage } from "./mime.ts";
import { partFinder } from "./part-finder.ts";

export interface SavedPage {
  readonly html: string;
  /** The address that it was saved from. */
  readonly address: string | undefined;
  readonly title: string | undefined;
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** Whether a file begins as a saved page does: Chrome names the address, Internet Explorer itself. */
export function isMhtml(head: Uint8Array): boolean {
  const [header = ""] = Buffer.from(head)
    .toString("latin1")
    .split(/\r?\n\r?\n/, 1);
  if (!/^content-type[ \t]*:\s*multipart\/related\b/im.test(header)) return false;
  return /^snapshot-content-location[ \t]*:/im.test(header) || /^from[ \t]*:\s*"?<?saved by\b/im.test(header);
}

/** @throws {ImportLimitError} @throws when there is no page in it */
export async function readMhtml(bytes: Uint8Array): Promise<SavedPage> {
  const { email, root } = await readMessage(bytes);
  const parts = leaves(root);
  const page = parts.find(({ type }) => type === "text/html" || type === "application/xhtml+xml");
  if (!page) throw new Error("there is no page in the file");
  const html = decodeHtml(page.bytes, page.charset);
  const address = email.headers.find(({ key }) => key === "snapshot-content-location")?.value ?? page.location;
  const resources = parts.map((part) => ({
    part,
    file: { name: part.name ?? nameIn(part.location), bytes: part.bytes, type: part.type },
  }));
  const files = collectFiles(referencesInHtml(html), partFinder(resources, page.location ?? address));
  return { html, address: address && /^https?:/i.test(address) ? address : undefined, title: email.subject, files };
}

function leaves(part: Part): Part[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leaves);
}

function nameIn(location: string | undefined): string {
  return (
    location
      ?.replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) || "bild"
  );
}
