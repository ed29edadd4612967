/** A build that is killed at any moment leaves one complete release, and the next build works as if nothing had been. */
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rollBack } from "../../src/engine/store/roll-back.ts";
import { HERE } from "../../src/files/holder.ts";
import { LONG } from "../support/long.ts";
import { contentFolder, letter, MINIMAL, temporaryFolder, writeFiles } from "../support/sample.ts";
import { arm } from "./faults.mjs";
import {
  build,
  cleanTree,
  differences,
  litter,
  randomNumbers,
  releaseFaults,
  run,
  smallArchive,
  stateFolder,
  type Tree,
  treeOf,
} from "./support.ts";

const FORMS: readonly [string, boolean][] = [
  ["folder", false],
  ["link", true],
];
const KILLS = LONG ? 600 : 6;

interface Place {
  readonly contentDir: string;
  readonly output: string;
}

/** Changes some pages, or all. In the short form the content comes back after some rounds. */
function change({ contentDir }: Place, number: number): void {
  const round = LONG ? number : number % 6;
  if (round % 3 === 0) {
    const file = join(contentDir, "site.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^name: .*$/m, `name: Föreningen ${round}`));
  } else {
    const text = letter(`title: Brev ${round}\ndate: 2026-03\nslug: brev`, `Text ${round}.`);
    writeFiles(contentDir, { "issues/2026/2026-03.md": text });
  }
}

/** The releases that wait to be gone back to. */
function keptTrees({ output }: Place): Tree[] {
  const releases = join(stateFolder(output), "releases");
  return existsSync(releases) ? readdirSync(releases).map((name) => treeOf(join(releases, name))) : [];
}

/** What is served: one of the known releases, whole; or nothing, which only the folder form may be, between two renames. */
function served({ output }: Place, link: boolean, known: readonly Tree[], where: string): "old" | "new" | "absent" {
  if (!existsSync(output)) {
    expect(lstatSync(output, { throwIfNoEntry: false }), `${where}: a link that leads nowhere`).toBeUndefined();
    if (known[0]) expect(link, `${where}: the link is gone`).toBe(false);
    return "absent";
  }
  expect(releaseFaults(output), where).toEqual([]);
  const tree = treeOf(output);
  const which = known.findIndex((candidate) => candidate && differences(tree, candidate).length === 0);
  expect(
    which,
    `${where}: ${known
      .map((candidate) =>
        differences(tree, candidate ?? {})
          .slice(0, 5)
          .join("\n"),
      )
      .join("\n\n")}`,
  ).not.toBe(-1);
  return which === 0 ? "old" : "new";
}

describe.each(FORMS)(
  "as if killed within the test, at every call that changes the disk, served as a %s",
  (_form, link) => {
    /** Runs something that is gone at a call; its lock is that of a process that died. */
    async function killedAt(at: Place, call: number, work: () => unknown) {
      const { state, disarm } = arm({ within: join(at.output, "..").replace(/\/$/, ""), at: call, kind: "gone" });
      try {
        await work();
      } catch {
        // It is gone.
      } finally {
        disarm();
      }
      const lock = join(stateFolder(at.output), "lock");
      if (existsSync(lock)) writeFileSync(lock, `999999999 1 ${HERE} x\n`);
      return state;
    }

    const scenarios: readonly [string, number, (at: Place) => unknown][] = [
      ["the first build", 0, (at) => build({ ...at, link })],
      ["a build that uses the oldest release again", 5, (at) => build(at)],
      ["a clean build", 5, (at) => build({ ...at, clean: true })],
      ["a change of form", 2, (at) => build({ ...at, link: !link })],
      ["a rollback", 3, (at) => rollBack(at.output)],
    ];

    test.each(scenarios)("%s", async (name, builds, work) => {
      const counts = { old: 0, new: 0, absent: 0 };
      const isFirst = name === "the first build";
      const isRollback = name === "a rollback";
      const isForm = name === "a change of form";
      let at: Place = { contentDir: smallArchive(), output: join(temporaryFolder(), "site") };
      let round = 0;
      for (; round < builds; round += 1) {
        change(at, round);
        await build({ ...at, link });
      }
      let calls = 0;
      // The short form looks closely at the beginning, where the state is made, and at the switch.
      for (let call = 1; ; ) {
        round += 1;
        if (isFirst) at = { contentDir: at.contentDir, output: join(temporaryFolder(), "site") };
        const before = isFirst ? undefined : treeOf(at.output);
        const older = isRollback ? keptTrees(at) : [];
        if (!isRollback) change(at, round);
        const expected = await cleanTree(at);
        const state = await killedAt(at, call, () => work(at));
        calls += state.gone ? 1 : 0;
        const where = `call ${call}: ${state.calls[call - 1]}`;
        const known = before ? [before, expected, ...older] : [expected];
        // During a change of form either form may be served.
        const outcome = served(at, link && !isFirst && !isForm, known, where);
        if (state.gone) counts[isFirst && outcome === "old" ? "new" : outcome] += 1;
        if (outcome === "absent" && before) {
          // The next command brings it back, whatever it is.
          rollBack(at.output);
          expect(releaseFaults(at.output), where).toEqual([]);
        }
        await build(at);
        expect(differences(treeOf(at.output), expected), where).toEqual([]);
        expect(litter(at.output), where).toEqual([]);
        if (isForm) await build({ ...at, link });
        if (!state.gone) break;
        call += LONG || call < 5 || isRollback || /^(?:rename|symlink)/.test(state.calls[call - 1] ?? "") ? 1 : 29;
      }
      console.log(
        `killed within the test, ${name}, ${link ? "link" : "folder"}: ${calls} moments, ${JSON.stringify(counts)}`,
      );
      expect(calls).toBeGreaterThan(5);
    });
  },
);

describe("killed with SIGKILL at random moments", () => {
  const seed = Number(process.env.FC_SEED ?? 20_230_914);

  test.each(FORMS)("served as a %s", async (_form, link) => {
    const random = randomNumbers(seed + Number(link));
    const counts = { killed: 0, tooLate: 0, old: 0, new: 0, absent: 0, cold: 0, warm: 0, rollback: 0 };
    const at: Place = { contentDir: contentFolder(MINIMAL), output: join(temporaryFolder(), "site") };
    let warm = at;
    change(warm, 0);
    // How long a build takes from the moment it has the lock: measured here, as machines differ.
    let duration = 0;
    const measured = async (place: Place, command: readonly string[], killAfter: number | undefined) => {
      let begun = 0;
      let ended = false;
      let poll: NodeJS.Timeout | undefined;
      const lock = join(stateFolder(place.output), "lock");
      const result = await run([...command, "--output", place.output], {
        onStart: (child) => {
          child.on("exit", () => {
            ended = true;
          });
          const strike = (): void => void child.kill("SIGKILL");
          // One in ten is killed while the program loads, the others while it is at work.
          if (killAfter !== undefined && killAfter < 0) setTimeout(strike, -killAfter);
          poll = setInterval(() => {
            if (begun === 0 && existsSync(lock)) {
              begun = performance.now();
              if (killAfter === 0) strike();
              else if (killAfter !== undefined && killAfter > 0) setTimeout(strike, killAfter);
            }
            if (ended) clearInterval(poll);
          }, 1);
        },
      });
      clearInterval(poll);
      return { ...result, took: begun ? performance.now() - begun : 0 };
    };
    const first = await measured(warm, ["build", "--content", warm.contentDir, ...(link ? ["--link"] : [])], undefined);
    expect(first.code, first.err).toBe(0);
    duration = first.took;

    for (let round = 1; counts.killed < KILLS / 2 && round < KILLS * 4; round += 1) {
      const isCold = random() < 0.3;
      const isRollback = !isCold && random() < 0.1;
      const place: Place = isCold ? { contentDir: warm.contentDir, output: join(temporaryFolder(), "site") } : warm;
      if (!isRollback) change(place, round);
      const before = isCold ? undefined : treeOf(place.output);
      const expected = await cleanTree(place);
      const share = random();
      const killAfter = share < 0.1 ? -1 - random() * 600 : random() * Math.max(duration, 60) * 1.1;
      const command = isRollback
        ? ["rollback"]
        : [
            "build",
            "--content",
            place.contentDir,
            ...(isCold && link ? ["--link"] : []),
            ...(random() < 0.1 ? ["--clean"] : []),
          ];
      const kept = keptTrees(place);
      const { signal, took } = await measured(place, command, killAfter);
      const where = `round ${round}, killed after ${killAfter.toFixed(1)} ms of ${duration.toFixed(0)}: ${command.join(" ")}`;
      if (signal !== "SIGKILL") {
        counts.tooLate += 1;
        if (took > 0) duration = (duration + took) / 2;
      } else {
        counts.killed += 1;
        counts[isCold ? "cold" : isRollback ? "rollback" : "warm"] += 1;
      }
      const known = before ? [before, expected, ...(isRollback ? kept : [])] : [];
      const outcome = before ? served(place, link, known, where) : served(place, false, [expected], where);
      if (signal === "SIGKILL") counts[outcome === "old" && !before ? "new" : outcome] += 1;
      if (outcome === "absent" && before) {
        rollBack(place.output);
        expect(releaseFaults(place.output), where).toEqual([]);
      }
      await build({ ...place, ...(isCold && { link }) });
      expect(differences(treeOf(place.output), expected), where).toEqual([]);
      expect(litter(place.output), where).toEqual([]);
      expect(lstatSync(place.output).isSymbolicLink(), where).toBe(link);
      // Now and then from the beginning, so that no state lives for ever.
      if (round % 50 === 0) {
        warm = { contentDir: contentFolder(MINIMAL), output: join(temporaryFolder(), "site") };
        await build({ ...warm, link });
      }
    }
    console.log(`SIGKILL, ${link ? "link" : "folder"}: ${JSON.stringify(counts)}`);
    expect(counts.killed).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
  });
});
