import type { Importer } from "../importer.ts";
import { beehiiv } from "./beehiiv.ts";
import { buttondown } from "./buttondown.ts";
import { feed } from "./feed.ts";
import { ghost } from "./ghost.ts";
import { html } from "./html.ts";
import { mail } from "./mail/mail.ts";
import { mailchimp } from "./mailchimp.ts";
import { markdown } from "./markdown/markdown.ts";
import { paloma } from "./paloma/paloma.ts";
import { substack } from "./substack.ts";

/**
 * All kinds of input in the order in which they are asked whether something is of their kind: from what cannot be mistaken to what
 * says least.
 *
 * - Exports come first: their tables and folders have names that nothing else has.
 * - Mail, feeds and front matter are known by their first lines. A letter in them may hold all the signs of the kinds below.
 * - A page of Paloma's is a page too, so Paloma is asked before HTML, which takes every page.
 */
export const IMPORTERS: readonly Importer[] = [
  mailchimp,
  substack,
  buttondown,
  beehiiv,
  ghost,
  mail,
  feed,
  markdown,
  paloma,
  html,
];
