/** How pictures and documents of the content reach the site, by every way there is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import { cleanPicture } from "../../src/metadata/clean-picture.ts";
import { picture, SECRET } from "../metadata/pictures.ts";
import {
  build,
  check,
  contentFolder,
  fingerprint,
  letter,
  MINIMAL,
  TODAY,
  temporaryFolder,
} from "../support/sample.ts";

const JPEG = picture("baseline.jpg");
const TEXT = letter(
  "title: Bilder\ndate: 2026-01-14\ndocuments:\n  - title: Kartan\n    file: karta.png",
  "![Träffen](mobil.jpg) och [bilden](lank.webp)",
);
const FILES = {
  "issues/2026/bilder.md": TEXT,
  "issues/2026/mobil.jpg": JPEG,
  "issues/2026/lank.webp": picture("lossy.webp"),
  "issues/2026/karta.png": picture("picture.png"),
  "files/gammal/logo.AVIF": picture("picture.avif"),
  "files/utan-andelse": JPEG,
};
const PUBLISHED = [
  ...["nyhetsbrev/2026/bilder/mobil.jpg", "nyhetsbrev/2026/bilder/lank.webp", "nyhetsbrev/2026/bilder/karta.png"],
  ...["gammal/logo.AVIF", "utan-andelse"],
];

describe("pictures of the content", () => {
  test("are cleaned on every way to the site, the same in each build, and stay as they are in the content", async () => {
    const content = contentFolder(MINIMAL, FILES);
    const before = fingerprint(content);
    const [site, again] = [await build(content), await build(content)];
    for (const path of PUBLISHED) {
      const bytes = readFileSync(join(site.folder, path));
      expect([path, bytes.length > 500, bytes.includes(SECRET)]).toEqual([path, true, false]);
    }
    const clean = cleanPicture("mobil.jpg", JPEG);
    expect(clean.kind === "clean" && readFileSync(join(site.folder, PUBLISHED[0] ?? "")).equals(clean.bytes)).toBe(
      true,
    );
    expect(fingerprint(again.folder)).toEqual(fingerprint(site.folder));
    expect(fingerprint(content)).toEqual(before);
  });

  test("are named by check with what was removed, which is neither an error nor a warning", async () => {
    const { result, lines } = await check(contentFolder(MINIMAL, FILES));
    expect(result.pages).toBeGreaterThan(0);
    expect(lines).toHaveLength(5);
    const facts = "the place where it was taken, names, the camera, the time when it was made";
    expect(lines).toContain(
      `content/issues/2026/mobil.jpg:1:1 note picture-cleaned: published without ${facts}; the file here stays as it is`,
    );
  });

  test("are named by twenty at most", async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`files/b/${index + 10}.jpg`, JPEG]));
    const { lines } = await check(contentFolder(MINIMAL, many));
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toContain("10 more pictures are published without such facts");
  });

  test("a broken one leaves the site as it is", async () => {
    const content = contentFolder(MINIMAL);
    const output = join(temporaryFolder(), "site");
    const options = { contentDir: content, output, today: TODAY, drafts: false };
    await buildSite(options);
    const before = fingerprint(output);
    const broken = contentFolder(MINIMAL, { "files/halv.jpg": JPEG.subarray(0, 2_000) });
    const { diagnostics } = await buildSite({ ...options, contentDir: broken });
    expect(diagnostics.map(({ severity, rule }) => [severity, rule])).toEqual([["error", "picture-broken"]]);
    expect(fingerprint(output)).toEqual(before);
  });
});
