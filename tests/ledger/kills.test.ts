/** A publish or a withdrawal that is killed at any moment can be repeated, and the next one comes to the same end. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { writeChecked } from "../../src/files/checked-file.ts";
import { withdraw } from "../../src/publishing/withdraw.ts";
import { arm } from "../engine/faults.mjs";
import { LONG } from "../support/long.ts";
import { filesBelow, fingerprint, letter, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";
import {
  built,
  lean,
  ledgerEvents,
  ledgerLines,
  type Place,
  perform,
  place,
  publish,
  published,
  publishedPlace,
} from "./support.ts";

const LETTER = "issues/2026/hej.md";

async function changedPlace(): Promise<Place> {
  const at = await publishedPlace();
  writeFiles(at.content, {
    [LETTER]: [
      "---\ntitle: Hej från föreningen\ndate: 2026-01-14\nslug: hej\ntopics: [odling]\ndocuments:\n  - title: Plan\n    file: plan.txt",
      "corrections:\n  - date: 2026-05-01\n    text: Dagen var fel.\n---\n\n## Nytt år\n\nMötet är den 6 mars.\n\n## Kontakt\n\nSkriv.\n",
    ].join("\n"),
    "issues/2026/maj.md": "---\ntitle: Maj\ndate: 2026-05\nslug: maj\n---\n\n## Sådd\n\nNytt.\n",
  });
  return at;
}

/** What lies in the content folder besides what an editor wrote. */
function state(at: Place) {
  return { lines: ledgerLines(at), versions: readdirSync(join(at.content, "versions")).sort() };
}

test.each(["gone", "short"])("%s at every call that changes the content", async (kind) => {
  const stride = LONG ? 1 : 2;
  const whole = await changedPlace();
  expect(await published(whole)).toEqual([]);
  const expected = state(whole);
  let moments = 0;
  for (let call = 1; ; call += stride) {
    const at = await changedPlace();
    const fault = arm({ within: at.content, at: call, kind });
    try {
      await publish(at);
    } catch {
      // It is gone, or the disk failed.
    } finally {
      fault.disarm();
    }
    if (!fault.state.struck) break;
    moments += 1;
    const where = `call ${call}: ${fault.state.calls[call - 1]}`;
    rmSync(join(at.content, ".brevarkiv-ledger"), { recursive: true, force: true });
    // What the ledger records so far can be read and is kept.
    const lines = (await built(at)).filter((line) => !line.includes("warning ledger-line"));
    expect(lines, where).toEqual([]);
    const { diagnostics } = await publish(at);
    expect(
      diagnostics.filter(({ severity }) => severity === "error"),
      where,
    ).toEqual([]);
    expect(state(at), where).toEqual(expected);
    const paths = ledgerEvents(at).map(({ op, path }) => `${op} ${path}`);
    expect(new Set(paths).size, where).toBe(paths.length);
  }
  expect(moments).toBeGreaterThan(2);
});

const SECRET = "issues/2026/hemlig.md";
const secret = (document: string, more = ""): string =>
  letter(
    `title: Hemlig titel\ndate: 2026-03-03\nslug: hemlig\ntopics: [eget]\ndocuments:\n  - title: Plan\n    file: ${document}${more}`,
    "Hemlig text med [bilaga](hemlig-3.txt).",
  );
const record = (hash: string) => ({ identities: [], original: hash.repeat(64), written: hash.repeat(64), files: {} });
const IMPORTED = {
  version: 1,
  issues: {
    "issues/2026/annan.md": record("a"),
    [SECRET]: { ...record("b"), files: { "hemlig-1.txt": "b".repeat(64) } },
  },
};

/** With an earlier version that has a document of its own, a topic that nothing else has, and a record of its import. */
async function secretPlace(): Promise<Place> {
  const at = lean(
    place({
      "topics.yaml": "odling:\n  name: Odling\ncykling:\n  name: Cykling\neget:\n  name: Eget\n",
      ".imported.json": `${JSON.stringify(IMPORTED, null, 2)}\n`,
      [SECRET]: secret("hemlig-1.txt"),
      "issues/2026/hemlig-1.txt": "Hemligt ett",
      "issues/2026/hemlig-2.txt": "Hemligt två",
      "issues/2026/hemlig-3.txt": "Hemligt tre",
    }),
  );
  expect(await published(at)).toEqual([]);
  const correction = "\ncorrections:\n  - date: 2026-04-01\n    text: Planen var fel.";
  writeFiles(at.content, { [SECRET]: secret("hemlig-2.txt", correction) });
  expect(await published(at)).toEqual([]);
  return at;
}

test("a withdrawal that is killed is finished by the next", async () => {
  const base = await secretPlace();
  const whole = place({}, base.content);
  expect(await perform(whole, `withdraw ${SECRET} gdpr`)).toEqual([]);
  const expected = fingerprint(whole.content);
  const imported = JSON.parse(readFileSync(join(whole.content, ".imported.json"), "utf8"));
  expect(imported).toEqual({ version: 1, issues: { "issues/2026/annan.md": record("a") } });
  const texts = filesBelow(whole.content).map((path) => readFileSync(join(whole.content, path), "utf8"));
  expect(texts.filter((text) => /Hemlig/.test(text))).toEqual([]);
  let moments = 0;
  for (let call = 1; ; call += 1) {
    const at = place({}, base.content);
    const fault = arm({ within: at.content, at: call, kind: "gone" });
    await perform(at, `withdraw ${SECRET} gdpr`).catch(() => {});
    fault.disarm();
    if (!fault.state.struck) break;
    moments += 1;
    const where = `call ${call}: ${fault.state.calls[call - 1]}`;
    rmSync(join(at.content, ".brevarkiv-ledger"), { recursive: true, force: true });
    // Once all is gone, only its address says what it was.
    const isBegun = [SECRET, ".brevarkiv-removal.json"].some((path) => existsSync(join(at.content, path)));
    expect(await perform(at, `withdraw ${isBegun ? SECRET : "/nyhetsbrev/2026/hemlig/"} gdpr`), where).toEqual([]);
    expect(fingerprint(at.content), where).toEqual(expected);
  }
  expect(moments).toBeGreaterThanOrEqual(25);
  expect(await published(whole)).toEqual([]);
});

test("what is left after a withdrawal that was stopped is named when it is removed", async () => {
  const at = await secretPlace();
  const options = { contentDir: at.content, today: TODAY, time: undefined };
  const fault = arm({ within: at.content, on: ".txt", at: 2, kind: "EIO" });
  const refusal = withdraw(options, join(at.content, SECRET), "personal-data").finally(fault.disarm);
  await expect(refusal).rejects.toThrow("txt cannot be removed (EIO)");
  const command = "npx brevarkiv withdraw /nyhetsbrev/2026/hemlig/ --reason personuppgifter";
  expect(await built(at)).toContain(
    `content/.brevarkiv-removal.json:1:1 error withdrawn-text: what was withdrawn at /nyhetsbrev/2026/hemlig/ is not removed as a whole: that was stopped; run: ${command}`,
  );
  const { path, removed } = await withdraw(options, join(at.content, SECRET), "GDPR");
  expect(path).toBe("/nyhetsbrev/2026/hemlig/");
  const names = removed.map((file) => relative(at.content, file).replace(/[0-9a-f]{64}/, "HASH"));
  expect(names).toEqual([
    "issues/2026/hemlig-2.txt",
    "issues/2026/hemlig-1.txt",
    "versions/2-HASH.md",
    "versions/2-HASH.md",
    SECRET,
  ]);
});

test("a list of what is to go that somebody else wrote removes nothing outside the content", async () => {
  const at = await secretPlace();
  expect(await perform(at, `withdraw ${SECRET} gdpr`)).toEqual([]);
  const outside = join(temporaryFolder(), "kvar.txt");
  writeFileSync(outside, "kvar");
  symlinkSync(dirname(outside), join(at.content, "ut"));
  for (const path of [relative(at.content, outside), "ut/kvar.txt"]) {
    const list = { path: "/nyhetsbrev/2026/hemlig/", files: [path] };
    writeChecked(join(at.content, ".brevarkiv-removal.json"), list, false);
    await perform(at, "withdraw /nyhetsbrev/2026/hemlig/ gdpr").catch(() => {});
    expect(existsSync(outside), path).toBe(true);
  }
});

test("a page that was withdrawn and is still made is no bug in the next withdrawal", async () => {
  const at = await publishedPlace();
  expect(await perform(at, "withdraw /amnen/odling/ Fel.")).toEqual([]);
  expect(await perform(at, `withdraw ${LETTER} Fel.`)).toEqual([]);
});
