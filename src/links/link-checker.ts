import { setTimeout as wait } from "node:timers/promises";
import { memoize } from "../memoize.ts";
import type { LinkRecord } from "../model/link-health.ts";
import { type Answer, type AskOptions, ask } from "./ask.ts";
import { HostQueue } from "./host-queue.ts";
import type { Network, Pace } from "./network.ts";
import { refusalOf } from "./refusal.ts";
import { ROBOTS_LIMIT, readRobots } from "./robots.ts";

/** What a check learns of a link. */
export type Outcome = Pick<LinkRecord, "status" | "movedTo">;

export interface CheckerOptions {
  /** Our name in robots.txt, the first word of the user agent. */
  readonly product: string;
  readonly userAgent: string;
  readonly network: Network;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

/** Browsers give up after 20. */
const MOST_HOPS = 10;
/** RFC 9309, section 2.3.1.2. */
const MOST_HOPS_OF_ROBOTS = 5;
const LONGEST_ADDRESS = 2_000;

/** Asks links of other sites whether they work, as politely as a program can. */
export class LinkChecker {
  readonly #options: CheckerOptions;
  readonly #queue: HostQueue;
  readonly #robots: (origin: string) => Promise<Robots>;
  /** Hosts that asked us to come back much later. */
  readonly #postponed = new Set<string>();

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#queue = new HostQueue(options.pace.pause);
    this.#robots = memoize((origin) => this.#readRobots(origin));
  }

  /** @throws when the signal is aborted */
  async check(link: string): Promise<Outcome> {
    let url = new URL(link);
    let movedTo: string | undefined;
    let isForGood = true;
    for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
      const answer = await this.#page(url);
      if ("failure" in answer) return { status: answer.failure };
      const next = nextOf(answer, url);
      if (!next) return { status: answer.status, ...(movedTo !== undefined && answer.status < 400 && { movedTo }) };
      isForGood &&= answer.status === 301 || answer.status === 308;
      if (isForGood && next.href.length <= LONGEST_ADDRESS) movedTo = next.href;
      url = next;
    }
    return { status: "redirects" };
  }

  async #page(url: URL): Promise<Answer> {
    const failure = refusalOf(url) ?? (this.#postponed.has(url.hostname) ? "wait" : undefined);
    if (failure) return { failure };
    const robots = await this.#robots(url.origin);
    if ("failure" in robots) return robots;
    return robots.allows(url.pathname + url.search) ? this.#patiently(url) : { failure: "robots" };
  }

  async #readRobots(origin: string): Promise<Robots> {
    let url = new URL("/robots.txt", origin);
    for (let hop = 0; hop <= MOST_HOPS_OF_ROBOTS; hop += 1) {
      const failure = refusalOf(url);
      if (failure) return { failure };
      const answer = await this.#patiently(url, ROBOTS_LIMIT);
      if ("failure" in answer) return answer;
      const next = nextOf(answer, url);
      if (!next) return robotsOf(answer, this.#options.product);
      url = next;
    }
    return { allows: () => true };
  }

  /** Asks again what may be temporary, and in full where a server does not know how to answer in short. */
  async #patiently(url: URL, bodyLimit = 0): Promise<Answer> {
    const { backoff, longestWait } = this.#options.pace;
    let answer = await this.#once(bodyLimit > 0 ? "GET" : "HEAD", url, bodyLimit);
    if (bodyLimit === 0 && isDoubtful(answer)) answer = await this.#once("GET", url);
    for (const pause of backoff) {
      if (!isPassing(answer)) break;
      const wanted = "failure" in answer ? 0 : retryAfter(answer.retryAfter);
      if (wanted > longestWait) {
        this.#postponed.add(url.hostname);
        return { failure: "wait" };
      }
      await wait(Math.max(pause, wanted), undefined, { signal: this.#options.signal });
      answer = await this.#once("GET", url, bodyLimit);
    }
    return answer;
  }

  #once(method: "HEAD" | "GET", url: URL, bodyLimit = 0): Promise<Answer> {
    const { network, userAgent, pace, signal } = this.#options;
    const options: AskOptions = { network, userAgent, timeout: pace.timeout, signal };
    return this.#queue.take(url.hostname, () => ask(method, url, options, bodyLimit));
  }
}

type Robots = { readonly allows: (path: string) => boolean } | Extract<Answer, { failure: unknown }>;

/** No file allows everything; a server at fault, or a file that cannot be read, forbids it (RFC 9309, section 2.3.1). */
function robotsOf({ status, body }: Exclude<Answer, { failure: unknown }>, product: string): Robots {
  if (status === 429 || status >= 500) return { failure: "robots" };
  if (status < 200 || status >= 300) return { allows: () => true };
  return body === undefined ? { failure: "robots" } : { allows: readRobots(body, product) };
}

/** Where an answer forwards to. */
function nextOf(answer: Answer, from: URL): URL | undefined {
  if ("failure" in answer || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const { location } = answer;
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

/** Many servers refuse HEAD, answer it wrongly or break off: what a reader would ask decides. */
function isDoubtful(answer: Answer): boolean {
  if ("failure" in answer) return answer.failure === "connection";
  return answer.status >= 400 && ![429, 503].includes(answer.status);
}

function isPassing(answer: Answer): boolean {
  if ("failure" in answer) return answer.failure === "connection" || answer.failure === "timeout";
  return [429, 500, 502, 503, 504].includes(answer.status);
}

/** Seconds, or a date (RFC 9110, section 10.2.3), as milliseconds from now. */
function retryAfter(text: string | undefined): number {
  if (text === undefined) return 0;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}
