import { absoluteAddress, type Config } from "../../../config.ts";
import type { View } from "../view.ts";
import { EMBED_SIZE, embedCode } from "../views/embed-code.ts";
import type { TextFile } from "./host-files.ts";

/** The size of every picture for previews of links, in pixels. */
const THUMBNAIL = { thumbnail_width: 1200, thumbnail_height: 630 };

/**
 * oEmbed 1.0 (oembed.com): beside each page a file that tells other systems how to show it, found by the page's own link to it
 * (section 4). It is a file and takes no parameters; a list that stands in a frame is as wide as the frame it gets.
 */
export function oembeds(config: Config, views: readonly View[]): TextFile[] {
  return views
    .filter(({ listed }) => listed)
    .map((view) => ({
      path: `${view.address.slice(1)}oembed.json`,
      text: `${JSON.stringify(oembed(config, view))}\n`,
    }));
}

function oembed(config: Config, { address, title, picture, embed }: View): object {
  const name = address === "/" ? config.name : title;
  const width = EMBED_SIZE.list.width;
  return {
    version: "1.0",
    ...(embed
      ? {
          type: "rich",
          html: embedCode(config, { title: name, address: embed, form: "list" }, width),
          ...EMBED_SIZE.list,
        }
      : { type: "link" }),
    title: name,
    provider_name: config.name,
    provider_url: absoluteAddress(config, "/"),
    ...(picture && { thumbnail_url: absoluteAddress(config, picture.address), ...THUMBNAIL }),
  };
}
