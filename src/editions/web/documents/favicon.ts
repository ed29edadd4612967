import type { Config } from "../../../config.ts";

/**
 * The first letter of the publisher's short name on the accent colour, in type rather than as an invented logo. A file
 * `content/files/favicon.svg` takes its place.
 */
export function favicon({ shortName, colours }: Pick<Config, "shortName" | "colours">): string {
  const letter = [...shortName.toUpperCase()].find((character) => /\p{L}|\p{N}/u.test(character)) ?? "";
  const { accent, onAccent } = colours.light;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="${accent}"/><text x="16" y="23.5" font-family="Georgia, serif" font-size="22" font-weight="700" text-anchor="middle" fill="${onAccent}">${letter}</text></svg>\n`;
}
