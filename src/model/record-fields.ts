import type { RecordTable } from "./field-kinds.ts";

const NAME = { kind: "text", required: true, about: "The person's name.", place: 1 } as const;
const ROLE = { kind: "text", about: "Role: sammankallande, ordförande …", place: 2 } as const;

/** The fields of each record that front matter can have, in the order of the file. */
export const RECORDS = {
  contact: {
    name: NAME,
    email: { kind: "email", place: 4 },
    phone: { kind: "phone", place: 5 },
    organisation: { kind: "organisation", place: 3 },
    role: ROLE,
  },
  steeringGroupMember: {
    organisation: { kind: "organisation", required: true, place: 3 },
    name: { kind: "text", about: "Who represents the organisation.", place: 1 },
    role: ROLE,
  },
  leader: {
    name: NAME,
    organisation: { kind: "organisation", required: true, place: 3 },
    role: ROLE,
  },
  funding: {
    amount: { kind: "amount", required: true, about: "The sum as a plain number: 500000", place: 1 },
    currency: { kind: "currency", required: true, place: "joined" },
    funders: { kind: "organisation", list: true, required: true, about: "Who pays.", place: 2, labelled: true },
    recipient: { kind: "organisation", about: "Who receives the money.", place: 3, labelled: true },
    period: { kind: "text", about: "The period as text: 2023, 2023–2024.", place: 4, labelled: true },
    note: { kind: "text", about: "What else is to be said.", place: 5 },
  },
  document: {
    title: { kind: "text", required: true, about: "The document's title.", place: 1 },
    url: { kind: "url", place: "joined" },
    file: { kind: "file", place: "joined" },
    type: { kind: "fileType", place: "joined" },
    language: { kind: "language", place: "joined" },
  },
  event: {
    title: { kind: "text", required: true, about: "What happens.", place: 2 },
    start: { kind: "time", required: true, about: "When it begins.", place: 1 },
    end: { kind: "time", about: "When it ends.", place: "joined" },
    place: { kind: "text", about: "Where.", place: 3 },
    url: { kind: "url", place: "joined" },
  },
  correction: {
    date: { kind: "date", required: true, about: "When it was corrected.", place: 1 },
    text: { kind: "text", required: true, about: "What was wrong, and what is right.", place: 2 },
  },
  source: {
    system: { kind: "system", required: true, place: 1 },
    cid: { kind: "identifier", about: "Paloma's account number.", place: "hidden" },
    mid: { kind: "identifier", about: "Paloma's mailing number.", place: "hidden" },
    id: {
      kind: "identifier",
      about: "The letter's own id where it comes from: a Message-ID, a campaign number.",
      place: "hidden",
    },
    url: { kind: "url", place: "joined" },
    sender: { kind: "text", about: "Who sent it, as the letter says: a name, or a name and an address.", place: 2 },
    file: { kind: "text", about: "The name of the original file.", place: "hidden" },
    sha256: { kind: "checksum", place: "hidden" },
  },
} as const satisfies Readonly<Record<string, RecordTable>>;

export type RecordTables = typeof RECORDS;
export type RecordKind = keyof RecordTables;

/** Whether a kind is that of a record. */
export function isRecordKind(kind: string): kind is RecordKind {
  return Object.hasOwn(RECORDS, kind);
}
