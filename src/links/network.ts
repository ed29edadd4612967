import { lookup } from "node:dns/promises";
import { isPublicAddress } from "./public-address.ts";

/** What may be reached, and how names are looked up. The tests have one of their own; nothing outside the program can set it. */
export interface Network {
  /** The IP addresses of a host. @throws with the system's code */
  resolve(host: string): Promise<readonly string[]>;
  /** Whether an IP address may be connected to. */
  mayReach(address: string): boolean;
}

export const INTERNET: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  mayReach: isPublicAddress,
};

/** How patient and how slow we are; all in milliseconds. */
export interface Pace {
  /** From the end of one request to a host until the next. */
  readonly pause: number;
  /** For a whole request: name, connection and answer. */
  readonly timeout: number;
  /** Before each further attempt at what may be temporary. */
  readonly backoff: readonly number[];
  /** The longest that a server may ask us to wait. */
  readonly longestWait: number;
}

export const GENTLE: Pace = { pause: 1_000, timeout: 20_000, backoff: [3_000, 15_000], longestWait: 60_000 };
