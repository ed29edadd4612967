/** The files that define things once: organisations.yaml, people.yaml, topics.yaml map an id to its fields, links.yaml an address. */
import { z } from "zod";
import { slugFault } from "../model/permalink.ts";
import { ID, text, webAddress } from "./fields.ts";
import { recordSchema } from "./record-schemas.ts";

const id = z
  .string()
  .regex(ID)
  .refine((value) => slugFault(value) === undefined)
  .describe("An id: small letters a–z, digits and hyphens.");
const aliases = z.array(text("Another spelling.")).optional().describe("Other spellings that mean the same.");

export const organisationsSchema = z.record(
  id,
  z.strictObject({
    name: text("The organisation's name."),
    aliases,
    url: webAddress.optional(),
    description: text("One sentence about it.").optional(),
  }),
);

export const peopleSchema = z.record(id, recordSchema("contact"));

export const topicsSchema = z.record(
  id,
  z.strictObject({
    name: text("The topic's name."),
    aliases,
    description: text("One sentence about it.").optional(),
  }),
);

export const linksSchema = z.record(
  z.string().describe("The address of a link, as the text has it."),
  z.strictObject({
    archived: webAddress.optional().describe("An archived copy, shown beside the link once it no longer works."),
    check: z
      .boolean()
      .optional()
      .describe("false: brevarkiv check --external never asks it, and it is never marked as not working."),
  }),
);
