import { absoluteAddress, type Config } from "../../../config.ts";
import { sha256 } from "../../../hash.ts";
import { oembedAddress, PICTURE_SIZE, type View } from "../view.ts";
import { EMBED_SIZE, embedCode } from "../views/embed-code.ts";
import type { WebEdition } from "../web-edition.ts";
import type { WebDocument } from "./web-document.ts";

const THUMBNAIL = { thumbnail_width: PICTURE_SIZE.width, thumbnail_height: PICTURE_SIZE.height };

/**
 * oEmbed 1.0 (oembed.com): beside each page a file that says to other systems how to show it, found by the page's own link to it
 * (section 4). It is a file and takes no parameters; a list that stands in a frame is as wide as the frame it gets.
 */
export function oembeds({ config, program }: WebEdition, views: readonly View[]): WebDocument[] {
  const shared = sha256(`${program}\n${JSON.stringify(config)}`);
  return views
    .filter(({ listed }) => listed)
    .map((view) => {
      const { address, title, picture, embed } = view;
      return {
        path: oembedAddress(address).slice(1),
        // As many as pages: none of their texts waits in memory for one that changed.
        fingerprint: sha256(JSON.stringify([shared, address, title, picture?.address, embed])),
        make: () => `${JSON.stringify(oembed(config, view))}\n`,
      };
    });
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
