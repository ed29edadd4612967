import type { Diagnostic, Position } from "../diagnostics.ts";
import { addressKey } from "../model/permalink.ts";
import type { Strings } from "../strings/strings.ts";
import type { Registers } from "./registers.ts";
import type { KeyPath } from "./yaml.ts";

/** A content file with the addresses it lays claim to. */
export interface Addressed {
  /** As diagnostics name it. */
  readonly file: string;
  readonly address: string;
  readonly aliases: readonly string[];
  locate(path: KeyPath): Position;
}

/** Whether something is made at an address (its {@link addressKey}) by itself, whatever the content; what it is, in words. */
export function generatedAddresses(paths: Strings["paths"], registers: Registers): (key: string) => string | undefined {
  const pages = [
    ...[
      paths.issues,
      `${paths.issues}/${paths.latest}`,
      paths.news,
      paths.topics,
      paths.organisations,
      paths.events,
      paths.corrections,
      paths.follow,
      `${paths.search}(?:/index/.*)?`,
    ],
    ...[...registers.topics.keys()].map((id) => `${paths.topics}/${id}(?:/\\d{4})?`),
    ...[...registers.organisations.keys()].map((id) => `${paths.organisations}/${id}(?:/\\d{4})?`),
    `${paths.finder}(?:/\\d{4})?`,
    "404.html",
  ];
  const page = new RegExp(`^/(?:${pages.join("|")}|(?:${paths.issues}|${paths.events})/\\d{4})$`);
  const file =
    /^\/(?:assets(?:\/.*)?|_hosting(?:\/.*)?|_headers|_redirects|favicon\.svg|robots\.txt|sitemap(?:-\d+)?\.xml)$/;
  const feed = new RegExp(`^/${paths.follow}/.+\\.(?:atom|rss|json|ics|opml)$`);
  return (key) => {
    if (page.test(key)) return "a page that the site makes by itself";
    return file.test(key) || feed.test(key) ? "a file that the site makes by itself" : undefined;
  };
}

/** Two files with one address, and old addresses that something else already stands at. */
export function addressCollisions(
  publications: readonly Addressed[],
  generatedAt: (key: string) => string | undefined,
): Diagnostic[] {
  const owners = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const refuse = ({ file, locate }: Addressed, path: KeyPath, message: string, hint: string): void => {
    diagnostics.push({ file, ...locate(path), severity: "error", rule: "duplicate-address", message, hint });
  };
  for (const publication of publications) {
    const { address, file } = publication;
    const key = addressKey(address);
    const generated = generatedAt(key);
    const owner = owners.get(key);
    if (generated)
      refuse(publication, ["slug"], `${address} is already the address of ${generated}`, "give it another slug");
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
      if (generated) refuse(publication, path, `${alias} is already the address of ${generated}`, "remove it");
      else if (owner) refuse(publication, path, `${alias} already leads to ${owner}`, "remove it from one of them");
      else owners.set(key, publication.file);
    }
  }
  return diagnostics;
}
