import type { Publication } from "./archive.ts";

/** What may be read only when it is asked for: spreading a publication leaves it out. */
export const READ_LATER = ["words", "excerpt", "externalKeys", "anchors", "detail"] as const;

/** A publication that holds all it says, and can be sent to another thread. */
export function wholeCopy(publication: Publication): Publication {
  return { ...publication, ...Object.fromEntries(READ_LATER.map((name) => [name, publication[name]])) };
}

/** The same text at another address. What is read only when it is asked for still is. */
export function atAddress(publication: Publication, address: string): Publication {
  const copy = { ...publication, address };
  for (const name of READ_LATER)
    Object.defineProperty(copy, name, { get: () => publication[name], enumerable: false, configurable: true });
  return copy;
}
