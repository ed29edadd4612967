import type { Kind, SourceLetter } from "../importer.ts";
import { encodingRepairs } from "./decode.ts";

/** An entry of an export or a feed. It has no recipients and no attachments. */
export interface Entry extends Pick<SourceLetter, "place" | "name" | "original" | "originalName" | "body"> {
  readonly kind: Kind;
  /** The id that the service gives it. */
  readonly id: string | undefined;
  readonly url?: string | undefined;
  /** The file that holds it. */
  readonly file: string;
  readonly subject: string | undefined;
  readonly date: string | undefined;
  readonly preheader?: string | undefined;
  readonly language?: string | undefined;
  readonly facts?: SourceLetter["facts"] | undefined;
  readonly files?: SourceLetter["files"];
}

/** Makes a letter of an entry. Its identity is the kind and the id. */
export function letterOfEntry(entry: Entry): SourceLetter {
  const { place, name, kind, id, url, file, original, originalName, body } = entry;
  const { subject, date, preheader, language, facts, files = new Map() } = entry;
  return {
    place,
    name,
    kind,
    ...(id && { identity: `${kind}:${id}` }),
    source: { system: kind, ...(id && { id }), ...(url && { url }), file },
    original,
    originalName,
    ...(subject && { subject }),
    ...(date && { date }),
    ...(preheader && { preheader }),
    ...(language && { language }),
    recipients: [],
    body,
    ...(facts && { facts }),
    files,
    attachments: [],
    repairs: encodingRepairs(body.content),
  };
}
