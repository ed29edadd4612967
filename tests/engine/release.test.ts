/** Releases take each other's place in one step, are kept to go back to, and outlive every failure. */
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { rollBack } from "../../src/engine/store/roll-back.ts";
import { HERE, ownHolder } from "../../src/files/holder.ts";
import { LONG } from "../support/long.ts";
import { skipped } from "../support/programs.ts";
import { letter, ROOT, temporaryFolder, writeFiles } from "../support/sample.ts";
import { arm, type Fault } from "./faults.mjs";
import {
  build,
  cleanTree,
  copyOfProgram,
  differences,
  FAULTS,
  IS_ROOT,
  litter,
  MARKER,
  releaseFaults,
  run,
  smallArchive,
  stateFolder,
  type Tree,
  tool,
  treeOf,
} from "./support.ts";

const FORMS: readonly [string, boolean][] = [
  ["folder", false],
  ["link", true],
];

interface Place {
  readonly contentDir: string;
  readonly output: string;
}

function place(): Place {
  const root = temporaryFolder();
  chmodSync(root, 0o755);
  return { contentDir: smallArchive(), output: join(root, "site") };
}

/** Changes every page of the site. */
function rename({ contentDir }: Place, name: string): void {
  const file = join(contentDir, "site.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^name: .*$/m, `name: ${name}`));
}

function addLetter({ contentDir }: Place, name: string): void {
  writeFiles(contentDir, { [`issues/2026/${name}.md`]: letter(`title: ${name}\ndate: 2026-03\nslug: ${name}`) });
}

/** The next build just works: it gives what a clean build gives and leaves nothing lying about. */
async function expectNextBuildWorks(at: Place): Promise<void> {
  await build(at);
  expect(differences(treeOf(at.output), await cleanTree(at))).toEqual([]);
  expect(litter(at.output)).toEqual([]);
}

describe.each(FORMS)("releases as a %s", (_form, link) => {
  test("hold what their manifest says, as sha256sum checks it", async () => {
    const at = place();
    await build({ ...at, link });
    const { status, stdout } = tool("sha256sum", ["-c", "--strict", "manifest-sha256.txt"], {
      cwd: at.output,
    });
    expect(status, stdout).toBe(0);
    const checked = stdout.trimEnd().split("\n").length;
    const files = Object.values(treeOf(at.output)).filter((entry) => !entry.endsWith("folder"));
    expect(checked).toBe(files.length - 1);
    expect(lstatSync(at.output).isSymbolicLink()).toBe(link);
    expect(releaseFaults(at.output)).toEqual([]);
  });

  test("are kept, three to go back to at most, and never written through", async () => {
    const at = place();
    const releases = join(stateFolder(at.output), "releases");
    const made: Tree[] = [];
    for (let index = 0; index < 8; index += 1) {
      if (index % 3 === 0) rename(at, `Föreningen ${index}`);
      else addLetter(at, `brev-${index}`);
      await build({ ...at, link });
      made.push(treeOf(at.output));
      expect(differences(treeOf(at.output), await cleanTree(at))).toEqual([]);
      const known = made.map((tree) => JSON.stringify(tree));
      const kept = readdirSync(releases).map((name) => JSON.stringify(treeOf(join(releases, name))));
      for (const tree of kept) expect(known).toContain(tree);
      const older = link ? kept.length - 1 : kept.length;
      expect(older).toBeLessThanOrEqual(3);
      expect(older).toBeGreaterThanOrEqual(Math.min(index, 2));
      expect(litter(at.output)).toEqual([]);
    }
  });

  test("are served again by a rollback, and the next build builds on", async () => {
    const at = place();
    const trees: Tree[] = [];
    for (const name of ["Förening ett", "Förening två", "Förening tre"]) {
      rename(at, name);
      await build({ ...at, link });
      trees.push(treeOf(at.output));
    }
    expect(rollBack(at.output)).toBe(true);
    expect(differences(treeOf(at.output), trees[1] ?? {})).toEqual([]);
    expect(lstatSync(at.output).isSymbolicLink()).toBe(link);
    expect(rollBack(at.output)).toBe(true);
    expect(differences(treeOf(at.output), trees[2] ?? {})).toEqual([]);
    expect(rollBack(at.output)).toBe(true);
    await expectNextBuildWorks(at);
    expect(differences(treeOf(at.output), trees[2] ?? {})).toEqual([]);
    addLetter(at, "mer");
    await expectNextBuildWorks(at);
  });

  test("share what was rebuilt with the same bytes", async () => {
    const at = place();
    writeFileSync(
      join(at.contentDir, "site.yaml"),
      readFileSync(join(at.contentDir, "site.yaml"), "utf8").replace("search: false\n", ""),
    );
    await build({ ...at, link });
    const inode = (path: string): number => statSync(join(at.output, path)).ino;
    const [program, home] = ["sok/index/newest/pagefind.js", "index.html"];
    const before = [inode(program), inode(home)];
    addLetter(at, "mer");
    await build({ ...at, link });
    expect(inode(program)).toBe(before[0]);
    expect(inode(home)).not.toBe(before[1]);
    expect(releaseFaults(at.output)).toEqual([]);
  });

  test("share again what did not change after all of it was rebuilt", async () => {
    const at = place();
    writeFiles(at.contentDir, { "issues/2024/forr.md": letter("title: Förr\ndate: 2024-03\nslug: forr") });
    const releases = join(stateFolder(at.output), "releases");
    const inodes = (): Set<number> => {
      const folders = [at.output, ...readdirSync(releases).map((name) => join(releases, name))];
      return new Set(folders.map((folder) => statSync(join(folder, "nyhetsbrev/2024/forr/index.html")).ino));
    };
    for (const name of ["ett", "tva", "tre", "fyra"]) {
      addLetter(at, name);
      await build({ ...at, link });
    }
    expect(inodes().size).toBe(1);
    await build({ ...at, link, clean: true });
    for (const name of ["fem", "sex", "sju", "atta"]) {
      addLetter(at, name);
      await expectNextBuildWorks(at);
    }
    expect(inodes().size).toBe(1);
  });

  test("cannot be rolled back before there are two", async () => {
    const at = place();
    const none = await run(["rollback", "--output", at.output]);
    expect([none.code, none.err.trim().split("\n").length]).toEqual([2, 1]);
    await build({ ...at, link });
    const before = treeOf(at.output);
    expect(rollBack(at.output)).toBe(false);
    expect(differences(treeOf(at.output), before)).toEqual([]);
  });

  test("outlive the loss of all that is cached of them, even when nothing new can be built", async () => {
    const losses = ["history.json", "records", "history.json,records,cache", "."];
    // In the short form each form of release loses some.
    for (const lost of LONG ? losses : link ? losses.slice(1, 3) : [losses[0] ?? "", "."]) {
      const at = place();
      await build({ ...at, link });
      addLetter(at, "mer");
      await build({ ...at, link });
      const before = treeOf(at.output);
      if (lost === "." && link) continue;
      for (const name of lost.split(",")) rmSync(join(stateFolder(at.output), name), { recursive: true, force: true });
      writeFiles(at.contentDir, { "issues/2026/fel.md": "---\ntitle: [\n" });
      await build(at);
      expect(differences(treeOf(at.output), before), lost).toEqual([]);
      rollBack(at.output);
      expect(releaseFaults(at.output), lost).toEqual([]);
      rmSync(join(at.contentDir, "issues/2026/fel.md"));
      await expectNextBuildWorks(at);
    }
  });

  test("are used again, whatever came and went in the folders of their letters meanwhile", async () => {
    const at = place();
    writeFiles(at.contentDir, { "issues/2024/forr.md": letter("title: Förr\ndate: 2024-03\nslug: forr") });
    const folder = "nyhetsbrev/2024/forr";
    const redirects = join(at.contentDir, "redirects.yaml");
    const stages = [
      () => writeFileSync(redirects, `/${folder}/gammal/: /\n`),
      () => rmSync(redirects),
      () => addLetter(at, "mer"),
      () => writeFiles(at.contentDir, { [`files/${folder}/bilaga.txt`]: "Bilaga" }),
      () => rmSync(join(at.contentDir, "files"), { recursive: true }),
      () => addLetter(at, "annu-mer"),
    ];
    await build({ ...at, link });
    for (const change of [...stages, ...stages.slice(0, 2)]) {
      change();
      await expectNextBuildWorks(at);
      // What is known of it is right, as nothing is made that is there already.
      const served = statSync(at.output).ino;
      await build(at);
      expect(statSync(at.output).ino).toBe(served);
    }
  });

  test.each([".pack", ".lines"])(
    "heal a damaged %s of the cache: the build after next makes only what changed",
    async (ending) => {
      const at = place();
      await build(at);
      const cache = join(stateFolder(at.output), "cache");
      for (const name of readdirSync(cache).filter((file) => file.endsWith(ending)))
        truncateSync(join(cache, name), 10);
      // The page of its neighbour is rendered again, which needs what is damaged.
      addLetter(at, "ett-brev");
      const { rendered: all, pages: before } = await build(at);
      expect(all).toBe(before);
      addLetter(at, "ett-annat");
      const { rendered, pages } = await build(at);
      expect(rendered).toBeLessThan(pages);
      expect(differences(treeOf(at.output), await cleanTree(at))).toEqual([]);
    },
  );

  test("outlive records that are damaged, each in turn", async () => {
    const at = place();
    await build({ ...at, link });
    addLetter(at, "mer");
    await build({ ...at, link });
    const before = treeOf(at.output);
    const state = stateFolder(at.output);
    const records = readdirSync(join(state, "records"), { recursive: true, encoding: "utf8" });
    const names = [
      "history.json",
      ...records.filter((name) => name.endsWith(".json")).map((name) => `records/${name}`),
    ];
    for (const [index, name] of names.entries()) {
      const file = join(state, name);
      // The record of a release that has gone since.
      if (!existsSync(file)) continue;
      const whole = readFileSync(file);
      const damages = ["", "skräp", whole.subarray(0, whole.length / 2)];
      for (const damaged of LONG ? damages : damages.slice(index % 3, (index % 3) + 1)) {
        writeFileSync(file, damaged);
        writeFiles(at.contentDir, { "issues/2026/fel.md": "---\ntitle: [\n" });
        await build(at);
        expect(differences(treeOf(at.output), before), name).toEqual([]);
        rmSync(join(at.contentDir, "issues/2026/fel.md"));
        await expectNextBuildWorks(at);
      }
    }
  });
});

test("what the first version cached is removed, as it may hold what was withdrawn since", async () => {
  const at = place();
  await build(at);
  const old = join(stateFolder(at.output), "memory/old.pack");
  writeFiles(stateFolder(at.output), { "memory/old.pack": "x" });
  await build(at);
  expect(existsSync(old)).toBe(false);
});

test("what another version cached, whole but of another form, is as if it were not there", async () => {
  const { writeChecked } = await import("../../src/files/checked-file.ts");
  const at = place();
  await build(at);
  const expected = treeOf(at.output);
  const state = stateFolder(at.output);
  const names = readdirSync(state, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".json") && !path.startsWith("releases"),
  );
  expect(names.length).toBeGreaterThan(2);
  const values = [null, {}, [], 1, "text", [1, {}], { pack: 1, files: 2, bodies: 3 }, { inode: "", files: null }];
  for (const [index, name] of [...names, "switch.json"].entries()) {
    for (const value of LONG ? values : values.filter((_, place) => (place + index) % 3 === 0)) {
      writeChecked(join(state, name), value, false);
      await expect(build(at), `${name} ${JSON.stringify(value)}`).resolves.toBeDefined();
      expect(differences(treeOf(at.output), expected), `${name} ${JSON.stringify(value)}`).toEqual([]);
    }
  }
});

describe("from one form to the other", () => {
  test("and back, with every release still there to go back to", async () => {
    const at = place();
    let last: Tree = {};
    for (const [index, link] of [false, true, true, false, true, false].entries()) {
      rename(at, `Föreningen ${index}`);
      await build({ ...at, link });
      expect(lstatSync(at.output).isSymbolicLink()).toBe(link);
      expect(differences(treeOf(at.output), await cleanTree(at))).toEqual([]);
      expect(litter(at.output)).toEqual([]);
      if (index > 0) {
        const now = treeOf(at.output);
        expect(rollBack(at.output)).toBe(true);
        expect(differences(treeOf(at.output), last)).toEqual([]);
        expect(rollBack(at.output)).toBe(true);
        expect(differences(treeOf(at.output), now)).toEqual([]);
      }
      last = treeOf(at.output);
    }
  });

  test("without any change of the content", async () => {
    const at = place();
    await build(at);
    const before = treeOf(at.output);
    for (const link of [true, false, true]) {
      await build({ ...at, link });
      expect(lstatSync(at.output).isSymbolicLink()).toBe(link);
      expect(differences(treeOf(at.output), before)).toEqual([]);
    }
  });
});

describe("a folder that is not ours is neither written nor deleted", () => {
  test.each<[string, Record<string, string>]>([
    ["no marker", { "viktigt.txt": "x" }],
    ["a marker that somebody else wrote", { [MARKER]: "mitt eget", "viktigt.txt": "x" }],
    ["an empty marker", { [MARKER]: "" }],
    ["a manifest only", { "manifest-sha256.txt": "" }],
  ])("%s", async (_name, files) => {
    const at = place();
    writeFiles(at.output, files);
    const before = treeOf(dirname(at.output));
    for (const more of [{}, { link: true }, { clean: true }]) {
      await expect(build({ ...at, ...more })).rejects.toThrow("was not made by Brevarkiv");
    }
    expect(() => rollBack(at.output)).toThrow("was not made by Brevarkiv");
    expect(differences(treeOf(dirname(at.output)), before)).toEqual([]);
  });

  test("and the command says so in one line", async () => {
    const at = place();
    writeFiles(at.output, { "viktigt.txt": "x" });
    const { code, err } = await run(["build", "--content", at.contentDir, "--output", at.output]);
    expect([code, err.trim().split("\n").length]).toEqual([2, 1]);
    expect(err).toContain("was not made by Brevarkiv");
  });

  test("a link to such a folder", async () => {
    const at = place();
    const foreign = join(temporaryFolder(), "hem");
    writeFiles(foreign, { "viktigt.txt": "x" });
    symlinkSync(foreign, at.output);
    await expect(build({ ...at, link: true })).rejects.toThrow("was not made by Brevarkiv");
    await expect(build(at)).rejects.toThrow("was not made by Brevarkiv");
    expect(treeOf(foreign)["viktigt.txt"]).toBeDefined();
    expect(lstatSync(at.output).isSymbolicLink()).toBe(true);
  });

  test("a folder with the name of the one for our state", async () => {
    const at = place();
    const files = { "releases/000001/viktigt.txt": "x", "staging-1/viktigt.txt": "x", "viktigt.txt": "x" };
    writeFiles(stateFolder(at.output), files);
    const before = treeOf(stateFolder(at.output));
    await build(at).catch(() => undefined);
    for (const path of Object.keys(files)) expect(treeOf(stateFolder(at.output))[path]).toBe(before[path]);
  });
});

describe("one build at a time", () => {
  const lockOf = (at: Place): string => join(stateFolder(at.output), "lock");
  test("a second one says who holds the lock, and changes nothing", async () => {
    const at = place();
    await build(at);
    const before = treeOf(at.output);
    writeFileSync(lockOf(at), ownHolder());
    addLetter(at, "mer");
    for (const command of [["build", "--content", at.contentDir], ["rollback"]]) {
      const { code, err } = await run([...command, "--output", at.output]);
      expect(code).toBe(2);
      expect(err.trim().split("\n")).toEqual([expect.stringContaining(String(process.pid))]);
    }
    expect(differences(treeOf(at.output), before)).toEqual([]);
    expect(existsSync(lockOf(at))).toBe(true);
    rmSync(lockOf(at));
    await expectNextBuildWorks(at);
  });

  const dead = tool("true").pid;
  test.each([
    ["a process that is gone", `${dead} 12345 ${HERE} x\n`],
    ["a process that is gone, on a system that tells no times", `${dead}  ${HERE} x\n`],
    ["a process whose number another has now", `${process.pid} 1 ${HERE} x\n`],
    ["nobody", ""],
    ["something that is no process", "skräp\n"],
    ["minus one", "-1 5\n"],
  ])("a lock left by %s is taken over", async (_name, text) => {
    const at = place();
    await build(at);
    writeFileSync(lockOf(at), text);
    addLetter(at, "mer");
    await expectNextBuildWorks(at);
  });

  /** A build in a process of its own that has stopped at a call, until it may go on. */
  async function stoppedBuild(at: Place, fault: Record<string, string>) {
    const signs = temporaryFolder();
    const ended = run(["build", "--content", at.contentDir, "--output", at.output], {
      node: ["--import", FAULTS],
      env: { FAULT_KIND: `wait:${signs}`, FAULT_WITHIN: stateFolder(at.output), ...fault },
    });
    await vi.waitFor(() => expect(existsSync(join(signs, "waits"))).toBe(true), { timeout: 300_000, interval: 5 });
    return { ended, goOn: () => writeFileSync(join(signs, "go-on"), "") };
  }

  test("a build that is at work keeps the others out until it is done", async () => {
    const at = place();
    const { ended, goOn } = await stoppedBuild(at, { FAULT_ON: "index.html", FAULT_AT: "2" });
    expect(existsSync(lockOf(at))).toBe(true);
    expect(readdirSync(stateFolder(at.output)).some((name) => name.startsWith("staging"))).toBe(true);
    await expect(build(at)).rejects.toThrow(/process \d+ is building this site/);
    goOn();
    expect((await ended).code).toBe(0);
    await expectNextBuildWorks(at);
  });

  test("a build that is about to take the lock neither keeps another out nor disturbs it", async () => {
    const at = place();
    const { ended, goOn } = await stoppedBuild(at, { FAULT_ON: "/lock", FAULT_AT: "1" });
    const other = await run(["build", "--content", at.contentDir, "--output", at.output]);
    expect([other.code, other.err]).toEqual([0, expect.stringContaining("built")]);
    const before = treeOf(at.output);
    goOn();
    const { code, err } = await ended;
    expect([code, err]).toEqual([0, expect.not.stringContaining("bug")]);
    expect(differences(treeOf(at.output), before)).toEqual([]);
    await expectNextBuildWorks(at);
  });

  test("many that start at once, over a dead lock: never two at work", async () => {
    const at = place();
    await build(at);
    writeFileSync(lockOf(at), `${dead} 12345 ${HERE} x\n`);
    addLetter(at, "mer");
    const runs = await Promise.all(
      Array.from({ length: LONG ? 8 : 2 }, () => run(["build", "--content", at.contentDir, "--output", at.output])),
    );
    for (const { code, err } of runs) {
      expect([0, 2]).toContain(code);
      expect(err.trim().split("\n").length).toBe(1);
    }
    expect(runs.some(({ code }) => code === 0)).toBe(true);
    await expectNextBuildWorks(at);
  });
});

describe("a failure leaves the release that was served, byte for byte, and nothing else", () => {
  const mounted: string[] = [];
  afterAll(() => {
    for (const folder of mounted.reverse()) tool("umount", ["-l", folder]);
  });
  /** A disk of its own in memory. */
  function disk(megabytes: number): string {
    const folder = temporaryFolder();
    const { status, stderr } = tool("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder]);
    if (status !== 0) throw new Error(stderr);
    mounted.push(folder);
    return folder;
  }
  function freeOn(folder: string): number {
    return Number(tool("df", ["-B1", "--output=avail", folder]).stdout.split("\n")[1]);
  }
  const canMount =
    IS_ROOT &&
    process.platform === "linux" &&
    tool("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
  const SKIP_MOUNT = canMount ? "" : skipped("only root may mount a disk");
  const SKIP_USER = IS_ROOT ? "" : skipped("only root may become another user");

  async function expectFailure(
    at: Place,
    before: Tree,
    fail: () => ReturnType<typeof run>,
    says: RegExp,
  ): Promise<void> {
    const { code, err } = await fail();
    expect(code, err).not.toBe(0);
    expect(code, err).not.toBe(null);
    expect(err).toMatch(says);
    expect(
      err
        .trim()
        .split("\n")
        .filter((line) => /^error/.test(line)).length,
      err,
    ).toBe(1);
    expect(err).not.toContain("    at ");
    expect(differences(treeOf(at.output), before)).toEqual([]);
    expect(litter(at.output)).toEqual([]);
  }

  const cli = (at: Place, options = {}, ...more: string[]) =>
    run(["build", "--content", at.contentDir, "--output", at.output, ...more], options);

  // What fails before there is a release to serve does so in both forms alike: the short form tries it in one.
  describe.each(LONG ? FORMS : FORMS.slice(1))("whatever the form, here a %s", (_form, link) => {
    test("a template at fault", async () => {
      const at = place();
      const program = join(temporaryFolder(), "p");
      const broken = copyOfProgram(program);
      await build({ ...at, link });
      const before = treeOf(at.output);
      const faults = ["{{ finns.inte.alls }}", "{% if %}", '<a href="/finns-inte/">x</a>'];
      for (const text of LONG ? faults : faults.slice(2)) {
        const file = join(program, "templates/web/_includes/base.njk");
        writeFileSync(file, `${readFileSync(join(ROOT, "templates/web/_includes/base.njk"), "utf8")}${text}`);
        const { code, err } = await cli(at, { cli: broken, cwd: program });
        expect(code).toBe(1);
        expect(err).not.toContain("    at ");
        expect(differences(treeOf(at.output), before)).toEqual([]);
        expect(litter(at.output)).toEqual([]);
      }
      addLetter(at, "mer");
      await expectNextBuildWorks(at);
    });

    test.skipIf(SKIP_USER)(`no permission${SKIP_USER}`, async () => {
      const at = place();
      await build({ ...at, link });
      const before = treeOf(at.output);
      chmodSync(dirname(at.contentDir), 0o755);
      addLetter(at, "mer");
      const nobody = { uid: 65_534, env: { TMPDIR: temporaryFolder() } };
      chmodSync(nobody.env.TMPDIR, 0o777);
      await expectFailure(at, before, () => cli(at, nobody), /no permission/);
      // The state may be written, the folder that the site lies in may not: it fails at the last step.
      chownTree(stateFolder(at.output), nobody.uid);
      await expectFailure(at, before, () => cli(at, nobody), /no permission/);
      await expectNextBuildWorks(at);
    });

    test("too few open files", async () => {
      const at = place();
      await build({ ...at, link });
      let before = treeOf(at.output);
      for (const [index, limit] of (LONG ? [18, 20, 22, 24, 26, 28, 30, 35, 40, 60] : [22, 30]).entries()) {
        rename(at, `Föreningen ${index}`);
        const through = ["sh", "-c", `ulimit -n ${limit}; exec "$@"`, "sh"];
        const { code } = await cli(at, { through });
        if (code === 0) before = await cleanTree(at);
        expect(differences(treeOf(at.output), before), `${limit} files`).toEqual([]);
        // A Node.js that cannot even start may end in any way, and then has not come so far as to leave anything.
        expect(litter(at.output), `${limit} files`).toEqual([]);
      }
      await expectNextBuildWorks(at);
    });

    test("a package that cannot be read", async () => {
      const at = place();
      await build({ ...at, link });
      const before = treeOf(at.output);
      addLetter(at, "mer");
      const folder = temporaryFolder();
      writeFiles(folder, {
        "refuse.cjs": `const { _extensions: kinds } = require("node:module");
          const read = kinds[".js"];
          kinds[".js"] = (module, file) => {
            if (file.endsWith("nunjucks/src/lib.js")) throw Object.assign(new Error("no more"), { code: "EMFILE", path: file });
            read(module, file);
          };`,
      });
      const env = { NODE_OPTIONS: `--require ${join(folder, "refuse.cjs")}` };
      await expectFailure(at, before, () => cli(at, { env }), /too many files are open/);
      await expectNextBuildWorks(at);
    });
  });

  describe.each(FORMS)("served as a %s", (_form, link) => {
    test.skipIf(SKIP_MOUNT)(`a disk that is read-only${SKIP_MOUNT}`, async () => {
      const folder = disk(16);
      const at = { contentDir: smallArchive(), output: join(folder, "site") };
      await build({ ...at, link });
      const before = treeOf(at.output);
      addLetter(at, "mer");
      tool("mount", ["-o", "remount,ro", folder]);
      await expectFailure(at, before, () => cli(at), /read-only/);
      tool("mount", ["-o", "remount,rw", folder]);
      await expectNextBuildWorks(at);
    });

    test.skipIf(SKIP_MOUNT)(`a disk that is full, from 0 % to 110 % of what the site takes${SKIP_MOUNT}`, async () => {
      const folder = disk(16);
      const contentDir = smallArchive();
      const filler = join(folder, "full");
      const outcomes = { full: 0, built: 0 };
      // In the short form each form of release has every other step; likewise below.
      for (let percent = link && !LONG ? 20 : 0; percent <= 110; percent += LONG ? 2 : 30) {
        // One release is there, and none that could make room; a clean build writes every file again.
        const at = { contentDir, output: join(folder, `${percent}`, "site") };
        await build({ ...at, link });
        const before = treeOf(at.output);
        const size = Object.keys(before)
          .map((path) => statSync(join(at.output, path)).size)
          .reduce((sum, bytes) => sum + Math.ceil(bytes / 4096) * 4096, 0);
        rename(at, `Föreningen med ${percent} procent`);
        writeFileSync(filler, Buffer.alloc(Math.max(0, freeOn(folder) - Math.round((size * percent) / 100))));
        let failure: unknown;
        if (percent === 50) {
          const { code, err } = await cli(at, {}, "--clean");
          expect([code, err.trim().split("\n").length], err).toEqual([2, 1]);
          expect(err).toContain("the disk is full");
          failure = { code: "ENOSPC" };
        } else
          failure = await build({ ...at, clean: true }).then(
            () => undefined,
            (error: unknown) => error,
          );
        outcomes[failure ? "full" : "built"] += 1;
        if (failure) {
          expect(failure, `${percent} %`).toMatchObject({ code: "ENOSPC" });
          expect(differences(treeOf(at.output), before), `${percent} %`).toEqual([]);
        } else expect(differences(treeOf(at.output), await cleanTree(at)), `${percent} %`).toEqual([]);
        expect(litter(at.output), `${percent} %`).toEqual([]);
        rmSync(filler);
        await expectNextBuildWorks(at);
        rmSync(dirname(at.output), { recursive: true });
      }
      console.log(`full disk, ${link ? "link" : "folder"}: ${outcomes.full} builds failed, ${outcomes.built} did not`);
      expect(outcomes.full).toBeGreaterThan(LONG ? 5 : 2);
    });

    test.skipIf(SKIP_MOUNT)(`a disk that is full before there is any release${SKIP_MOUNT}`, async () => {
      const folder = disk(16);
      const at = { contentDir: smallArchive(), output: join(folder, "site") };
      for (const kilobytes of [0, 4, 8, 16, 32, 64]) {
        const { stdout } = tool("df", ["-B1", "--output=avail", folder]);
        writeFileSync(
          join(folder, "full"),
          Buffer.alloc(Math.max(0, Number(stdout.split("\n")[1]) - kilobytes * 1024)),
        );
        await expect(build({ ...at, link })).rejects.toMatchObject({ code: "ENOSPC" });
        expect(existsSync(at.output)).toBe(false);
        rmSync(join(folder, "full"));
        expect(litter(at.output)).toEqual([]);
      }
      await build({ ...at, link });
      await expectNextBuildWorks(at);
    });

    test("any call to the disk that fails, one after another", async () => {
      const counts: Record<string, number> = { survived: 0, failed: 0 };
      const kinds = ["ENOSPC", "EACCES", "EIO", "EMFILE"];
      const at = place();
      for (let index = 0; index < 5; index += 1) {
        rename(at, `Föreningen ${index}`);
        await build({ ...at, link });
      }
      const stride = LONG ? 1 : 38;
      for (let call = link && !LONG ? 20 : 1, struck = true; struck; call += stride) {
        const kind = kinds[call % kinds.length] ?? "EIO";
        const before = treeOf(at.output);
        addLetter(at, `brev-${call % 5}`);
        rename(at, `Föreningen ${call}`);
        const { failure, fault } = await buildWith({ within: dirname(at.output), at: call, kind }, at);
        struck = fault.struck;
        const where = `${kind} at call ${call}: ${fault.calls[call - 1]}`;
        const now = treeOf(at.output);
        const expected = await cleanTree(at);
        if (failure === undefined) {
          expect(differences(now, expected), where).toEqual([]);
          counts.survived = (counts.survived ?? 0) + 1;
        } else {
          // Once the new release is served nothing fails any more.
          expect(differences(now, before), where).toEqual([]);
          counts.failed = (counts.failed ?? 0) + 1;
        }
        await expectNextBuildWorks(at);
      }
      console.log(`calls that failed, ${link ? "link" : "folder"}: ${JSON.stringify(counts)}`);
      expect(counts.failed).toBeGreaterThan(0);
    });

    test.each(["/lock", ".pack"])("once the release is served, %s that cannot be removed fails nothing", async (on) => {
      const at = place();
      await build({ ...at, link });
      rename(at, "Föreningen ett");
      const { fault: usual } = await buildWith({ on, at: 0, kind: "EIO" }, at);
      const call = usual.calls.findLastIndex((one) => one.startsWith("rmSync")) + 1;
      expect(call, usual.calls.join("\n")).toBeGreaterThan(0);

      rename(at, "Föreningen två");
      const { failure, fault } = await buildWith({ on, at: call, kind: "EIO" }, at);
      expect([failure, fault.struck]).toEqual([undefined, true]);
      await expectNextBuildWorks(at);
    });

    test("a failure leaves no litter, wherever it happens", async () => {
      const at = place();
      await build({ ...at, link });
      const left = new Set<string>();
      const stride = LONG ? 1 : 18;
      for (let call = link && !LONG ? 10 : 1, struck = true; struck; call += stride) {
        const before = treeOf(at.output);
        rename(at, `Föreningen ${call}`);
        const { failure, fault } = await buildWith({ within: dirname(at.output), at: call, kind: "ENOSPC" }, at);
        struck = fault.struck;
        // What could not be removed stays; everything else is removed at once.
        if (/^rm/.test(fault.calls[call - 1] ?? "")) continue;
        // A new release that is served already may leave its journal, which the next command puts away.
        const isServed = failure === undefined || differences(treeOf(at.output), before).length > 0;
        for (const path of litter(at.output).filter((name) => !(isServed && name === "switch.json")))
          left.add(`${path.replace(/\d+/g, "N")} after ${name(fault.calls[call - 1])}`);
      }
      expect([...left]).toEqual([]);
    });
  });

  const name = (call = ""): string => call.replace(/^(\w+) .*\/([^/]+)$/, "$1 $2").replace(/\d+/g, "N");

  /** A build during which one call to the disk goes wrong. */
  async function buildWith(fault: Fault, at: Place) {
    const { state, disarm } = arm(fault);
    let failure: unknown;
    try {
      await build(at);
    } catch (error) {
      failure = error;
    } finally {
      disarm();
    }
    // Where removing the lock is what failed, this process seems to hold it still.
    rmSync(join(stateFolder(at.output), "lock"), { force: true });
    return { failure, fault: state };
  }

  function chownTree(folder: string, uid: number): void {
    chownSync(folder, uid, uid);
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!lstatSync(join(folder, entry)).isSymbolicLink()) chownSync(join(folder, entry), uid, uid);
    }
  }
});
