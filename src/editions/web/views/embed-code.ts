import { absoluteAddress, type Config } from "../../../config.ts";
import { escapeHtml } from "../../../escape-html.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { EmbedForm } from "../view.ts";

/** In pixels: what an embed needs in a column of an intranet. */
export const EMBED_SIZE: Readonly<Record<EmbedForm, { readonly width: number; readonly height: number }>> = {
  list: { width: 480, height: 520 },
  card: { width: 480, height: 340 },
};

/** Where the newest letters are shown for the frames of other sites. */
export function latestEmbed({ paths }: Strings, form: EmbedForm = "list"): string {
  return formOf(joinAddress(paths.embed, paths.latest), form, paths.card);
}

/** Where what is new in a topic is shown for the frames of other sites. */
export function topicEmbed({ paths }: Strings, id: string, form: EmbedForm = "list"): string {
  return formOf(joinAddress(paths.embed, paths.embeddedTopic, id), form, paths.card);
}

/** The HTML that shows an embed on another site. @param width in pixels, or `100%` for all there is */
export function embedCode(
  config: Config,
  { title, address, form }: { readonly title: string; readonly address: string; readonly form: EmbedForm },
  width: number | "100%",
): string {
  const attributes = {
    src: absoluteAddress(config, address),
    title,
    width,
    height: EMBED_SIZE[form].height,
    loading: "lazy",
    style: "border:0;max-width:100%",
  };
  return `<iframe${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join("")}></iframe>`;
}

function formOf(address: string, form: EmbedForm, card: string): string {
  return form === "list" ? address : joinAddress(address, card);
}
