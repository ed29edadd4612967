/** How wide pictures of texts reach readers, from the content to the release. */
import { existsSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/engine/build-site.ts";
import { MANIFEST } from "../../src/engine/store/site-folder.ts";
import { pngPlaces } from "../metadata/pictures.ts";
import { photo, pixels } from "../support/photo.ts";
import {
  build,
  check,
  contentFolder,
  filesBelow,
  fingerprint,
  letter,
  MINIMAL,
  TODAY,
  temporaryFolder,
  writeFiles,
} from "../support/sample.ts";

const SIZE = { width: 1_400, height: 900 };
const FOLDER = "nyhetsbrev/2026/bilder";
const RENDITIONS = [640, 1080, 1280].map((step) => `${FOLDER}/a.jpg.${step}.webp`);
const TEXT = letter("title: Bilder\ndate: 2026-01-14", "![Träffen](a.jpg)\n\n![Kartan](b.png)\n\n[Bilden](a.jpg)");
let files: Record<string, string | Uint8Array>;
let other: Buffer;

beforeAll(async () => {
  other = await photo({ ...SIZE, seed: 2 });
  files = {
    "issues/2026/bilder.md": TEXT,
    "issues/2026/a.jpg": await photo(SIZE),
    "issues/2026/b.png": await (await pixels({ width: 700, height: 500 })).png().toBuffer(),
  };
});

describe("a wide picture", () => {
  test("is offered in widths that are files of the site, with its original where it was", async () => {
    const site = await build(contentFolder(MINIMAL, files));
    const html = site.page(`/${FOLDER}/`);
    const set = [640, 1080, 1280].map((step) => `/${FOLDER}/a.jpg.${step}.webp ${step}w`).join(", ");
    expect(html).toContain(
      `<img src="/${RENDITIONS[2]}" alt="Träffen" srcset="${set}" sizes="(min-width: 43.5rem) 40rem, 92vw" width="1400" height="900">`,
    );
    expect(html).toContain(`/${FOLDER}/b.png.1080.webp 700w" sizes`);
    expect(html).toMatch(/alt="Kartan"[^>]* loading="lazy" decoding="async">/);
    for (const path of [...RENDITIONS, `${FOLDER}/a.jpg`, `${FOLDER}/b.png.640.webp`])
      expect([path, existsSync(join(site.folder, path))]).toEqual([path, true]);
    expect(html).toContain(`<a href="/${FOLDER}/a.jpg">Bilden</a>`);
    const manifest = readFileSync(join(site.folder, MANIFEST), "utf8");
    for (const path of RENDITIONS) expect(manifest).toContain(path);
  });

  test("leads to its original where site.yaml says so, unless it leads elsewhere or is decoration", async () => {
    const body = '![Träffen](a.jpg)\n\n[![Om oss](a.jpg)](/om-oss/)\n\n![-](a.jpg)\n\n![Kartan](a.jpg "Foto: A")';
    const content = contentFolder(MINIMAL, {
      ...files,
      "issues/2026/bilder.md": letter("title: Bilder\ndate: 2026-01-14", body),
    });
    const yaml = join(content, "site.yaml");
    writeFiles(content, {
      "site.yaml": `${readFileSync(yaml, "utf8")}originals: true\n`,
      "pages/om-oss.md": letter("title: Om oss\nslug: om-oss"),
    });
    const html = (await build(content)).page(`/${FOLDER}/`);
    const links = [...html.matchAll(/<a href="([^"]*)"(?: aria-label="([^"]*)")?><img/g)].map(([, href, name]) => [
      href,
      name,
    ]);
    const original = `/${FOLDER}/a.jpg`;
    expect(links).toEqual([
      [original, "Bilden i full storlek: Träffen"],
      ["/om-oss/", undefined],
      [original, "Bilden i full storlek: Kartan"],
    ]);
    expect(html).toMatch(/<figure><a [^>]*><img [^>]*><\/a><figcaption>Foto: A<\/figcaption><\/figure>/);
  });

  test("has whole addresses in feeds", async () => {
    const atom = (await build(contentFolder(MINIMAL, files))).page("/folj/nyhetsbrev.atom");
    expect(atom).toContain(`src="https://www.example.org/${RENDITIONS[2]}"`);
    expect(atom).toContain(`1080w, https://www.example.org/${RENDITIONS[2]} 1280w"`);
    expect(atom).not.toMatch(/srcset="\//);
  });
});

describe("renditions", () => {
  test("are the same in two clean builds and one with a cache, and made once for the same bytes", async () => {
    const content = contentFolder(MINIMAL, files);
    const output = join(temporaryFolder(), "site");
    const options = { contentDir: content, output, today: TODAY, drafts: false };
    await buildSite(options);
    const first = fingerprint(output);
    // The same bytes in a file of another time, as after a checkout.
    utimesSync(join(content, "issues/2026/a.jpg"), new Date(0), new Date(0));
    writeFiles(content, { "issues/2026/annat.md": letter("title: Annat\ndate: 2026-02-14") });
    await buildSite(options);
    const warm = fingerprint(output);
    const clean = await build(content);
    expect(fingerprint(clean.folder)).toEqual(warm);
    for (const path of RENDITIONS) expect(warm[path]).toBe(first[path]);
  });

  test("follow their picture: another is scaled again, and those of one that is gone go too", async () => {
    const content = contentFolder(MINIMAL, files);
    const output = join(temporaryFolder(), "site");
    const options = { contentDir: content, output, today: TODAY, drafts: false };
    await buildSite(options);
    const before = fingerprint(output);
    writeFiles(content, { "issues/2026/a.jpg": other });
    await buildSite(options);
    const changed = fingerprint(output);
    expect(fingerprint((await build(content)).folder)).toEqual(changed);
    for (const path of RENDITIONS) expect(changed[path]).not.toBe(before[path]);
    writeFiles(content, { "issues/2026/bilder.md": letter("title: Bilder\ndate: 2026-01-14") });
    rmSync(join(content, "issues/2026/a.jpg"));
    await buildSite(options);
    expect(filesBelow(output).filter((path) => path.endsWith(".webp"))).toEqual([]);
  });
});

describe("a picture that cannot be shown", () => {
  test("is named with what to do where its pixels are damaged, by check and build alike", async () => {
    const damaged = Buffer.from(files["issues/2026/b.png"] as Buffer);
    const chunks = pngPlaces(damaged);
    const middle = chunks[Math.floor(chunks.length / 2)] ?? 0;
    damaged.fill(0x55, middle + 100, middle + 400);
    const content = contentFolder(MINIMAL, { ...files, "issues/2026/b.png": damaged });
    const line =
      "content/issues/2026/b.png:1:1 error picture-broken: this picture cannot be read to its end, so it cannot be shown in the width of a telephone; copy it again from where it came, or open it and save it again";
    expect((await check(content)).lines).toEqual([line]);
    await expect(build(content)).rejects.toThrow(line);
  });

  test("is named at its line where it has more pixels than a memory", async () => {
    const head = Buffer.from("89504e470d0a1a0a0000000d49484452000080000000800008060000000000000000", "hex");
    const content = contentFolder(MINIMAL, {
      ...files,
      "issues/2026/b.png": Buffer.concat([head, Buffer.alloc(200_000)]),
    });
    const { lines } = await check(content);
    expect(lines).toContain(
      'content/issues/2026/bilder.md:8:11 error image-size: "b.png" has 32768 × 32768 pixels, which no telephone can show; save it with at most 5000 pixels on its longer side',
    );
  });
});
