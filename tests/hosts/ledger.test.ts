/** Every path that the ledger records, asked of real web servers: 200, one redirect, or 410 with the page that says so. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ledgerEvents, type Place, perform, published, publishedPlace } from "../ledger/support.ts";
import { describeHosts, HOSTS_AND_PREVIEW, type Host } from "./servers.ts";

const MOVED = new Map([
  ["/nyhetsbrev/2026/hej/", "/nyhetsbrev/2026/hejsan/"],
  ["/nyhetsbrev/2026/hej/plan.txt", "/nyhetsbrev/2026/hejsan/plan.txt"],
]);
const WITHDRAWN = ["/nyheter/fron/", "/gammalt/rapport.txt"];

let at: Place;
beforeAll(async () => {
  at = await publishedPlace();
  for (const line of [
    "move issues/2026/hej.md /nyhetsbrev/2026/hejsan/",
    "withdraw news/fron.md Fröerna är slut.",
    "remove files/gammalt/rapport.txt",
    "withdraw /gammalt/rapport.txt Den var fel.",
  ]) {
    expect(await perform(at, line)).toEqual([]);
  }
  expect(await published(at)).toEqual([]);
});

describeHosts(HOSTS_AND_PREVIEW, (_name, start) => {
  let host: Host;
  beforeAll(async () => {
    host = await start({ folder: at.output, basePath: "/" });
  });
  afterAll(() => host?.stop());

  test("answers every path that was ever published", async () => {
    const paths = [...new Set(ledgerEvents(at).map(({ path }) => path.replace(/#.*/, "")))];
    expect(paths.length).toBeGreaterThan(10);
    for (const path of [...MOVED.keys(), ...WITHDRAWN]) expect(paths).toContain(path);
    const wrong: string[] = [];
    for (const path of paths) {
      const { status, headers, body } = await host.ask(path);
      const to = headers.location?.replace(/^http:\/\/[^/]+/, "");
      const end = to === undefined ? status : (await host.ask(to)).status;
      const isTombstone = status === 410 && body.includes("<h1>Sidan har tagits bort</h1>");
      const isRight = WITHDRAWN.includes(path)
        ? isTombstone
        : MOVED.has(path)
          ? status === 301 && to === MOVED.get(path) && end === 200
          : // An alias of what was withdrawn leads to where that is said.
            [200, 301, 302].includes(status) && (end === 200 || WITHDRAWN.includes(to ?? ""));
      if (!isRight) wrong.push(`${path}: ${status} ${to ?? ""} ${end}`);
    }
    expect(wrong).toEqual([]);
  });
});
