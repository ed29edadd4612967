import type { LinkHealth } from "../content/link-health.ts";
import { afterCheck, type LinkRecord, type LinkStatus, verdictOn } from "../model/link-health.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { readHealthFile, writeHealthFile } from "./health-file.ts";
import type { Outcome } from "./link-checker.ts";

/** So many results lie between two writes of the file. */
const SAVE_EVERY = 100;
/** When so many hosts are asked and none answers, it is this machine that is cut off. */
const HOSTS_THAT_CANNOT_ALL_FAIL = 3;
const SILENCE: readonly LinkStatus[] = ["name", "connection", "timeout"];

/** What one check found. */
export class LinkResults {
  readonly contentDir: string;
  readonly #today: PartialDate;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #silentHosts = new Set<string>();
  #hasAnswer = false;

  /** @param contentDir the folder whose file it is written to */
  constructor(contentDir: string, today: PartialDate) {
    this.contentDir = contentDir;
    this.#today = today;
  }

  get size(): number {
    return this.#outcomes.size;
  }

  /** How many links have an unknown state. */
  get unknown(): number {
    return [...this.#outcomes.values()].filter(({ status }) => verdictOn(status) === "unknown").length;
  }

  /** A machine that is cut off from the network would find every link dead. */
  get isBelieved(): boolean {
    return this.#hasAnswer || this.#silentHosts.size < HOSTS_THAT_CANNOT_ALL_FAIL;
  }

  add(url: string, outcome: Outcome): void {
    this.#outcomes.set(url, outcome);
    if (SILENCE.includes(outcome.status)) this.#silentHosts.add(new URL(url).hostname);
    else if (outcome.status !== "private") this.#hasAnswer = true;
    if (this.#outcomes.size % SAVE_EVERY === 0) this.save();
  }

  /**
   * Writes the results to the file, which is read again, as it may have been changed in the hours that a check takes. Records of
   * links that were not asked stay as they are.
   */
  save(): LinkHealth {
    const known = readHealthFile(this.contentDir, this.#today);
    if ("diagnostic" in known || this.#outcomes.size === 0 || !this.isBelieved) return known;
    const records = new Map<string, LinkRecord>(known.records);
    for (const [url, outcome] of this.#outcomes) records.set(url, afterCheck(records.get(url), outcome, this.#today));
    writeHealthFile(this.contentDir, records);
    return { records, warnings: [] };
  }
}
