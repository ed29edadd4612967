/** The files that define things once: organisations.yaml, people.yaml, topics.yaml. Each maps an id to its fields. */
import { z } from "zod";
import { slugFault } from "../model/permalink.ts";
import { email, ID, text, webAddress } from "./fields.ts";

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

export const peopleSchema = z.record(
  id,
  z.strictObject({
    name: text("The person's name."),
    email: email.optional(),
    organisation: text("An organisation's id, or its name.").optional(),
    role: text("Role.").optional(),
  }),
);

export const topicsSchema = z.record(
  id,
  z.strictObject({
    name: text("The topic's name."),
    aliases,
    description: text("One sentence about it.").optional(),
  }),
);
