/** A real archive behind real web servers: every page, every old address, in every form people have it in. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, filesBelow, type Site, UDD } from "../support/sample.ts";
import { describeHosts, HOSTS_AND_PREVIEW, type Host } from "./servers.ts";

interface Known {
  readonly address: string;
  readonly to: string;
}
const KNOWN: Known[] = readFileSync(join(import.meta.dirname, "udd-addresses.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [address = "", to = ""] = line.split(" ");
    return { address, to };
  });
/** Those that lie at a host that can be pointed here; Paloma's cannot. */
const OURS = KNOWN.filter(({ address }) => !address.includes("paloma.se"));

let site: Site;
beforeAll(async () => {
  site = await build(UDD);
});

const pathOf = (address: string): string => address.replace(/^https?:\/\/[^/]+/, "");

/** An address as links have it: with and without its last slash and, of SharePoint, in small letters and in capitals. */
function spellings(address: string): string[] {
  const path = pathOf(address);
  const forms = path === "/" ? [path] : [path.replace(/\/$/, ""), path.replace(/\/?$/, "/")];
  return /\.aspx/i.test(path) ? forms.flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]) : forms;
}

/** The form's field as browsers and people fill it in. */
function pasted(address: string): string[] {
  const bare = address.replace(/^https?:\/\//, "");
  const forms = [address, ` ${address} `, bare, bare.replace(/^www\./, "")];
  if (address.includes("?")) return [...forms, `${address}&emailkey=0`, address.replace(/\?(.*)&(.*)$/, "?$2&$1")];
  return [...forms, pathOf(address), address.replace(/\/?$/, "/"), `${address}?utm_source=x`, `${address}#x`];
}

describeHosts(HOSTS_AND_PREVIEW, (_name, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start({ folder: site.folder, basePath: "/" });
  });
  afterAll(() => host?.stop());

  /** Follows one redirect. */
  async function arrival(path: string): Promise<{ to: string; status: number; hops: number }> {
    const answer = await host.ask(path);
    const location = answer.headers.location?.replace(/^http:\/\/[^/]+/, "");
    if (location === undefined) return { to: path, status: answer.status, hops: 0 };
    const next = await host.ask(location.replace(/#.*/, ""));
    return { to: location, status: next.headers.location === undefined ? next.status : 599, hops: 1 };
  }

  test("every old address leads home in one step, however it is written", async () => {
    const wrong: string[] = [];
    for (const { address, to } of OURS) {
      for (const path of spellings(address)) {
        const arrived = await arrival(path);
        if (arrived.to !== to || arrived.status !== 200) wrong.push(`${path} → ${JSON.stringify(arrived)}, not ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("every page answers, and only those that lead on lead on", async () => {
    const pages = filesBelow(site.folder).filter((path) => path.endsWith("index.html"));
    expect(pages.length).toBeGreaterThan(60);
    const wrong: string[] = [];
    for (const page of pages) {
      const path = `/${page.slice(0, -"index.html".length)}`;
      const { status, hops } = await arrival(path);
      const leadsOn = site.page(path).includes('http-equiv="refresh"');
      if (status !== 200 || hops !== Number(leadsOn)) wrong.push(`${path}: ${status} after ${hops}`);
    }
    expect(wrong).toEqual([]);
  });

  test("an old address pasted at /hitta/ leads to where it is now", async () => {
    const wrong: string[] = [];
    // What never moved is not looked up: its address works as it is. Nor is what only leads to this page.
    for (const { address, to } of KNOWN.filter((known) => ![pathOf(known.address), "/hitta/"].includes(known.to))) {
      for (const text of pasted(address)) {
        const answer = await host.ask(`/hitta/?${new URLSearchParams({ adress: text })}`);
        const location = answer.headers.location?.replace(/^http:\/\/[^/]+/, "");
        if (answer.status !== 302 || location !== to) wrong.push(`${text}: ${answer.status} ${location}, not ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("the page of old addresses", () => {
  test("holds every address that leads on, to be found with the browser's own search", () => {
    const html = site.page("/hitta/");
    const shown = KNOWN.filter(({ address, to }) => pathOf(address) !== to)
      .map(({ address }) => address.replace(/^https?:\/\//, "").replaceAll("&", "&amp;"))
      .filter(
        (address) =>
          !/sv\/$|page|202\d|okand|sv\/Sidor|Om-Udd\/$|extra.*hallbar|dalarna\/$/.test(address) ||
          address.includes("2021/06/01"),
      );
    for (const address of shown) expect(html).toContain(address.replace(/(\.aspx|events|category\/nyheter)\/$/, "$1"));
    expect(html).not.toContain("<script");
    expect(html).not.toContain("emailkey");
  });
});
