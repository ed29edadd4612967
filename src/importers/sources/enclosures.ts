import { publishedType } from "../core.ts";
import type { Repair, SourceLetter } from "../importer.ts";
import { decoded } from "../links/decoded.ts";
import { publicAddress } from "./page.ts";

/** A file that a feed names beside an entry. */
export interface Enclosure {
  readonly url?: string | undefined;
  /** A media type. */
  readonly type?: string | undefined;
  /** What Media RSS says that it is: `image`. */
  readonly medium?: string | undefined;
  readonly title?: string | { readonly value?: string } | undefined;
}

type Documents = NonNullable<NonNullable<SourceLetter["facts"]>["documents"]>;

const DOCUMENT = /^application\/(?:pdf|msword|rtf|vnd\.(?:openxmlformats|oasis|ms-)\S*|zip|epub\+zip)$/i;

/**
 * What came with an entry: documents lead to where they lie, and pictures, sound and film that the text does not show are left to a
 * person.
 * @param body of the entry
 */
export function enclosed(
  enclosures: readonly Enclosure[],
  body: string,
): { readonly documents: Documents; readonly repairs: readonly Repair[] } {
  const documents = new Map<string, Documents[number]>();
  const others = new Set<string>();
  for (const { url, type = "", medium, title } of enclosures) {
    const address = publicAddress(url);
    if (address === undefined || body.includes(address)) continue;
    const name = decoded(new URL(address).pathname.split("/").at(-1) ?? "");
    const text = (typeof title === "string" ? title : title?.value) ?? name;
    if (medium === undefined && (DOCUMENT.test(type) || publishedType(name) !== undefined))
      documents.set(address, { title: text, url: address });
    else others.add(address);
  }
  return {
    documents: [...documents.values()],
    repairs: [...others].map((about) => ({ rule: "picture-missing", about })),
  };
}
