/** Whatever stops an import, no letter is half written, and the next run finishes the work. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { brevarkiv, PROGRAM } from "../../support/program.ts";
import { check, fingerprint } from "../../support/sample.ts";
import { LONG_TEXT, mail, mbox, project } from "./support.ts";

const LETTERS = 300;
const KILLS = 3;

test("a killed import leaves whole letters, and the next one comes to the same end", async () => {
  const letters = {
    "brev.mbox": mbox(
      Array.from({ length: LETTERS }, (_, index) =>
        mail({
          id: `${index}@example.se`,
          subject: `Brev ${index}`,
          text: LONG_TEXT.replace("tre träffar", `${index} träffar`),
        }),
      ),
    ),
  };
  const undisturbed = project(letters);
  expect((await brevarkiv(["import", "brev.mbox"], undisturbed)).code).toBe(0);

  const folder = project(letters);
  const year = join(folder, "content/issues/2023");
  let written = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = spawn(process.execPath, [PROGRAM, "import", "brev.mbox"], { cwd: folder, stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const goal = written + 20;
    while (child.exitCode === null && (existsSync(year) ? readdirSync(year).length : 0) < goal) await wait(2);
    child.kill("SIGKILL");
    await ended;
    written = readdirSync(year).length;
    expect((await check(join(folder, "content"))).lines).toEqual([]);
  }
  expect(written).toBeLessThan(LETTERS);
  const { code, stderr } = await brevarkiv(["import", "brev.mbox"], folder);
  expect(code).toBe(0);
  expect(stderr).toMatch(new RegExp(`^${LETTERS - written} imported, ${written} unchanged, 0 to mend by hand$`, "m"));
  expect(fingerprint(join(folder, "content"))).toEqual(fingerprint(join(undisturbed, "content")));
  expect(JSON.parse(readFileSync(join(folder, "content/.imported.json"), "utf8")).version).toBe(1);
});
