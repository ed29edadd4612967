/** What programs do to the file of the ledger behind its owners' backs, and what must never change: the hash of a text. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { LedgerRefusal } from "../../src/engine/ledger/ledger-refusal.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { verifyLedger } from "../../src/publishing/verify.ts";
import { letter, TODAY } from "../support/sample.ts";
import { ledgerEvents, perform, place, publish, publishedPlace, resealed } from "./support.ts";

describe("a file that another program wrote again", async () => {
  const [first = "", second = ""] = resealed(ledgerEvents(await publishedPlace()));
  const whole = `${first}\n${second}\n`;
  test.each([
    ["as it is", whole, undefined],
    ["line ends of Windows", whole.replaceAll("\n", "\r\n"), "its line ends were changed"],
    ["and only one line", `${first}\r\n`, "its line ends were changed"],
    ["a byte order mark", `\ufeff${whole}`, "a byte order mark was put before it"],
    [
      "two branches, which git could not join",
      `${first}\n<<<<<<< HEAD\n${second}\n`,
      "two branches that both published",
    ],
    ["an empty line", `${first}\n\n${second}\n`, "line 2 is no event"],
  ])("%s", (_what, text, message) => {
    const { fault } = readLedger(Buffer.from(text));
    if (message === undefined) expect(fault).toBeUndefined();
    else expect(fault?.message).toContain(message);
  });
});

describe("a ledger that somebody forged names nothing outside the site", async () => {
  const events = ledgerEvents(await publishedPlace());
  const forged = (change: object) => resealed([...events, { ...events[0], ...change } as (typeof events)[number]]);
  const read = (lines: readonly string[]) => readLedger(Buffer.from(`${lines.join("\n")}\n`)).fault?.message;
  test.each([
    "/../../ute/",
    "/a/../../ute/",
    "/a/..",
    "/./a/",
    "/a/./",
    "/a//b/",
    "/..\\ute/",
    "/a\\..\\..\\ute",
    "/a\u2028/../../ute/",
    "//ute/",
    "ute/",
  ])("%j", (path) => {
    expect(read(forged({ path }))).toMatch(/^line \d+ is no event/);
    expect(read(forged({ id: path }))).toMatch(/^line \d+ is no event/);
    expect(read(forged({ op: "move", to: path }))).toMatch(/^line \d+ is no event/);
  });
  test.each(["/a..b/", "/..a/", "/a../b.pdf", "/.a/"])("%j is a name like others", (path) =>
    expect(read(forged({ path, id: path })) ?? "").not.toMatch(/is no event/),
  );
});

test("version control is asked, and a revision that it does not have says nothing good", async () => {
  const at = await publishedPlace();
  const verify = (revision: string) => verifyLedger(at.content, revision, TODAY);
  expect(await verify("HEAD")).toMatchObject({ diagnostics: [], isCommitted: false });
  const git = (...parameters: string[]) =>
    execFileSync("git", ["-C", at.content, "-c", "user.name=Prov", "-c", "user.email=prov@example.org", ...parameters]);
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "Published");
  expect(await verify("HEAD")).toMatchObject({ diagnostics: [], isCommitted: true });
  for (const revision of ["origin/main", "--output=stolen"])
    await expect(verify(revision)).rejects.toThrow(LedgerRefusal);
  await perform(at, "truncate 1");
  expect((await verify("HEAD")).diagnostics.map(({ rule }) => rule)).toContain("ledger-prefix");
});

/** Everything that counts in a text, and some of what does not. */
const WHOLE = letter(
  [
    'title: "Hela brevet: å, ä, ö"',
    "heading: Hela brevet",
    "number: 3–4",
    "date: 2026-05",
    "slug: hela",
    "language: sv",
    "summary: Allt som ett brev kan ha.",
    "topics: [odling]",
    "contacts:\n  - name: Dag Exempel\n    email: dag@example.org\n    organisation: Exempel kommun\n    role: Kassör",
    "steeringGroup:\n  - organisation: Exempel kommun\n    name: Alva Exempel\n    role: Ordförande",
    "leadership:\n  - name: Alva Exempel\n    organisation: Exempel kommun",
    'funding:\n  amount: 500000\n  currency: SEK\n  funders: [Exempel kommun]\n  recipient: Föreningen\n  period: "2026"\n  note: I allt.',
    "documents:\n  - title: Plan\n    file: plan.txt\n  - title: Rapport\n    url: https://www.example.com/rapport.pdf\n    language: en",
    "events:\n  - title: Möte\n    start: 2026-06-01T18:00\n    end: 2026-06-01T20:00\n    place: Huset",
  ].join("\n"),
  "Ett stycke med *betoning*  och\nradbyte.\n\n## En rubrik\n\n- en punkt\n- [länk](https://www.example.com/)",
);

test("the hash of a text is the same for ever: with another, each published letter of each archive would be a silent edit", async () => {
  const at = place({ "issues/2026/hela.md": WHOLE });
  await publish(at);
  const published = ledgerEvents(at).find(({ path }) => path === "/nyhetsbrev/2026/hela/");
  expect(published?.content).toBe("2-ed5ad4b307c3254b5eeeafd8868bcb15b5780849fce95ece88c871300c878797");
});
