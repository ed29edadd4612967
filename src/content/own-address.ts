/** Where the site is published. */
interface Home {
  readonly origin: string;
  /** With both slashes. */
  readonly basePath: string;
}

/**
 * The address on the site that a whole web address means, with its query and fragment: `https://www.example.se/om-oss/#mal` →
 * `/om-oss/#mal`. Whether it begins with http or https, and how its host is written, makes no difference.
 * @returns undefined for another site
 */
export function ownAddress(url: string, { origin, basePath }: Home): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname, search, hash } = new URL(url);
  if (host !== new URL(origin).host) return undefined;
  const path = `${pathname}/` === basePath ? basePath : pathname;
  return path.startsWith(basePath) ? `/${path.slice(basePath.length)}${search}${hash}` : undefined;
}
