import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What Netlify answers by the `_redirects` of a built site: the first line that fits, and none where a file is, but for those with `!`. */
export function netlifyAnswer(folder: string, asked: string): { status: number; location: string | undefined } {
  const url = new URL(asked, "https://www.example.org");
  const path = decodeURI(url.pathname);
  const isThere =
    existsSync(join(folder, path, "index.html")) || (/\.\w+$/.test(path) && existsSync(join(folder, path)));
  const rule = readFileSync(join(folder, "_redirects"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map(lineOf)
    .find((line) => (line.isForced || !isThere) && line.fits(path, url.searchParams));
  if (!rule) return { status: isThere ? 200 : 404, location: undefined };
  return { status: rule.status, location: rule.status >= 400 ? undefined : rule.to };
}

function lineOf(line: string) {
  const [from = "", ...rest] = line.split(" ");
  const conditions = rest.slice(0, -2).map((condition) => condition.split("="));
  const [to = "", status = ""] = rest.slice(-2);
  const wanted = decodeURI(from);
  return {
    to,
    status: Number.parseInt(status, 10),
    isForced: status.endsWith("!"),
    fits: (path: string, query: URLSearchParams): boolean =>
      (wanted.endsWith("*") ? path.startsWith(wanted.slice(0, -1)) : path === wanted) &&
      conditions.every(([name = "", value]) => query.get(name) === value),
  };
}
