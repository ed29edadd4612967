/** Every path that was ever published leads to a page, a redirect in one step, or a page that says that it was withdrawn. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeFiles } from "../support/sample.ts";
import { ledgerEvents, type Place, perform, place, publish, published, publishedPlace } from "./support.ts";

/** The text of what an address is answered with. */
function answer({ output }: Place, address: string): string | undefined {
  const path = address.endsWith("/") ? `${address}index.html` : address;
  const file = [path, `${path}/index.html`]
    .map((name) => join(output, name))
    .find((name) => existsSync(name) && !isFolder(name));
  return file && readFileSync(file, "utf8");
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

const forwardsTo = (html: string): string | undefined =>
  /http-equiv="refresh" content="0; url=([^"]+)"/.exec(html)?.[1];

/** What is wrong with the answer to a published path; undefined when nothing is. */
function faultOf(at: Place, path: string): string | undefined {
  const [address = "", anchor] = path.split("#");
  const first = answer(at, address);
  if (first === undefined) return `${path} answers nothing`;
  const to = forwardsTo(first);
  const page = to === undefined ? first : answer(at, to);
  if (page === undefined) return `${path} leads to ${to}, where nothing is`;
  if (address !== "/nyhetsbrev/senaste/" && forwardsTo(page) !== undefined) return `${path} takes two steps`;
  const isWithdrawn = page.includes("<h1>Sidan har tagits bort</h1>");
  if (anchor === undefined || isWithdrawn || page.includes(`id="${anchor}"`)) return undefined;
  return `${path}: the page has no such heading`;
}

const faultsOf = (at: Place): string[] =>
  ledgerEvents(at).flatMap(({ path, op }) =>
    op === "withdraw" && path.includes("#") ? [] : (faultOf(at, path) ?? []),
  );

/** Does what the messages say until the site can be published: what goes with a text is withdrawn as well. */
async function publishAsTold(at: Place): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { diagnostics } = await publish(at);
    if (diagnostics.length === 0) return;
    for (const { rule, message } of diagnostics) {
      expect(["address-gone", "document-gone"]).toContain(rule);
      expect(await perform(at, `withdraw ${message.split(" ")[0]} Tillsammans med texten.`)).toEqual([]);
    }
  }
  expect(await published(at)).toEqual([]);
}

const letters = (at: Place): string[] =>
  readdirSync(join(at.content, "issues/2026")).filter((name) => name.endsWith(".md"));

type Step = readonly [what: string, which: number];

async function take(at: Place, [what, which]: Step, round: number): Promise<void> {
  const names = letters(at);
  const name = `issues/2026/${names[which % names.length] ?? "hej.md"}`;
  const file = join(at.content, name);
  if (what === "write") {
    const text = `---\ntitle: Brev ${round}\ndate: 2026-06\nslug: brev-${round}\ntopics: [cykling]\n---\n\n## Början\n\nText.\n`;
    writeFiles(at.content, { [`issues/2026/ny-${round}.md`]: text });
  } else if (what === "correct") {
    const text = readFileSync(file, "utf8");
    const address = `/nyhetsbrev/2026/${/^slug: (.*)$/m.exec(text)?.[1]}/`;
    const last = ledgerEvents(at).findLast(({ path }) => path === address);
    // What is withdrawn is restored before it is changed.
    if (last?.op === "withdraw") return;
    const entry = `  - date: 2026-07-01\n    text: Rättelse ${round}.\n`;
    const noted = text.includes("corrections:")
      ? text.replace("corrections:\n", `corrections:\n${entry}`)
      : text.replace("slug:", `corrections:\n${entry}slug:`);
    writeFileSync(file, `${noted}\nRättat ${round}.\n`);
  } else if (what === "move") await perform(at, `move ${name} /nyhetsbrev/2026/flyttat-${round}/`);
  else await perform(at, `${what} ${name}${what === "withdraw" ? " Fel." : ""}`);
}

describe("whatever is done", () => {
  const step = fc.tuple(fc.constantFrom("write", "correct", "move", "move", "withdraw", "restore"), fc.nat(20));
  test("every path that was ever published answers", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 7 }), async (steps) => {
        const at = await publishedPlace();
        for (const [round, each] of steps.entries()) {
          await take(at, each, round);
          // Some things are done together.
          if (each[1] % 3 > 0) await publishAsTold(at);
        }
        await publishAsTold(at);
        expect(faultsOf(at)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe("what readers see", () => {
  test("a corrected letter, what it said before, and the list of corrections", async () => {
    const at = await publishedPlace();
    await take(at, ["correct", 0], 1);
    await publishAsTold(at);
    await take(at, ["correct", 0], 2);
    await publishAsTold(at);
    const page = answer(at, "/nyhetsbrev/2026/hej/") ?? "";
    expect(page).toContain("Rättat 2.");
    expect(page).toContain('<a href="/nyhetsbrev/2026/hej/version/1/">Version 1</a>');
    expect(page).toContain('<a href="/nyhetsbrev/2026/hej/version/2/">Version 2</a>');
    const first = answer(at, "/nyhetsbrev/2026/hej/version/1/") ?? "";
    expect(first).not.toContain("<p>Rättat 1.");
    expect(first).toContain('<link rel="canonical" href="https://www.example.org/nyhetsbrev/2026/hej/">');
    expect(first).toContain("Det här är en tidigare version av texten");
    const second = answer(at, "/nyhetsbrev/2026/hej/version/2/") ?? "";
    expect(second).toContain("<p>Rättat 1.");
    // A version mentions what was corrected after it, not of what it already has.
    for (const correction of ["Rättelse 1.", "Rättelse 2."]) expect(first).toContain(correction);
    expect([second.includes("Rättelse 1."), second.includes("Rättelse 2.")]).toEqual([false, true]);
    expect(answer(at, "/rattelser/")).toContain("Rättelse 2.");
    expect(answer(at, "/sitemap.xml")).not.toContain("/version/");
  });

  test("a withdrawn letter's page tells its title and why, and hosts answer 410", async () => {
    const at = await publishedPlace();
    await perform(at, "withdraw issues/2026/var.md Brevet gick till fel läsare.");
    await publishAsTold(at);
    const page = answer(at, "/nyhetsbrev/2026/varen/") ?? "";
    expect(page).toContain("<h1>Sidan har tagits bort</h1>");
    expect(page).toContain("Vårens brev");
    expect(page).toContain("Brevet gick till fel läsare.");
    expect(answer(at, "/nyhetsbrev/")).not.toContain("Vårens brev");
    expect(JSON.parse(answer(at, "/_hosting/rules.json") ?? "").gone).toContainEqual({
      path: "/nyhetsbrev/2026/varen/",
      page: "/nyhetsbrev/2026/varen/index.html",
    });
  });

  test("of what was withdrawn to protect somebody nothing is left, neither on the site nor in the content", async () => {
    const at = await publishedPlace();
    await take(at, ["correct", 1], 1);
    await publishAsTold(at);
    expect(await perform(at, "withdraw issues/2026/var.md personuppgifter")).toEqual([]);
    await publishAsTold(at);
    for (const folder of [at.output, at.content]) {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const left = files
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => /Vårens brev|Rättat 1/.test(readFileSync(file, "utf8")));
      expect(left).toEqual([]);
    }
    expect(faultsOf(at)).toEqual([]);
    expect(await perform(at, "restore /nyhetsbrev/2026/varen/")).toEqual([
      "refused: /nyhetsbrev/2026/varen/ was withdrawn to protect somebody and cannot come back",
    ]);
  });

  test("a heading that has another anchor answers to both", async () => {
    const at = await publishedPlace();
    writeFiles(at.content, {
      "pages/om-oss.md": "---\ntitle: Om oss\nslug: om-oss\n---\n\nText.\n\n## Syfte\n\nAtt odla.\n",
    });
    expect(await perform(at, "move /om-oss/#mal /om-oss/#syfte")).toEqual([]);
    expect(await published(at)).toEqual([]);
    expect(answer(at, "/om-oss/")).toContain('<span id="mal"></span><h2 id="syfte">Syfte</h2>');
  });

  test("a moved letter takes its files along", async () => {
    const at = await publishedPlace();
    expect(await perform(at, "move issues/2026/hej.md /nyhetsbrev/2026/hejsan/")).toEqual([]);
    expect(await published(at)).toEqual([]);
    expect(forwardsTo(answer(at, "/nyhetsbrev/2026/hej/plan.txt") ?? "")).toBe("/nyhetsbrev/2026/hejsan/plan.txt");
    expect(answer(at, "/nyhetsbrev/2026/hejsan/plan.txt")).toBe("Så potatis.\n");
  });
});

describe("the ledger", () => {
  test("is the same bytes whenever and however often the same content is published", async () => {
    const [one, other] = [place(), place()];
    await publish(one);
    await publish(other);
    await publish(other);
    const bytes = ({ content }: Place): string => readFileSync(join(content, "published.jsonl"), "utf8");
    expect(bytes(other)).toBe(bytes(one));
  });

  test("takes the time it is given, and none before the last", async () => {
    const at = place();
    await publish(at, "2026-08-01T12:00Z");
    expect(ledgerEvents(at)[0]?.time).toBe("2026-08-01T12:00Z");
    const [line] = await published(at, "2026-07-31");
    expect(line).toContain("error ledger-time: 2026-07-31 lies before the time of the last line, 2026-08-01T12:00Z");
  });

  test("a build changes no site by it, and writes nothing to the content", async () => {
    const at = await publishedPlace();
    const before = readFileSync(join(at.content, "published.jsonl"), "utf8");
    writeFiles(at.content, { "issues/2026/ny.md": "---\ntitle: Nytt\ndate: 2026-06\nslug: ny\n---\n\nNytt.\n" });
    expect(await perform(at, "publish")).toEqual([]);
    expect(readFileSync(join(at.content, "published.jsonl"), "utf8").startsWith(before)).toBe(true);
  });
});
