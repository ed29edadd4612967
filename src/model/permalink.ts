/**
 * Addresses on the site. An address begins and ends with a slash and holds only a–z, 0–9, hyphen, dot and underscore
 * between slashes, so that it means the same on every file system and web server.
 */

/** Names that Windows refuses as files, in any case and with any extension. */
const RESERVED_NAMES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const SEGMENT = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const LONGEST_SEGMENT = 120;

/** What is wrong with a slug (one or more segments between slashes), in words; undefined when nothing is. */
export function slugFault(slug: string): string | undefined {
  if (slug === "") return "it is empty";
  if (slug.includes("\\")) return "it has a backslash";
  if (slug.includes("%")) return "it has a percent sign";
  if (/^[a-z][a-z0-9+.-]*:/i.test(slug)) return "it is a full address";
  if (slug.startsWith("/")) return "it begins with a slash";
  if (slug.endsWith("/")) return "it ends with a slash";
  for (const segment of slug.split("/")) {
    if (segment === "") return "it has two slashes in a row";
    if (/^\.+$/.test(segment)) return "it leaves its folder";
    if (/^index\.html?$/.test(segment)) return "it names the file of a folder: leave index.html out";
    if (RESERVED_NAMES.test(segment)) return `"${segment}" is a reserved name on Windows`;
    if (segment.length > LONGEST_SEGMENT) return `a part of it is longer than ${LONGEST_SEGMENT} characters`;
    if (!SEGMENT.test(segment)) return `"${segment}" has other characters than a–z, 0–9, hyphen, dot and underscore`;
  }
  return undefined;
}

/**
 * What is wrong with an old address that should lead to a page here. Old sites used capitals, so those are allowed;
 * a fragment or query never reaches a web server's file and is refused.
 */
export function aliasFault(alias: string): string | undefined {
  if (alias === "") return "it is empty";
  if (!/^[!-~]+$/.test(alias)) return "it has other signs than a web address is written with";
  if (!alias.startsWith("/")) return "it does not begin with a slash";
  if (/\/index\.html?$/i.test(alias)) return "it names the file of a folder: leave index.html out";
  if (alias === "/") return "it is the start page";
  if (/[?#]/.test(alias)) return "it has a query or a fragment";
  const inner = alias.slice(1).replace(/\/$/, "");
  return slugFault(inner.toLowerCase());
}

/** `/nyhetsbrev/` + 2023 + `september` → `/nyhetsbrev/2023/september/` */
export function joinAddress(...parts: readonly (string | number)[]): string {
  const inner = parts
    .map((part) => String(part).replace(/^\/+|\/+$/g, ""))
    .filter((part) => part !== "")
    .join("/");
  return inner === "" ? "/" : `/${inner}/`;
}

/** All that is written otherwise in lower case or in another Unicode form. Hardly any of the addresses that are made here has it. */
const UNPLAIN = /[A-Z\u0080-\uffff]/;

/** Two addresses with the same key are one file on some file system: case and Unicode form do not distinguish them. */
export function addressKey(address: string): string {
  const plain = UNPLAIN.test(address) ? address.normalize("NFC").toLowerCase() : address;
  return plain.endsWith("/") ? plain.slice(0, -1) : plain;
}

/** The file, relative to the site's folder, that an address is served from. */
export function fileOfAddress(address: string): string {
  const inner = address.slice(1);
  return address.endsWith("/") ? `${inner}index.html` : inner;
}
