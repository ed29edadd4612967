/** An mbox of any size takes the memory of one message. `FAULTS=long` reads one of 2 GB. */
import { execFileSync } from "node:child_process";
import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, temporaryFolder } from "../support/sample.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = (process.env.FAULTS === "long" ? 2_048 : 64) * MEGABYTE;

/** Node's own memory with the program is some 120 MB, a message of 1 MB some more; an mbox held whole would show. */
const MOST_MEMORY = 260 * MEGABYTE;

/** Runs in a process of its own: a worker's memory is shared with all other tests. */
const READER = `
const { openInput } = await import(process.argv[1] + "/src/importers/sources/input.ts");
const { mail } = await import(process.argv[1] + "/src/importers/sources/mail/mail.ts");
let letters = 0, bytes = 0;
for await (const reading of mail.read(openInput(process.argv[2]))) {
  if (!("letter" in reading)) throw new Error(JSON.stringify(reading));
  letters++;
  bytes += reading.letter.attachments[0].bytes.length;
}
console.log(JSON.stringify({ letters, bytes, memory: process.resourceUsage().maxRSS * 1024 }));
`;

test("memory stays flat however long an mbox is", { timeout: 20 * 60_000 }, () => {
  const path = join(temporaryFolder(), "brev.mbox");
  const letters = writeMbox(path);
  const node = ["--import", "tsx", "--max-old-space-size=200", "--input-type=module", "--eval", READER, ROOT, path];
  const result = JSON.parse(execFileSync(process.execPath, node, { cwd: ROOT, encoding: "utf8" })) as Record<
    string,
    number
  >;
  expect(statSync(path).size).toBeGreaterThan(SIZE);
  expect(result.letters).toBe(letters);
  expect(result.bytes).toBe(letters * 57 * 13_000);
  expect(result.memory).toBeLessThan(MOST_MEMORY);
});

/** Messages with a picture of about 1 MB each. */
function writeMbox(path: string): number {
  const attachment = `${"QUJD".repeat(19)}\n`.repeat(13_000);
  const file = openSync(path, "w");
  let written = 0;
  let number = 0;
  while (written <= SIZE) {
    number++;
    written += writeSync(
      file,
      `From brev@example.se Thu Sep 14 08:00:00 2023
From: brev@example.se
Subject: Brev ${number}
Message-ID: <${number}@example.se>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html

<p>Text</p>

From början till slut.
--b
Content-Type: image/png; name=bild.png
Content-Transfer-Encoding: base64

${attachment}--b--

`,
    );
  }
  closeSync(file);
  return number;
}
