/** Letters that are too much of something: each is refused with a reason, none takes the time or memory of the others. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { mail, project } from "../importers/command/support.ts";
import { brevarkiv } from "../support/program.ts";
import { check } from "../support/sample.ts";

const page = (body: string) => `<html><body>${body}</body></html>`;

const LETTERS: Readonly<Record<string, readonly [content: string | Uint8Array, outcome: RegExp]>> = {
  "20-mb.html": [page("<p>Hej hopp, ord och mera text.</p>\n".repeat(560_000)), /^failed .*more than 500,000 elements/],
  "tables.html": [page(`<p>Hej</p>${"<table><tr><td>".repeat(100_000)}djupt`), /^failed .*nested more than 512 levels/],
  "attributes.html": [
    page(`<p ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}=1`).join(" ")}>Hej</p>`),
    /^failed .*more than 1,000 attributes/,
  ],
  "unclosed.html": [page("<b><i><u>x<p>".repeat(50_000)), /^failed .*(?:elements|levels)/],
  "brackets.md": [`---\ntitle: Hakar\ndate: 2023-01-01\n---\n\n${"[".repeat(300_000)}`, /^imported /],
  "less-than.html": [page("<".repeat(5_000_000)), /^(?:imported|failed) /],
  "stars.txt": [`Rubrik\n\n${"*".repeat(2_000_000)}\n\nSkickat med Paloma\n`, /^failed .*at most 1 MB/],
  "parts.eml": [
    `From: a@example.se\nTo: b@example.se\nSubject: Delar\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${"--x\nContent-Type: multipart/mixed; boundary=x\n\n".repeat(100_000)}`,
    /^failed .*parts/,
  ],
  "headers.eml": [
    `From: a@example.se\nTo: b@example.se\nSubject: Huvud\n${"X-A: b\n".repeat(500_000)}\nHej`,
    /^failed .*header/,
  ],
  "bomb.zip": [bomb(), /^failed .*larger than 64 MB|^failed .*grows more than 250 times/],
};

/** Of processor time: quadratic would take hours. */
const MOST_SECONDS = 120;

test("too much of anything is refused on its own, soon, and the good letter comes in", async () => {
  const files = Object.entries(LETTERS).map(([name, [content]]) => [`brev/${name}`, content] as const);
  const folder = project({ ...Object.fromEntries(files), "brev/bra.eml": mail() });
  const report = join(folder, "seconds");
  const hook = `process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(report)}, String((user + system) / 1e6));
  });`;
  const node = ["--max-old-space-size=2000", "--import", `data:text/javascript,${encodeURIComponent(hook)}`];
  const { code, stderr } = await brevarkiv(["import", "brev"], folder, { node });
  expect(Number(readFileSync(report, "utf8"))).toBeGreaterThan(0);
  expect(Number(readFileSync(report, "utf8"))).toBeLessThan(MOST_SECONDS);
  expect(code).toBe(1);
  for (const [name, [, outcome]] of Object.entries(LETTERS)) {
    const line = stderr.split("\n").find((each) => each.includes(`(brev/${name}`));
    expect(line, name).toMatch(outcome);
  }
  expect(stderr).toMatch(/^imported .*2023-09-14-exempelbrevet\.md/m);
  expect(stderr).not.toMatch(/bug in Brevarkiv|Maximum call stack|heap/);
  expect(
    (await check(join(folder, "content"))).result.diagnostics.filter(({ severity }) => severity === "error"),
  ).toEqual([]);
});

/** A Mailchimp export of 300 kB whose only letter is 256 MB of zeros. */
function bomb(): Buffer {
  const entries = [
    { name: "campaigns.csv", content: Buffer.from("title,send_date\nx,2023-01-01\n") },
    { name: "campaigns_content/1_x.html", content: Buffer.alloc(2 ** 28) },
  ];
  let offset = 0;
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  for (const { name, content } of entries) {
    const data = deflateRawSync(content);
    // Version, flags, method 8, time, checksum, sizes, length of the name.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.from("PK\u0003\u0004"), shared, Buffer.from(name), data);
    central.push(Buffer.from("PK\u0001\u0002\u0014\0"), shared, tail, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\u0005\u0006"), end]);
}
