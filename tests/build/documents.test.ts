/** Files for machines are made only when their fingerprint changed, and bundles of files only together. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planRelease } from "../../src/engine/plan/release-plan.ts";
import type { Survey } from "../../src/engine/plan/survey.ts";
import { readTemplates } from "../../src/engine/project/template-tree.ts";
import { fillStaging, keepFiles, makeFiles } from "../../src/engine/staging/fill-staging.ts";
import { makeBundles } from "../../src/engine/staging/make-bundles.ts";
import { Staging } from "../../src/engine/staging/staging.ts";
import type { ReleasedFolder } from "../../src/engine/store/released-folder.ts";
import { filesBelow, temporaryFolder } from "../support/sample.ts";

const MAKING = { program: "program", project: "project", templates: readTemplates("_includes"), archive: undefined };

/** A release of documents and one bundle, each made of one word. */
async function release(words: Record<string, string>, current: ReleasedFolder | undefined, keepsBundles = false) {
  const made: string[] = [];
  const { index: word = "", ...documents } = words;
  const survey = {
    edition: { views: [], config: {} },
    css: "",
    files: Object.entries(documents).map(([path, fingerprint]) => ({
      path,
      fingerprint,
      make: async () => {
        made.push(path);
        return `${fingerprint}!`;
      },
    })),
    volumes: [],
    bundles: [
      {
        folder: "index",
        fingerprint: word,
        make: async () => {
          made.push("index");
          return new Map([
            [`index/${word}.bin`, new Uint8Array([word.length])],
            ["index/entry", new Uint8Array([1])],
          ]);
        },
      },
    ],
  } as unknown as Survey;
  const plan = planRelease(survey, MAKING, current, keepsBundles);
  const bundles = await makeBundles(plan.bundles);
  const path = join(temporaryFolder(), "release");
  mkdirSync(path);
  const indexed = bundles.flatMap(({ files }) => [...files.keys()]);
  const planned = [...Object.keys(documents), ...plan.keep.keys(), ...indexed, "manifest-sha256.txt"];
  const staging = new Staging({ path, record: undefined }, current, { paths: new Set(planned), volumes: [] });
  await keepFiles(staging, plan);
  await makeFiles(staging, plan);
  fillStaging(staging, plan, [], bundles);
  return { made, plan, folder: { path, record: { inode: "", ...staging.record(), part: () => undefined } } };
}

test("what did not change is taken over without being made", async () => {
  const first = await release({ "a.xml": "one", "b.xml": "two", index: "three" }, undefined);
  expect(first.made).toEqual(["index", "a.xml", "b.xml"]);
  expect(filesBelow(first.folder.path)).toEqual(
    ["a.xml", "b.xml", "index/entry", "index/three.bin", "manifest-sha256.txt"].sort(),
  );

  const same = await release({ "a.xml": "one", "b.xml": "two", index: "three" }, first.folder);
  expect(same.made).toEqual([]);
  expect(same.plan.isCurrent).toBe(true);

  const changed = await release({ "a.xml": "one", "b.xml": "new", index: "three" }, same.folder);
  expect(changed.made).toEqual(["b.xml"]);
  expect(readFileSync(join(changed.folder.path, "b.xml"), "utf8")).toBe("new!");

  const reindexed = await release({ "a.xml": "one", "b.xml": "new", index: "other" }, changed.folder);
  expect(reindexed.made).toEqual(["index"]);
  expect(filesBelow(reindexed.folder.path)).not.toContain("index/three.bin");
});

test("a build that somebody waits for leaves a bundle as it is, and the next one makes it", async () => {
  const none = await release({ "a.xml": "one", index: "old" }, undefined, true);
  expect(none.made).toEqual(["index", "a.xml"]);

  const kept = await release({ "a.xml": "two", index: "new" }, none.folder, true);
  expect(kept.made).toEqual(["a.xml"]);
  expect(filesBelow(kept.folder.path)).toContain("index/old.bin");
  const caughtUp = await release({ "a.xml": "two", index: "new" }, kept.folder);
  expect(caughtUp.made).toEqual(["index"]);
  expect(filesBelow(caughtUp.folder.path)).not.toContain("index/old.bin");
});

test("a bundle of which a file was lost or changed by somebody else is rebuilt", async () => {
  for (const spoil of [(file: string) => rmSync(file), (file: string) => writeFileSync(file, "not what was written")]) {
    const first = await release({ index: "word" }, undefined);
    spoil(join(first.folder.path, "index/entry"));
    const next = await release({ index: "word" }, first.folder);
    expect(next.made).toEqual(["index"]);
    expect(next.plan.isCurrent).toBe(false);
    expect(readFileSync(join(next.folder.path, "index/entry"))).toEqual(Buffer.from([1]));
  }
});

test("a bundle keeps to its folder", async () => {
  const bundle = { folder: "index", fingerprint: "x", make: async () => new Map([["else/where", new Uint8Array()]]) };
  await expect(makeBundles([bundle])).rejects.toThrow("else/where");
});
