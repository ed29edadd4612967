import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { LinkStatus } from "../model/link-health.ts";
import type { Network } from "./network.ts";

/** What a server said, as far as we want to know it; or why it said nothing. */
export type Answer =
  | {
      readonly status: number;
      readonly location?: string | undefined;
      readonly retryAfter?: string | undefined;
      /** The beginning of the body where it was asked for, and undefined where it is packed. */
      readonly body?: string | undefined;
    }
  | { readonly failure: LinkStatus };

export interface AskOptions {
  readonly network: Network;
  readonly userAgent: string;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

const LARGEST_HEADER = 65_536;

/**
 * Asks one web address once, and follows nothing. The host's name is looked up here, and the connection goes to the addresses
 * that were looked at: a name that leads elsewhere a moment later (DNS rebinding) gains nothing.
 * @param bodyLimit bytes of the body to read; nothing of it is read by default
 * @throws when the signal is aborted
 */
export async function ask(
  method: "HEAD" | "GET",
  url: URL,
  { network, userAgent, timeout, signal }: AskOptions,
  bodyLimit = 0,
): Promise<Answer> {
  signal.throwIfAborted();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeout);
  const stop = (): void => deadline.abort();
  signal.addEventListener("abort", stop);
  try {
    const addresses = await addressesOf(url, network, deadline.signal);
    if (!addresses.every(network.mayReach)) return { failure: "private" };
    const headers = { "user-agent": userAgent, accept: "*/*", "accept-encoding": "identity" };
    const lookup = leadingTo(addresses);
    const options = { method, headers, agent: false, lookup, maxHeaderSize: LARGEST_HEADER, signal: deadline.signal };
    return await answerTo(url, options, bodyLimit);
  } catch (error) {
    signal.throwIfAborted();
    return { failure: deadline.signal.aborted ? "timeout" : failureOf(error) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

async function addressesOf(url: URL, network: Network, signal: AbortSignal): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host)) return [host];
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const addresses = await Promise.race([network.resolve(host), stopped]);
  if (addresses.length === 0) throw Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" });
  return addresses;
}

/** Resolves a name to the addresses that were checked, whatever the name leads to by now. */
function leadingTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, done) => {
    const [first] = found;
    if (all) done(null, found);
    else done(null, first?.address ?? "", first?.family);
  };
}

function answerTo(url: URL, options: RequestOptions, bodyLimit: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestHttps : requestHttp;
    const asked = request(url, options, (response) => {
      readStart(response, bodyLimit).then((body) => {
        // What is not read is not fetched either.
        asked.destroy();
        const { statusCode: status = 0, headers } = response;
        resolve({ status, location: headers.location, retryAfter: headers["retry-after"], body });
      }, reject);
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** The first bytes of a body as text; undefined when it is packed, as what is small packed can be large. */
async function readStart(response: IncomingMessage, limit: number): Promise<string | undefined> {
  if (limit === 0) {
    // Destroyed below, an answer that nobody listens to would end in an error that nobody hears.
    response.on("error", () => {});
    return undefined;
  }
  if ((response.headers["content-encoding"] ?? "identity") !== "identity") return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit).toString("utf8");
}

function failureOf(error: unknown): LinkStatus {
  const code = String((error as NodeJS.ErrnoException).code);
  if (["ENOTFOUND", "ENODATA", "EAI_AGAIN"].includes(code)) return "name";
  if (["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "EPROTO"].includes(code) || code.startsWith("ERR_SSL"))
    return "tls";
  return /CERT|SIGNATURE/.test(code) ? "certificate" : "connection";
}
