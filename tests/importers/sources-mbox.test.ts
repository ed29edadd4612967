/** An mbox of any size takes the memory of one message. The long form reads one of 2 GB. */
import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LONG } from "../support/long.ts";
import { ROOT, temporaryFolder } from "../support/sample.ts";

const MEGABYTE = 1024 * 1024;
const SMALL = 16 * MEGABYTE;
const LARGE = (LONG ? 2_048 : 160) * MEGABYTE;

/** What Node may take more for the large one: its garbage waits a while. An mbox held whole would be 144 MB more at least. */
const MOST_GROWTH = 80 * MEGABYTE;

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

test("memory stays flat however long an mbox is", () => {
  const small = read(SMALL);
  const large = read(LARGE);
  expect(large.memory - small.memory).toBeLessThan(MOST_GROWTH);
});

function read(size: number): { readonly memory: number } {
  const path = join(temporaryFolder(), "brev.mbox");
  const letters = writeMbox(path, size);
  const node = ["--import", "tsx", "--input-type=module", "--eval", READER, ROOT, path];
  const output = execFileSync(process.execPath, node, { cwd: ROOT, encoding: "utf8" });
  const result = JSON.parse(output) as { letters: number; bytes: number; memory: number };
  rmSync(path);
  expect(result).toMatchObject({ letters, bytes: letters * 57 * 13_000 });
  return result;
}

/** Messages with a picture of about 1 MB each. */
function writeMbox(path: string, size: number): number {
  const attachment = `${"QUJD".repeat(19)}\n`.repeat(13_000);
  const file = openSync(path, "w");
  let written = 0;
  let number = 0;
  while (written <= size) {
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
