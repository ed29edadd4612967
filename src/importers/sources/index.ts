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
 * All importers, in the order in which they are asked: from the kinds that are unmistakable to the most general ones.
 *
 * - Exports come first: the names of their tables and folders are unique.
 * - Mail, feeds and front matter are recognised by their first lines. Letters in them may look like any of the kinds below.
 * - Paloma comes before HTML, which accepts every page.
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
