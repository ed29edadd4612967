/** redirects.yaml: old addresses and where they lead. parseOldAddress defines what an address must be like. */
import { z } from "zod";
import { text } from "./fields.ts";

export const redirectsSchema = z
  .record(z.string(), text("Where it leads: /om-udd/, /om-udd/#historia, or a whole address on another site."))
  .describe("Old address, from the first slash on or with its host: where it leads.");
