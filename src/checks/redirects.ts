import { atMost, type Diagnostic } from "../diagnostics.ts";
import type { Redirect } from "../model/archive.ts";
import { oldAddressKey } from "../model/old-address.ts";
import { addressKey } from "../model/permalink.ts";

/** What redirects.yaml must not stand in the way of. Addresses are those of the site, without the path that it lies under. */
export interface Surroundings {
  /** Pages and files that are there. */
  readonly addresses: Iterable<string>;
  /** Old addresses that something else leads on, and where to: aliases, pages that were moved. */
  readonly moved: ReadonlyMap<string, string>;
}

/** Old addresses at which something stands, which something else leads on, or which lead in circles. */
export function checkRedirects(
  file: string,
  redirects: readonly Redirect[],
  { addresses, moved }: Surroundings,
): Diagnostic[] {
  const present = new Map([...addresses].map((address) => [addressKey(address), address]));
  const aliases = new Map([...moved].map(([address, to]) => [addressKey(address), to]));
  const listed = new Map(redirects.map((redirect) => [oldAddressKey(redirect.from), redirect]));
  return atMost(
    redirects.flatMap((redirect) => {
      const fault = collision(redirect, present, aliases) ?? chain(redirect, aliases, listed);
      if (!fault) return [];
      const { atTarget, ...rest } = fault;
      const { line, column } = atTarget && "link" in redirect.to ? redirect.to.link : redirect;
      return [{ file, line, column, severity: "error" as const, ...rest }];
    }),
  );
}

type Fault = Pick<Diagnostic, "rule" | "message" | "hint"> & { readonly atTarget?: boolean };

function collision(
  { from, to }: Redirect,
  present: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, string>,
): Fault | undefined {
  const rule = "duplicate-address";
  if (from.below) {
    const prefix = `${addressKey(from.path)}/`;
    const [, inside] = [...present].find(([key]) => `${key}/`.startsWith(prefix)) ?? [];
    if (inside === undefined) return undefined;
    const message = `${from.path}* takes in ${inside}, which is a page or file of this site`;
    return { rule, message, hint: "write the old addresses one by one" };
  }
  if (from.query) return undefined;
  const page = present.get(addressKey(from.path));
  // An earlier host's address that is the same here needs no leading, and is listed to be found.
  const leadsToItself = from.host !== undefined && "link" in to && to.link.address === page;
  if (page !== undefined && !leadsToItself) {
    const hint = "remove it: old addresses are told from pages by their path alone, whatever their host";
    return { rule, message: `${page} is a page or file of this site already`, hint };
  }
  const alias = aliases.get(addressKey(from.path));
  if (alias === undefined) return undefined;
  return { rule, message: `${from.path} already leads to ${alias}`, hint: "remove it from one of the two places" };
}

function chain(
  redirect: Redirect,
  aliases: ReadonlyMap<string, string>,
  listed: ReadonlyMap<string, Redirect>,
): Fault | undefined {
  const target = written(redirect.to);
  const passed = new Set([redirect]);
  let last = redirect;
  for (let next = followed(last, listed); next; next = followed(last, listed)) {
    if (passed.has(next)) {
      const message = `${target} leads round in a circle`;
      return { atTarget: true, rule: "redirect-loop", message, hint: "write the address where the page is now" };
    }
    passed.add(next);
    last = next;
  }
  const alias = "link" in last.to ? aliases.get(addressKey(last.to.link.address)) : undefined;
  if (passed.size === 1 && alias === undefined) return undefined;
  const message = `${target} is an old address itself`;
  return {
    atTarget: true,
    rule: "redirect-chain",
    message,
    hint: `write where that leads: ${alias ?? written(last.to)}`,
  };
}

/** The line that a target is the old address of. */
function followed({ to }: Redirect, listed: ReadonlyMap<string, Redirect>): Redirect | undefined {
  const url = "url" in to ? new URL(to.url) : undefined;
  const path = url ? decodedPath(url) : "link" in to ? to.link.address : "";
  const next = listed.get(oldAddressKey({ path, below: false }));
  // An earlier host's path that is a page here is met where it stands.
  return next?.from.host === url?.host.replace(/^www\./, "") ? next : undefined;
}

function decodedPath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function written(to: Redirect["to"]): string {
  return "link" in to ? to.link.address : to.url;
}
