import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import type { Headers } from "../editions/web/documents/security-headers.ts";

export interface ServedSite {
  /** The path the site lies under, with both slashes. */
  readonly basePath: string;
  /** Sent with every response. */
  readonly headers: Headers;
}

/** Answers a request before the site does; true when it has. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves a built site as a web server with our settings would: its headers on everything, its own page for what is not
 * there. Files are read anew each time, so a replaced folder is served from the next request on.
 * @param site is asked at each request, as a rebuilt site may have other settings
 */
export function createSiteServer(folder: string, site: () => ServedSite, before: Handler = async () => false): Server {
  const files = sirv(folder, { dev: true, etag: true });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { basePath, headers } = site();
    // A page elsewhere can point a name of its own at this machine and read what is answered to that name.
    if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(request.headers.host ?? "")) {
      response.writeHead(421).end();
      return;
    }
    for (const [name, value] of headers) {
      // A browser would remember this one for every other project on localhost.
      if (name !== "Strict-Transport-Security") response.setHeader(name, value);
    }
    if (await before(request, response)) return;
    const url = request.url ?? "/";
    if (!url.startsWith(basePath)) return notFound(folder, response);
    request.url = `/${url.slice(basePath.length)}`;
    files(request, response, () => void notFound(folder, response));
  };
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
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

async function notFound(folder: string, response: ServerResponse): Promise<void> {
  const page = await readFile(join(folder, "404.html"), "utf8").catch(() => "404\n");
  response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" }).end(page);
}
