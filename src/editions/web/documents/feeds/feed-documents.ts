import { absoluteAddress } from "../../../../config.ts";
import { sha256 } from "../../../../digest.ts";
import type { WebEdition } from "../../web-edition.ts";
import { permanentId } from "../permanent-id.ts";
import { textDocument, type WebDocument } from "../web-document.ts";
import { atom } from "./atom.ts";
import { topicScheme } from "./entry.ts";
import { allFeeds, type Feed, feedAddresses, opmlAddress } from "./feed.ts";
import type { FeedDocument } from "./feed-document.ts";
import { jsonFeed } from "./json-feed.ts";
import { opml } from "./opml.ts";
import { rss } from "./rss.ts";
import { shareOut } from "./share-out.ts";

/** Before there were feeds, where nobody has told since when the publisher is there. */
const NEVER = "1970";

/**
 * Every feed in Atom, RSS and JSON Feed, its older entries in Atom, and the list of them all. Together they weigh less than the
 * pages: what is older stands in one format, and its text in one feed, that of its kind; those of topics refer to its page.
 */
export function feedDocuments({ config, strings, feeds, program }: WebEdition): WebDocument[] {
  const absolute = (address: string): string => absoluteAddress(config, address);
  const scheme = topicScheme(config, strings);

  const documentsOf = (feed: Feed): WebDocument[] => {
    const { current, archives } = shareOut(feed.entries);
    const addresses = feedAddresses(feed);
    const archiveAt = (index: number): string | undefined =>
      index in archives ? `${feed.stem}/${index + 1}.atom` : undefined;
    const common = {
      id: permanentId(config, feed.stem),
      title: feed.title,
      description: feed.description,
      language: config.language,
      page: absolute(feed.page),
      since: config.identity?.split(",")[1] ?? NEVER,
      author: { name: config.publisher.name, address: absolute("/") },
      topicScheme: scheme,
    };
    const document = (
      address: string,
      write: (document: FeedDocument) => string,
      parts: Pick<FeedDocument, "entries" | "withTexts" | "current" | "previous" | "next">,
    ): WebDocument => {
      const { entries, ...links } = parts;
      const made = { ...common, ...links, self: absolute(address), entries };
      const fingerprint = sha256(
        [program, JSON.stringify({ ...made, entries: [] }), ...entries.map(({ stamp }) => stamp)].join("\n"),
      );
      return { path: address.slice(1), fingerprint, make: () => write(made) };
    };
    const link = (name: "previous" | "next", address: string | undefined) =>
      address === undefined ? {} : { [name]: absolute(address) };
    const newest = { entries: current, withTexts: true, ...link("previous", archiveAt(archives.length - 1)) };
    return [
      // Readers find archive documents by these, so only these are promised: a text that is withdrawn may take one of those away.
      ...[
        document(addresses.atom, atom, newest),
        document(addresses.rss, rss, newest),
        document(addresses.json, jsonFeed, newest),
      ].map((made) => ({ ...made, permanent: true })),
      ...archives.map((entries, index) =>
        document(archiveAt(index) ?? "", atom, {
          entries,
          withTexts: feed.keepsTexts,
          current: absolute(addresses.atom),
          ...link("previous", archiveAt(index - 1)),
          ...link("next", archiveAt(index + 1)),
        }),
      ),
    ];
  };

  const listed = allFeeds(feeds, strings);
  return [
    ...listed.flatMap(documentsOf),
    {
      ...textDocument(opmlAddress(strings).slice(1), opml(strings.feeds.of(config.name), listed, config)),
      permanent: true,
    },
  ];
}
