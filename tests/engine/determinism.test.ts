/** Two builds of the same content are the same bytes, wherever and whenever and by whomever they are made. */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { letters, letterText } from "../bench/corpus.ts";
import { LONG } from "../support/long.ts";
import { skipped, without } from "../support/programs.ts";
import { contentFolder, filesBelow, SAMPLE, temporaryFolder } from "../support/sample.ts";
import {
  differences,
  IS_ROOT,
  type RunOptions,
  randomNumbers,
  run,
  stateFolder,
  type Tree,
  tool,
  treeOf,
} from "./support.ts";

let expected: Tree = {};
/** Builds the sample in a process of its own, whose clock, zone and language are its own. */
async function buildWith(options: RunOptions = {}, { content = SAMPLE, more = [] as string[] } = {}): Promise<string> {
  const output = join(temporaryFolder(), "site");
  const { code, err } = await run(["build", "--content", content, "--output", output, ...more], options);
  expect(code, err).toBe(0);
  return output;
}

beforeAll(async () => {
  expected = treeOf(await buildWith({ env: { TZ: "Europe/Stockholm", LANG: "sv_SE.UTF-8" } }));
  expect(Object.keys(expected).length).toBeGreaterThan(60);
});

async function expectSame(...args: Parameters<typeof buildWith>): Promise<string> {
  const output = await buildWith(...args);
  expect(differences(treeOf(output), expected)).toEqual([]);
  return output;
}

const umask = (mask: string): string[] => ["sh", "-c", `umask ${mask}; exec "$@"`, "sh"];
const SKIP_CLOCK = without("faketime");
const SKIP_CORES = without("taskset");

describe("the bytes and modes of a release do not depend on", () => {
  test("time zone and language", async () => {
    await expectSame({ env: { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } });
    if (LONG) await expectSame({ env: { TZ: "Pacific/Pago_Pago", LANG: "C", LC_ALL: "C" } });
  });

  test("the folder one stands in, nor how the content is named", async () => {
    await expectSame({ cwd: SAMPLE }, { content: "." });
    if (LONG) await expectSame({ cwd: "/" });
  });

  test("dates, modes and order of the files in a fresh copy", async () => {
    const random = randomNumbers(7);
    const copy = join(temporaryFolder(), "en annan mapp");
    mkdirSync(copy);
    const paths = filesBelow(SAMPLE)
      .map((path) => ({ path, at: random() }))
      .sort((a, b) => a.at - b.at);
    for (const { path } of paths) {
      cpSync(join(SAMPLE, path), join(copy, path));
      utimesSync(join(copy, path), random() * 2e9, random() * 2e9);
      chmodSync(join(copy, path), random() < 0.5 ? 0o600 : 0o777);
    }
    await expectSame({}, { content: copy });
  });

  test.each(["077", "000"])("umask %s", async (mask) => {
    const output = await expectSame({ through: umask(mask) }, { more: ["--link"] });
    // In the link form a web server passes through the state folder.
    for (const folder of [stateFolder(output), join(stateFolder(output), "releases")]) {
      expect(treeOf(folder)["."], folder).toBe("755 folder");
    }
  });

  test.skipIf(SKIP_CLOCK)(`the clock${SKIP_CLOCK}`, async () => {
    await expectSame({ through: ["faketime", "2031-02-28 23:59:58"] });
  });

  test.skipIf(SKIP_CORES)(`the number of cores${SKIP_CORES}`, async () => {
    await expectSame({ through: ["taskset", "-c", "0"] });
  });

  test.skipIf(SKIP_CORES)(`how many threads share the work${SKIP_CORES}`, async () => {
    // Enough letters for threads, some of which refer to others and to files that only one thread knows of. Indexes and
    // pictures are not made by them, and take longer than all else.
    const content = contentFolder(SAMPLE);
    appendFileSync(join(content, "site.yaml"), "search: false\npictures: false\n");
    for (const [index, letter] of letters(900).entries()) {
      const link =
        index % 3 === 0 ? "\n\nSe [ett annat brev](2025-03-mars.md) och ![en cykel](../2025/bilder/cykel.png).\n" : "";
      const text = letterText(letter).replace(/^topics:\n(?: {2}- .*\n)*/m, "") + link;
      writeFileSync(join(content, "issues/2025", `${letter.slug}.md`), text);
    }
    const alone = await buildWith({ through: ["taskset", "-c", "0"] }, { content });
    const shared = await buildWith({}, { content });
    expect(differences(treeOf(shared), treeOf(alone))).toEqual([]);
    expect(Object.keys(treeOf(shared)).length).toBeGreaterThan(900);
  });

  test.skipIf(SKIP_CORES)(`how many threads look for faults${SKIP_CORES}`, async () => {
    const content = contentFolder(SAMPLE);
    for (const [index, letter] of letters(900).entries()) {
      const text = letterText(letter).replace(/^topics:\n(?: {2}- .*\n)*/m, "");
      const faulty =
        index % 100 === 7
          ? text.replace("---\n\n", 'updated: "2999-01-01"\n---\n\nhttps://example.org/?emailkey=abc\n\n')
          : text;
      writeFileSync(join(content, "issues/2025", `${letter.slug}.md`), faulty);
    }
    const build = async (through: string[]): Promise<string[]> => {
      const output = join(temporaryFolder(), "site");
      const { code, err } = await run(["build", "--content", content, "--output", output], { through });
      expect(code).toBe(1);
      return err.split("\n").filter((line) => line.includes(" error "));
    };
    const alone = await build(["taskset", "-c", "0"]);
    expect(alone.length).toBe(27);
    expect(await build([])).toEqual(alone);
  });

  test("the processes that built before", async () => {
    const output = join(temporaryFolder(), "site");
    for (const more of LONG ? [[], [], ["--clean"], ["--link"], ["--no-link"]] : [[], ["--link"]]) {
      const { code } = await run(["build", "--content", SAMPLE, "--output", output, ...more]);
      expect(code).toBe(0);
    }
    expect(differences(treeOf(output), expected)).toEqual([]);
  });
});

describe("the order in which the disk lists files", () => {
  const mountPoint = temporaryFolder();
  const SKIP =
    without("disorderfs") || (IS_ROOT && existsSync("/dev/fuse") ? "" : skipped("only root may mount with FUSE"));
  afterAll(() => {
    if (!SKIP) tool("umount", ["-l", mountPoint]);
  });

  test.skipIf(SKIP)(`does not show${SKIP}`, async () => {
    const options = ["--shuffle-dirents=yes", "--multi-user=yes", SAMPLE, mountPoint];
    expect(tool("disorderfs", options).status).toBe(0);
    await vi.waitFor(() => expect(readdirSync(mountPoint)).not.toEqual([]), { timeout: 300_000 });
    // Node.js sorts some of what it lists; `ls -U` shows what the disk says.
    const orders = new Set(Array.from({ length: 20 }, () => tool("ls", ["-U", mountPoint]).stdout));
    expect(orders.size).toBeGreaterThan(1);
    await expectSame({}, { content: mountPoint });
  });
});
