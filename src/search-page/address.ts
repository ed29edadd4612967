import type { Limits } from "./facets.ts";

/** What is searched. */
export interface Wish {
  readonly query: string;
  readonly limits: Limits;
}

/** What the page's address asks for. @param names that a search may be limited by */
export function wishOf(address: string, names: readonly string[]): Wish {
  const parameters = new URL(address).searchParams;
  const limits = names.flatMap((name) => {
    const value = parameters.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { query: parameters.get("q")?.trim() ?? "", limits: Object.fromEntries(limits) };
}

/** The address that asks for it, to be linked to. */
export function addressOf({ query, limits }: Wish, address: string): string {
  const url = new URL(address);
  url.search = new URLSearchParams({ ...(query && { q: query }), ...limits }).toString();
  url.hash = "";
  return url.href;
}
