import { absoluteAddress } from "../../../../config.ts";
import { sha256 } from "../../../../hash.ts";
import { lazy } from "../../../../lazy.ts";
import { memoize } from "../../../../memoize.ts";
import type { WebEdition } from "../../web-edition.ts";
import { permanentId } from "../permanent-id.ts";
import { textDocument, type WebDocument } from "../web-document.ts";
import { atom } from "./atom.ts";
import { createEntries, type Entry, type FeedItem, fingerprintOf, topicScheme } from "./entry.ts";
import { allFeeds, type Feed, feedAddresses, opmlAddress } from "./feed.ts";
import type { FeedDocument } from "./feed-document.ts";
import { jsonFeed } from "./json-feed.ts";
import { opml } from "./opml.ts";
import { rss } from "./rss.ts";
import { shareOut } from "./share-out.ts";

/** Before there were feeds, where it is unknown since when the publisher exists. */
const NEVER = "1970";

/**
 * Every feed in Atom, RSS and JSON Feed, its older entries in Atom, and the list of them all. Together they weigh less than the
 * pages: what is older stands in one format, and its text in one feed, that of its kind; those of topics refer to its page.
 */
export function feedDocuments({ archive, config, strings, feeds, program }: WebEdition): WebDocument[] {
  const absolute = (address: string): string => absoluteAddress(config, address);
  const scheme = topicScheme(config, strings);
  const topicNames = Array.from(archive.topics.values(), ({ id, name }) => [id, name]);
  // What writes dates and sizes takes its time to start, and many builds make no feed.
  const makeEntry = lazy(() => createEntries(archive, config, strings));
  const entryOf = (item: FeedItem): Entry => makeEntry()(item);
  // What is new stands in three formats, and in the feeds of its topics too.
  const newestEntryOf = memoize(entryOf);

  const documentsOf = (feed: Feed): WebDocument[] => {
    const { current, archives } = shareOut(feed.items);
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
    const shared = sha256(JSON.stringify([program, common, topicNames]));
    const document = (
      address: string,
      write: (document: FeedDocument) => string,
      items: readonly FeedItem[],
      parts: Pick<FeedDocument, "withTexts" | "current" | "previous" | "next">,
      entry = entryOf,
    ): WebDocument => {
      const own = { ...parts, self: absolute(address) };
      let inputs = `${shared}\n${JSON.stringify(own)}`;
      for (const one of items) inputs += `\n${fingerprintOf(one, archive)}`;
      return {
        path: address.slice(1),
        fingerprint: sha256(inputs),
        make: () => write({ ...common, ...own, entries: items.map(entry) }),
      };
    };
    const link = (name: "previous" | "next", address: string | undefined) =>
      address === undefined ? {} : { [name]: absolute(address) };
    const newest = { withTexts: true, ...link("previous", archiveAt(archives.length - 1)) };
    return [
      // Readers find archive documents by these, so only these are permanent: a text that is withdrawn may take one of those away.
      ...[
        document(addresses.atom, atom, current, newest, newestEntryOf),
        document(addresses.rss, rss, current, newest, newestEntryOf),
        document(addresses.json, jsonFeed, current, newest, newestEntryOf),
      ].map((made) => ({ ...made, permanent: true })),
      ...archives.map((items, index) =>
        document(archiveAt(index) ?? "", atom, items, {
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
