/** Two builds of the same content are the same bytes, wherever and whenever and by whomever they are made. */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
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
  copyOfProgram,
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

/** A copy of the sample in which nothing is the same but what its files hold. */
function freshCopy(): string {
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
  return copy;
}

/** In the link form a web server passes through the state folder. */
function expectPassable(output: string): void {
  for (const folder of [stateFolder(output), join(stateFolder(output), "releases")])
    expect(treeOf(folder)["."], folder).toBe("755 folder");
}

const CLOCK = ["faketime", "2031-02-28 23:59:58"];
const CORES = ["taskset", "-c", "0"];

describe("the bytes and modes of a release do not depend on", () => {
  test.skipIf(SKIP_CLOCK || SKIP_CORES)(
    `time zone, language, folder, dates and modes of files, umask, clock and cores, all at once${SKIP_CLOCK || SKIP_CORES}`,
    async () => {
      const env = { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
      const through = [...umask("077"), ...CLOCK, ...CORES];
      const output = await expectSame({ env, through, cwd: freshCopy() }, { content: ".", more: ["--link"] });
      expectPassable(output);
    },
  );

  test("the least umask", async () => {
    expectPassable(await expectSame({ through: umask("000") }, { more: ["--link"] }));
  });

  if (LONG) {
    describe("one of them", () => {
      test.each([
        { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
        { TZ: "Pacific/Pago_Pago", LANG: "C", LC_ALL: "C" },
      ])("%o", async (env) => {
        await expectSame({ env });
      });

      test("the folder one stands in, nor how the content is named", async () => {
        await expectSame({ cwd: SAMPLE }, { content: "." });
        await expectSame({ cwd: "/" });
      });

      test("dates, modes and order of the files in a fresh copy", async () => {
        await expectSame({}, { content: freshCopy() });
      });

      test("umask", async () => {
        await expectSame({ through: umask("077") });
      });

      test.skipIf(SKIP_CLOCK)(`the clock${SKIP_CLOCK}`, async () => {
        await expectSame({ through: CLOCK });
      });

      test.skipIf(SKIP_CORES)(`the number of cores${SKIP_CORES}`, async () => {
        await expectSame({ through: CORES });
      });
    });
  }

  describe("how many threads", () => {
    const LETTERS = 60;
    /** The program as it is, but for when more threads are worth their price: for 2,000 new letters they would take minutes. */
    let eager: RunOptions = {};
    beforeAll(() => {
      const cwd = join(temporaryFolder(), "p");
      const cli = copyOfProgram(cwd);
      const file = join(cwd, "src/engine/render/build-threads.ts");
      const text = readFileSync(file, "utf8");
      const changed = text.replace("WORTH_MORE_THREADS = 2_000", `WORTH_MORE_THREADS = ${LETTERS}`);
      expect(changed).not.toBe(text);
      writeFileSync(file, changed);
      eager = { cli, cwd };
    });
    const one = (): RunOptions => ({ ...eager, through: CORES });

    /** The sample with more letters, each changed in its own way. */
    function archive(change: (text: string, index: number) => string): string {
      const content = contentFolder(SAMPLE);
      // Indexes and pictures are not made by them, and take longer than all else.
      appendFileSync(join(content, "site.yaml"), "search: false\npictures: false\n");
      for (const [index, letter] of letters(LETTERS).entries()) {
        const text = change(letterText(letter).replace(/^topics:\n(?: {2}- .*\n)*/m, ""), index);
        writeFileSync(join(content, "issues/2025", `${letter.slug}.md`), text);
      }
      return content;
    }

    test.skipIf(SKIP_CORES)(`share the work${SKIP_CORES}`, async () => {
      // Some refer to others, and to files that only one thread knows of.
      const links = "\n\nSe [ett annat brev](2025-03-mars.md) och ![en cykel](../2025/bilder/cykel.png).\n";
      const content = archive((text, index) => (index % 3 === 0 ? text + links : text));
      const alone = await buildWith(one(), { content });
      const shared = await buildWith(eager, { content });
      expect(differences(treeOf(shared), treeOf(alone))).toEqual([]);
      expect(Object.keys(treeOf(shared)).length).toBeGreaterThan(LETTERS);
    });

    test.skipIf(SKIP_CORES)(`look for faults${SKIP_CORES}`, async () => {
      const faults = 'updated: "2999-01-01"\n---\n\nhttps://example.org/?emailkey=abc\n\n';
      const content = archive((text, index) => (index % 7 === 3 ? text.replace("---\n\n", faults) : text));
      const build = async (options: RunOptions): Promise<string[]> => {
        const output = join(temporaryFolder(), "site");
        const { code, err } = await run(["build", "--content", content, "--output", output], options);
        expect(code, err).toBe(1);
        return err.split("\n").filter((line) => line.includes(" error "));
      };
      const alone = await build(one());
      expect(alone.length).toBe(27);
      expect(await build(eager)).toEqual(alone);
    });
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
