import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import type { Handler } from "./site-server.ts";

const SCRIPT = "/_brevarkiv/reload.js";
const EVENTS = "/_brevarkiv/events";

/** Runs in the previewed page: reloads it after a build, and lists what is wrong while the content has errors. */
const SCRIPT_TEXT = `
const list = document.createElement("pre");
list.setAttribute("role", "alert");
Object.assign(list.style, { position: "fixed", inset: "auto 0 0 0", margin: 0, padding: "1rem", maxHeight: "60vh", overflow: "auto",
  whiteSpace: "pre-wrap", font: "14px/1.5 monospace", background: "#7a1020", color: "#fff", zIndex: 9 });
let first = true;
new EventSource("${EVENTS}").onmessage = ({ data }) => {
  const { problems } = JSON.parse(data);
  if (problems.length === 0 && !first) return location.reload();
  first = false;
  list.textContent = problems.join("\\n");
  problems.length > 0 ? document.body.append(list) : list.remove();
};
`;

/** Keeps the open pages of a preview up to date. */
export interface LiveReload {
  readonly handler: Handler;
  /** Informs every open page of a finished build; with problems the page stays and shows them. */
  announce(problems: readonly string[]): void;
  close(): void;
}

/** @param basePath is asked at each request, as a rebuilt site may lie elsewhere */
export function createLiveReload(folder: string, basePath: () => string): LiveReload {
  const pages = new Set<ServerResponse>();
  let current: readonly string[] = [];
  const send = (page: ServerResponse): void => {
    page.write(`data: ${JSON.stringify({ problems: current })}\n\n`);
  };

  const handler: Handler = async (request, response) => {
    const pathname = (request.url ?? "/").replace(/[?#].*$/, "");
    if (pathname === SCRIPT) {
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(SCRIPT_TEXT);
      return true;
    }
    if (pathname === EVENTS) {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      pages.add(response);
      response.on("close", () => pages.delete(response));
      send(response);
      return true;
    }
    const html = await pageAt(folder, pathname, basePath());
    // Without a site to show, each page shows what is wrong; styles and pictures are the file server's.
    if (html === undefined && (current.length === 0 || !pathname.endsWith("/"))) return false;
    response.writeHead(html === undefined ? 503 : 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
    });
    response.end(`${html ?? "<!doctype html><title>Brevarkiv</title>"}<script src="${SCRIPT}"></script>`);
    return true;
  };

  return {
    handler,
    announce: (problems) => {
      current = problems;
      pages.forEach(send);
    },
    close: () => {
      for (const page of pages) page.end();
    },
  };
}

/** The text of the page at an address; undefined for other files and for what is not there. */
async function pageAt(folder: string, pathname: string, basePath: string): Promise<string | undefined> {
  if (!pathname.startsWith(basePath) || !pathname.endsWith("/")) return undefined;
  // Pages have plain addresses: whatever else is asked for is left to the file server, which knows how to refuse it.
  const path = pathname.slice(basePath.length);
  if (/[%\\]|(?:^|\/)\.\.?\//.test(path)) return undefined;
  return readFile(join(folder, path, "index.html"), "utf8").catch(() => undefined);
}
