/** A publish that is killed at any moment leaves a ledger that can be read, and the next one comes to the same end. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { arm } from "../engine/faults.mjs";
import { writeFiles } from "../support/sample.ts";
import { built, ledgerEvents, ledgerLines, type Place, publish, published, publishedPlace } from "./support.ts";

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
  const whole = await changedPlace();
  expect(await published(whole)).toEqual([]);
  const expected = state(whole);
  let moments = 0;
  for (let call = 1; ; call += 1) {
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
