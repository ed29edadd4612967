import { readExternalLinks } from "../content/external-links.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { groupBy } from "../model/group-by.ts";
import { canonicalLink, daysBetween } from "../model/link-health.ts";
import type { PartialDate } from "../model/partial-date.ts";
import { readHealthFile } from "./health-file.ts";
import { LinkChecker, type Outcome } from "./link-checker.ts";
import { reportLinks } from "./link-report.ts";
import { LinkResults } from "./link-results.ts";
import { GENTLE, INTERNET, type Network, type Pace } from "./network.ts";

export interface ExternalCheckOptions {
  readonly contentDir: string;
  readonly today: PartialDate;
  /** Links asked fewer days ago than this are not asked again. */
  readonly maxAge: number;
  /** The program's own version, which it sends to the sites it asks. */
  readonly version: string;
  /** Ends the check early; what was learned is kept. */
  readonly signal: AbortSignal;
  readonly onChecked?: (done: number, total: number) => void;
  readonly network?: Network;
  readonly pace?: Pace;
}

export interface ExternalCheckResult {
  /** Warnings on links, or what is wrong with the file of what is known. */
  readonly diagnostics: readonly Diagnostic[];
  /** Links that were asked, of those that were to be. */
  readonly asked: number;
  readonly due: number;
  /** Those of the asked whose state is unknown. */
  readonly unknown: number;
  /** Whether nothing at all answered, so that nothing was believed. */
  readonly offline: boolean;
}

const PRODUCT = "BrevarkivLinkCheck";
/** As many hosts are asked at the same time; each of them one request at a time. */
const HOSTS_AT_ONCE = 8;

/** Asks the links to other sites of a content folder, and keeps what was learned in its link-health.json. */
export async function checkExternalLinks(options: ExternalCheckOptions): Promise<ExternalCheckResult> {
  const { contentDir, today, maxAge, signal } = options;
  const nothing = { asked: 0, due: 0, unknown: 0, offline: false };
  const external = await readExternalLinks(contentDir, today);
  const known = readHealthFile(contentDir, today);
  if ("diagnostic" in known) return { ...nothing, diagnostics: [known.diagnostic] };
  if (!external) return { ...nothing, diagnostics: [] };

  const { links, notes, site } = external;
  const urls = new Set(links.flatMap(({ url }) => canonicalLink(url) ?? []));
  const due = [...urls].filter((url) => {
    const record = known.records.get(url);
    return notes.get(url)?.check !== false && (!record || daysBetween(record.checked, today) >= maxAge);
  });
  const results = new LinkResults(contentDir, today);
  const { network = INTERNET, pace = GENTLE } = options;
  const userAgent = `${PRODUCT}/${options.version} (+${site}; checks the links of this site)`;
  const checker = new LinkChecker({ product: PRODUCT, userAgent, network, pace, signal });
  await askHosts(due, checker, signal, (url, outcome) => {
    results.add(url, outcome);
    options.onChecked?.(results.size, due.length);
  });
  const kept = results.save();
  return {
    diagnostics: "diagnostic" in kept ? [kept.diagnostic] : reportLinks(links, kept.records, notes),
    asked: results.size,
    due: due.length,
    unknown: results.unknown,
    offline: !results.isBelieved,
  };
}

/** Host by host, some of them at the same time, until all are asked or the signal is aborted. */
async function askHosts(
  urls: readonly string[],
  checker: LinkChecker,
  signal: AbortSignal,
  onOutcome: (url: string, outcome: Outcome) => void,
): Promise<void> {
  const hosts = [...groupBy(urls, (url) => [new URL(url).hostname]).values()].values();
  const askNext = async (): Promise<void> => {
    for (const links of hosts) {
      for (const url of links) onOutcome(url, await checker.check(url));
    }
  };
  const results = await Promise.allSettled(Array.from({ length: HOSTS_AT_ONCE }, askNext));
  const failed = results.find((result) => result.status === "rejected");
  if (failed && !signal.aborted) throw failed.reason;
}
