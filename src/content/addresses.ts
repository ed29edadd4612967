import type { Diagnostic, Fault, Position } from "../diagnostics.ts";
import { addressKey } from "../model/permalink.ts";
import type { Strings } from "../strings/strings.ts";
import type { Registers } from "./registers.ts";
import type { KeyPath } from "./yaml.ts";

/** A content file with the addresses it claims. */
export interface Addressed {
  /** As diagnostics name it. */
  readonly file: string;
  readonly address: string;
  readonly aliases: readonly string[];
  locate(path: KeyPath): Position;
}

/** What the site makes at an address without a content file, in words. */
export const GENERATED = {
  page: "a page that the site makes by itself",
  file: "a file that the site makes by itself",
} as const;

type Paths = Strings["paths"];

/**
 * For each part that addresses have, the pages that are or may later be there, whatever the content: patterns without the first
 * and last slash. Letters, events and corrections still to come bring pages, and an address is for ever.
 */
const RESERVED_PAGES: { readonly [P in keyof Paths]: (paths: Paths, registers: Registers) => readonly string[] } = {
  issues: ({ issues }) => [issues, `${issues}/\\d{4}`],
  latest: ({ issues, latest }) => [`${issues}/${latest}`],
  news: ({ news }) => [news],
  topics: ({ topics }, registers) => subjects(topics, registers.topics),
  organisations: ({ organisations }, registers) => subjects(organisations, registers.organisations),
  events: ({ events }) => [events, `${events}/\\d{4}`],
  search: ({ search }) => [`${search}(?:/index/.*)?`],
  corrections: ({ corrections }) => [corrections],
  finder: ({ finder }) => [`${finder}(?:/\\d{4})?`],
  follow: ({ follow }) => [follow],
  linking: ({ linking }) => [linking],
  embed: ({ embed, latest, card }) => [`${embed}/${latest}(?:/${card})?`],
  embeddedTopic: ({ embed, embeddedTopic, card }, { topics }) =>
    [...topics.keys()].map((id) => `${embed}/${embeddedTopic}/${id}(?:/${card})?`),
  // Below other addresses. See versionOf.
  card: () => [],
  version: () => [],
};

function subjects(folder: string, register: ReadonlyMap<string, unknown>): string[] {
  return [folder, ...[...register.keys()].map((id) => `${folder}/${id}(?:/\\d{4})?`)];
}

/**
 * Whether an address (its {@link addressKey}) is kept free for the site, whatever the content; what is or may be there, in words.
 * What else the site has there is known when its map is made.
 */
export function generatedAddresses(paths: Paths, registers: Registers): (key: string) => string | undefined {
  const pages = Object.values(RESERVED_PAGES).flatMap((patterns) => patterns(paths, registers));
  const page = new RegExp(`^/(?:${[...pages, "404.html"].join("|")})$`);
  const file =
    /^\/(?:assets(?:\/.*)?|_hosting(?:\/.*)?|_headers|_redirects|favicon\.svg|robots\.txt|sitemap(?:-\d+)?\.xml)$/;
  const feed = new RegExp(`^/${paths.follow}/.+\\.(?:atom|rss|json|ics|opml)$`);
  return (key) => {
    if (page.test(key)) return GENERATED.page;
    return file.test(key) || feed.test(key) ? GENERATED.file : undefined;
  };
}

/** @param key what asks for the address in its file; empty for a line of redirects.yaml */
export function addressFault(message: string, key: KeyPath): Fault {
  const hint = key[0] === "slug" ? "give it another slug" : "remove it";
  return { rule: "duplicate-address", message, hint };
}

/**
 * Two files with one address, and old addresses that something else already stands at or may later stand at: an earlier version of
 * another text.
 * @param version the part of addresses that earlier versions have
 */
export function addressCollisions(
  publications: readonly Addressed[],
  generatedAt: (key: string) => string | undefined,
  version: string,
): Diagnostic[] {
  const texts = new Map(publications.map(({ address, file }) => [addressKey(address), file]));
  const isVersion = new RegExp(`^(.+)/${version}/\\d+$`);
  const versionOf = (key: string): string | undefined => texts.get(isVersion.exec(key)?.[1] ?? "");
  const owners = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const refuse = ({ file, locate }: Addressed, path: KeyPath, message: string, hint?: string): void => {
    const fault = addressFault(message, path);
    diagnostics.push({ file, ...locate(path), severity: "error", ...fault, hint: hint ?? fault.hint });
  };
  for (const publication of publications) {
    const { address, file } = publication;
    const key = addressKey(address);
    const generated = generatedAt(key);
    const owner = owners.get(key);
    const newer = versionOf(key);
    if (generated) refuse(publication, ["slug"], `${address} is already the address of ${generated}`);
    else if (newer) refuse(publication, ["slug"], `${address} is kept free for earlier versions of ${newer}`);
    else if (owner)
      refuse(publication, ["slug"], `${address} is already the address of ${owner}`, "give one of them another slug");
    else owners.set(key, file);
  }
  for (const publication of publications) {
    for (const [index, alias] of publication.aliases.entries()) {
      const path = ["aliases", index];
      const key = addressKey(alias);
      const generated = generatedAt(key);
      const owner = owners.get(key);
      const newer = versionOf(key);
      if (generated) refuse(publication, path, `${alias} is already the address of ${generated}`);
      else if (newer) refuse(publication, path, `${alias} is kept free for earlier versions of ${newer}`);
      else if (owner) refuse(publication, path, `${alias} already leads to ${owner}`, "remove it from one of them");
      else owners.set(key, publication.file);
    }
  }
  return diagnostics;
}
