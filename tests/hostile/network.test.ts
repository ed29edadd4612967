/** No import and no build asks the network for anything: not for pictures, redirects or a DTD, nor for what letters link to. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { mail, mbox, project } from "../importers/command/support.ts";
import { PROGRAM } from "../support/program.ts";
import { skipped, without } from "../support/programs.ts";
import { contentFolder, filesBelow, SAMPLE, temporaryFolder } from "../support/sample.ts";

const HOOK = pathToFileURL(join(import.meta.dirname, "no-network.mjs")).href;

/** A letter that has every way of asking for something that we know of. */
const ASKING = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "https://evil.example/x.dtd" [<!ENTITY x SYSTEM "https://evil.example/x.ent"> %y;]>
<?xml-stylesheet href="https://evil.example/x.xsl"?>
<html manifest="https://evil.example/m"><head profile="https://evil.example/p"><title>Frågor</title>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/r">
<link rel="stylesheet" href="https://evil.example/x.css"><link rel="dns-prefetch" href="//evil.example"><link rel="preconnect" href="//evil.example">
<style>@import url(https://evil.example/i.css); @font-face { font-family: x; src: url(https://evil.example/f.woff2) } body { background: url(https://evil.example/b.png) }</style></head>
<body background="https://evil.example/bg.png"><h1>Frågor</h1><p>&x; Ett brev med bilder från andra håll, omvägar och allt annat som kan fråga.</p>
<img src="https://evil.example/a.png" width="300" height="200" alt="En bild"><img src="//evil.example/b.png" srcset="https://evil.example/c.png 2x">
<img src="http://127.0.0.1:9/metadata"><img src="http://169.254.169.254/latest/meta-data/"><img src="file:///etc/passwd"><img src="\\\\\\\\evil.example\\\\share\\\\a.png">
<picture><source srcset="https://evil.example/d.webp"><img src="https://evil.example/d.png"></picture>
<p><a href="https://click.example.com/track?url=https%3A%2F%2Fwww.example.se%2F">en omväg</a> och <a href="https://list-manage.com/track/click?u=1&id=2">en till</a></p>
<iframe src="https://evil.example/f"></iframe><object data="https://evil.example/o"></object><embed src="https://evil.example/e">
<video src="https://evil.example/v.mp4" poster="https://evil.example/p.png"></video><script src="https://evil.example/s.js"></script>
<svg><image href="https://evil.example/s.png"/><use href="https://evil.example/u.svg#a"/></svg></body></html>`;

const FEED = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Brev</title><link>https://evil.example/</link>
<item><title>Ett brev</title><guid>https://evil.example/1</guid><pubDate>Thu, 14 Sep 2023 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>Ett brev i ett flöde med <img src="https://evil.example/f.png"> en bild.</p>]]></content:encoded>
<enclosure url="https://evil.example/a.pdf" type="application/pdf" length="1"/></item></channel></rss>`;

/** Each of them has other words, or they would be forms of one letter. */
const LETTERS = {
  "brev/sida.html": ASKING,
  "brev/sida.url": "[InternetShortcut]\r\nURL=https://evil.example/sida\r\n",
  "brev/brev.mbox": mbox([
    mail({ id: "1@x.se", html: ASKING.replace("Ett brev", "Ett annat brev, i ett mejl,"), subject: "Frågor i mejl" }),
  ]),
  "brev/flode.xml": FEED,
  "brev/flode-med-dtd.xml": FEED.replace(
    "?>",
    '?><!DOCTYPE rss SYSTEM "https://evil.example/rss.dtd" [<!ENTITY e SYSTEM "https://evil.example/e">]>',
  ),
  "brev/text.md":
    "---\ntitle: Text\ndate: 2023-09-01\n---\n\n![bild](https://evil.example/a.png) <https://evil.example/b>\n",
  "brev/brev.eml": mail({ id: "2@x.se", text: "Se https://evil.example/a.png och https://evil.example/b\n" }),
};

test("the hook notices every request", () => {
  const folder = project();
  const log = join(folder, "log");
  const asks = [
    "fetch('https://evil.example/')",
    "require('node:net').connect(80, 'evil.example')",
    "require('node:https').get('https://evil.example/')",
    "require('node:dns').lookup('evil.example', () => {})",
    "require('node:dgram').createSocket('udp4')",
    "new WebSocket('wss://evil.example/')",
    "import('node:http').then(({ get }) => get('http://evil.example/'))",
  ];
  for (const ask of asks) {
    const { status } = spawnSync(process.execPath, ["--import", HOOK, "-e", ask], {
      env: { ...process.env, NETWORK_LOG: log },
    });
    expect(status, ask).not.toBe(0);
  }
  expect(readFileSync(log, "utf8").trim().split("\n")).toHaveLength(asks.length);
});

test("an import of letters that ask for everything opens no socket", () => {
  const folder = project(LETTERS);
  const log = join(folder, "log");
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", HOOK, PROGRAM, "import", "brev", "--keep-original"],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NETWORK_LOG: log },
    },
  );
  expect(stderr).toMatch(/^failed \(.*flode-med-dtd\.xml\): .*document type/m);
  expect(stderr).toMatch(/^5 imported, 1 failed/m);
  expect(status).toBe(1);
  expect(existsSync(log) ? readFileSync(log, "utf8") : "").toBe("");
  for (const path of filesBelow(join(folder, "content/issues"))) expect(path).toMatch(/\.md$/);
});

test("a build of an archive that links to other sites, dead and alive, opens no socket", () => {
  const dead = { checked: "2026-11-20", status: 404, failing: "2026-11-01" };
  const folder = contentFolder(SAMPLE, {
    "link-health.json": JSON.stringify({ "https://www.example.com/fragor": dead }),
    "links.yaml":
      "https://www.example.com/fragor:\n  archived: https://web.archive.org/web/2025/https://www.example.com/\n",
  });
  const log = join(temporaryFolder(), "log");
  const output = join(temporaryFolder(), "site");
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", HOOK, PROGRAM, "build", "--content", folder, "--output", output],
    { encoding: "utf8", env: { ...process.env, NETWORK_LOG: log } },
  );
  expect(stderr).toMatch(/^built /m);
  expect(status).toBe(0);
  expect(readFileSync(join(output, "nyhetsbrev/2025/mars/index.html"), "utf8")).toContain("arkiverad kopia");
  expect(existsSync(log) ? readFileSync(log, "utf8") : "").toBe("");
});

const canCutOff = spawnSync("unshare", ["-n", "true"]).status === 0;
const SKIP = without("unshare") || (canCutOff ? "" : skipped("only root may take the network away"));

test.skipIf(SKIP)(`where there is no network at all, the result is the same${SKIP}`, () => {
  const results = [[], ["unshare", "-n"]].map((prefix) => {
    const folder = project(LETTERS);
    const [program = "", ...args] = [...prefix, process.execPath, PROGRAM, "import", "brev"];
    expect(spawnSync(program, args, { cwd: folder }).status).toBe(1);
    const issues = join(folder, "content/issues");
    return filesBelow(issues).map((path) => [path, readFileSync(join(issues, path), "utf8")]);
  });
  for (const result of results) expect(result).toEqual(results[0]);
});
