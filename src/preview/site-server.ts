import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { ruleBooks, setHeaders } from "./obey-rules.ts";

/** Answers a request before the site does; true when it has. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** What is sent of a header; undefined sends nothing. */
export type Adjustment = (name: string, value: string) => string | undefined;

/**
 * Serves a built site as a web server with our settings would: its headers on everything, its redirects, its own pages for what
 * is gone or was never there. Files are read again each time, so a replaced folder is served from the next request on.
 */
export function createSiteServer(
  folder: string,
  before: Handler = async () => false,
  adjust: Adjustment = (_name, value) => value,
): Server {
  const files = sirv(folder, { dev: true, etag: true });
  const ruleBook = ruleBooks(folder);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A page elsewhere can point a name of its own at this machine and read what is answered to that name.
    if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(request.headers.host ?? "")) {
      response.writeHead(421).end();
      return;
    }
    const book = ruleBook();
    const { basePath } = book.rules;
    const [path, query] = pathAndQuery(request.url ?? "/");
    setHeaders(response, book.rules, path, (name, value) =>
      // A browser would keep this one for every other project on localhost.
      name === "Strict-Transport-Security" ? undefined : adjust(name, value),
    );
    const missing = (): Promise<void> => showPage(response, 404, join(folder, "404.html"));
    // Two slashes begin the name of a host, and dots lead out of the site's folder.
    if (/[/\\](?:[/\\]|\.{1,2}(?:[/\\]|$))/.test(path) || book.isHidden(path)) return missing();
    const redirect = book.redirectOf(path, query);
    if (redirect) {
      // What is tried here must not be cached: the address may lead elsewhere after the next change.
      response.writeHead(redirect.status, { Location: redirect.to, "Cache-Control": "no-store" }).end();
      return;
    }
    const page = book.goneAt(path);
    if (page !== undefined) return showPage(response, 410, join(folder, page.slice(basePath.length)));
    if (await before(request, response)) return;
    const url = request.url ?? "/";
    if (
      /^[^?%\\]*[^/?%\\]$/.test(url) &&
      url.startsWith(basePath) &&
      isFolder(join(folder, url.slice(basePath.length)))
    ) {
      response.writeHead(301, { Location: `${url}/`, "Cache-Control": "no-store" }).end();
      return;
    }
    if (!url.startsWith(basePath)) return missing();
    request.url = `/${url.slice(basePath.length)}`;
    files(request, response, () => void missing());
  };
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
}

/** Web servers send readers of a page to its address with the last slash. */
function isFolder(path: string): boolean {
  return existsSync(join(path, "index.html"));
}

/** The path as it is meant, without the escapes of addresses; as it stands where those are broken. */
function pathAndQuery(url: string): [path: string, query: URLSearchParams] {
  const [address = "/", query = ""] = url.split(/\?(.*)/s);
  try {
    return [decodeURIComponent(address), new URLSearchParams(query)];
  } catch {
    return [address, new URLSearchParams(query)];
  }
}

/** Listens on a port of this machine only; 0 takes any that is free. @returns the port */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function showPage(response: ServerResponse, status: number, file: string): Promise<void> {
  const page = await readFile(file, "utf8").catch(() => `${status}\n`);
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(page);
}
