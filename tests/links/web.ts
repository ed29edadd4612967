/** A web of invented hosts on this machine, which the link checker is let loose on. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { LinkChecker, type Outcome } from "../../src/links/link-checker.ts";
import type { Network, Pace } from "../../src/links/network.ts";
import { isPublicAddress } from "../../src/links/public-address.ts";

/** Answers a request to one path of one host. */
export type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** What was asked, and where its beginning and its end come among those of all visits. */
export interface Visit {
  readonly host: string;
  /** `HEAD /sida` */
  readonly line: string;
  readonly agent: string;
  readonly start: number;
  end: number;
}

export interface Web {
  readonly port: number;
  readonly visits: Visit[];
  /** `http://a.example:1234/sida` */
  url(path: string, host?: string): string;
  /** The requests for pages, in their order, without those for robots.txt. */
  lines(): string[];
}

/** Quick, so that tests are; a person would wait a thousand times as long. */
export const QUICK: Pace = { pause: 1, timeout: 60_000, backoff: [5, 5], longestWait: 2_000 };
/** For servers that never answer: no other may be asked with it, as a busy machine may take as long to answer. */
export const IMPATIENT: Pace = { ...QUICK, timeout: 200, backoff: [5] };

/** Every host is this machine, but those whose names give another address. */
export const LOCAL: Network = {
  resolve: async (host) => [host === "localhost" ? "::1" : "127.0.0.1"],
  mayReach: (address) => address === "127.0.0.1" || isPublicAddress(address),
};

/** @param pages by path, or by host and path; what is not among them is 404 */
export async function startWeb(pages: Readonly<Record<string, Page>>): Promise<Web> {
  const visits: Visit[] = [];
  let moment = 0;
  const next = (): number => {
    moment += 1;
    return moment;
  };
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const { url = "", method = "", headers } = request;
    const host = (headers.host ?? "").replace(/:\d+$/, "");
    const visit = {
      host,
      line: `${method} ${url}`,
      agent: headers["user-agent"] ?? "",
      start: next(),
      end: Number.POSITIVE_INFINITY,
    };
    visits.push(visit);
    response.on("close", () => {
      visit.end = next();
    });
    const page = pages[host + url] ?? pages[url];
    if (page) page(request, response);
    else response.writeHead(404).end("no such page");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    visits,
    url: (path, host = "a.example") => `http://${host}:${port}${path}`,
    lines: () => visits.map(({ line }) => line).filter((line) => !line.endsWith("/robots.txt")),
  };
}

/** Answers with a status, whatever is asked. */
export const status =
  (code: number, headers: Record<string, string> = {}): Page =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };

export function checkOne(
  url: string,
  network: Network = LOCAL,
  pace: Pace = QUICK,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  return checkerOf(network, pace, signal).check(url);
}

export function checkerOf(network = LOCAL, pace = QUICK, signal = new AbortController().signal): LinkChecker {
  return new LinkChecker({ product: "Prov", userAgent: "Prov/1 (+https://www.example.org/)", network, pace, signal });
}
