/** What machines read: the map of the site, icons and the settings for web servers. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFragment } from "parse5";
import { beforeAll, describe, expect, test } from "vitest";
import { favicon } from "../../src/editions/web/documents/favicon.ts";
import { securityHeaders } from "../../src/editions/web/documents/security-headers.ts";
import { robots, sitemaps } from "../../src/editions/web/documents/sitemap.ts";
import type { View } from "../../src/editions/web/view.ts";
import {
  build,
  contentFolder,
  filesBelow,
  letter,
  MINIMAL,
  SAMPLE,
  type Site,
  temporaryFolder,
} from "../support/sample.ts";

let site: Site;
beforeAll(async () => {
  site = await build(SAMPLE);
});

describe("sitemap.xml", () => {
  test("names every page that search engines should know, and no other", () => {
    const listed = [...site.page("/sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
    const pages = filesBelow(site.folder)
      .filter((path) => path.endsWith("index.html"))
      .map((path) => `/${path.slice(0, -"index.html".length)}`)
      .filter((address) => !/<meta (?:name="robots" content="noindex"|http-equiv="refresh")/.test(site.page(address)))
      .map((address) => `https://www.example.org${address}`)
      .sort();
    expect(listed).toEqual(pages);
    expect(listed.length).toBeGreaterThan(20);
    for (const address of ["/404.html", "/mars-2025/", "/nyhetsbrev/senaste/", "/nyhetsbrev/2026/julblad/"]) {
      expect(listed).not.toContain(`https://www.example.org${address}`);
    }
  });

  test("dates pages only as precisely as they are known", () => {
    const map = site.page("/sitemap.xml");
    const entry = (address: string): string | undefined =>
      new RegExp(`<url><loc>https://www\\.example\\.org${address}</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>`).exec(
        map,
      )?.[1];
    expect(entry("/nyhetsbrev/2024/nummer-1/")).toBe("2024");
    expect(entry("/nyhetsbrev/2024/hostblad/")).toBe("2024-11-25");
    // Changed later than it was sent.
    expect(entry("/nyhetsbrev/2025/mars/")).toBe("2025-04-02");
    expect(entry("/kontakt/")).toBeUndefined();
  });

  test("escapes what XML would read as its own", () => {
    const view = { address: "/a/", listed: true, modified: undefined } as View;
    const [{ text: xml = "" } = {}] = sitemaps([view], () => "https://example.org/?a=1&b=<2>");
    expect(xml).toContain("<loc>https://example.org/?a=1&amp;b=&lt;2&gt;</loc>");
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  });

  test("is in one order whatever order the pages came in", () => {
    const views = ["/b/", "/a/", "/c/"].map((address) => ({ address, listed: true, modified: undefined }) as View);
    const absolute = (address: string): string => `https://example.org${address}`;
    expect(sitemaps(views, absolute)).toEqual(sitemaps([...views].reverse(), absolute));
  });

  test("more addresses than one file may have are spread over several, with an index", () => {
    const absolute = (address: string): string => `https://example.org${address}`;
    const views = Array.from({ length: 7 }, (_, index) => ({ listed: true, address: `/${index}/` }) as View);
    const [index, ...parts] = sitemaps(views, absolute, 3);
    const locations = (text = ""): string[] =>
      Array.from(text.matchAll(/<loc>([^<]*)<\/loc>/g), ([, found = ""]) => found);
    expect(index?.path).toBe("sitemap.xml");
    expect(index?.text).toContain("<sitemapindex ");
    expect(locations(index?.text)).toEqual(parts.map(({ path }) => `https://example.org/${path}`));
    expect(parts.flatMap(({ text }) => locations(text))).toEqual(views.map(({ address }) => absolute(address)));
    expect(parts.every(({ text }) => locations(text).length <= 3)).toBe(true);
  });

  test("robots.txt leads to it and forbids nothing", () => {
    expect(site.page("/robots.txt")).toBe(robots("https://www.example.org/sitemap.xml"));
    expect(site.page("/robots.txt")).toBe("User-agent: *\nAllow: /\n\nSitemap: https://www.example.org/sitemap.xml\n");
  });
});

describe("the icon", () => {
  const icon = (shortName: string): string => {
    const colours = { accent: "#20503a", onAccent: "#ffffff" };
    return favicon({ shortName, colours: { light: colours, dark: colours } } as Parameters<typeof favicon>[0]);
  };

  test.each([
    ["FE", "F"],
    ["ångpannan", "Å"],
    ["«UDD»", "U"],
    ["3 hjul", "3"],
    ["<script>alert(1)</script>", "S"],
    ["&", ""],
    ["🎉", ""],
    ["日本", "日"],
  ])("of %j shows %j", (shortName, shown) => {
    const svg = icon(shortName);
    expect(svg).toMatch(new RegExp(`>${shown}</text></svg>\n$`));
    expect(svg).toContain("#20503a");
    const [root] = parseFragment(svg).childNodes;
    expect(root?.nodeName).toBe("svg");
  });

  test("gives way to the publisher's own", async () => {
    const own = '<svg xmlns="http://www.w3.org/2000/svg"/>\n';
    const { page } = await build(contentFolder(MINIMAL, { "files/favicon.svg": own, "files/robots.txt": "eget\n" }));
    expect(page("/favicon.svg")).toBe(own);
    expect(page("/robots.txt")).toBe("eget\n");
  });
});

describe("security headers", () => {
  const values = (embedding: string[] = []): Map<string, string> => new Map(securityHeaders({ embedding }));

  test("allow this site's own styles and pictures and nothing else", () => {
    expect(values().get("Content-Security-Policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
  });

  test("let the sites of site.yaml frame the pages", () => {
    expect(values(["https://*.example.com"]).get("Content-Security-Policy")).toMatch(
      /; frame-ancestors 'self' https:\/\/\*\.example\.com$/,
    );
    // It has no word for "these sites", and would undo frame-ancestors in browsers that read both.
    expect(values(["https://*.example.com"]).has("X-Frame-Options")).toBe(false);
  });

  test("are the usual rest", () => {
    expect(values().get("X-Content-Type-Options")).toBe("nosniff");
    expect(values().get("Referrer-Policy")).toBeTruthy();
    expect(values().get("Permissions-Policy")).toBeTruthy();
    expect(values().get("Strict-Transport-Security")).toMatch(/^max-age=\d{7,}/);
  });

  test("have nothing in them that could end a line or a quoted value", () => {
    for (const [name, value] of values(["https://*.example.com"]))
      expect(`${name}${value}`).not.toMatch(/["\\\r\n$;]{2}|["\\\r\n$]/);
  });
});

describe("settings for web servers", () => {
  /** Name → value of every header, and every redirect, as each file says them. */
  const HEADERS = (): (readonly [string, string])[] => [
    ...securityHeaders({ embedding: ["https://*.example.com", "https://intranet.example.org:8443"] }),
  ];
  const REDIRECTS: [from: string, to: string, status: number][] = [
    ["/2024/11/25", "/nyhetsbrev/2024/hostblad/", 301],
    ["/Gamla/Bladet-2.html", "/nyhetsbrev/2024/hostblad/", 301],
    ["/mars-2025", "/nyhetsbrev/2025/mars/", 301],
    ["/nyheter/gammalt-namn", "/nyheter/ny-webbplats-for-foreningen/", 301],
    ["/nyhetsbrev/senaste", "/nyhetsbrev/2026/vinterblad/", 302],
  ];
  const sorted = (redirects: (readonly [string, string, number])[]) =>
    [...redirects].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

  /** Runs a server's own check where the server is installed; the structure is checked in any case. */
  function accept(command: string, args: string[]): void {
    const { error, status, stderr, stdout } = spawnSync(command, args, { encoding: "utf8" });
    if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return;
    expect(status, `${command}: ${stderr}${stdout}`).toBe(0);
  }

  function balanced(text: string, open: string, close: string): boolean {
    let depth = 0;
    for (const character of text) {
      if (character === open) depth += 1;
      if (character === close) depth -= 1;
      if (depth < 0) return false;
    }
    return depth === 0;
  }

  test("_headers: one path, then each header", () => {
    expect(site.page("/_headers")).toBe(
      `/*\n${HEADERS()
        .map(([name, value]) => `  ${name}: ${value}\n`)
        .join("")}`,
    );
  });

  test("_redirects: both spellings of each old address", () => {
    const lines = site.page("/_redirects").trimEnd().split("\n");
    const found = lines.map((line) => line.split(" ") as [string, string, string]);
    for (const parts of found) expect(parts).toHaveLength(3);
    expect(sorted(found.map(([from, to, status]) => [from, to, Number(status)]))).toEqual(
      sorted(
        REDIRECTS.flatMap(([from, to, status]) => [[from, to, status] as const, [`${from}/`, to, status] as const]),
      ),
    );
  });

  test(".htaccess: directives that Apache reads", () => {
    const text = site.page("/.htaccess");
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => line.trim());
    const directives =
      /^(?:ErrorDocument 404 \/404\.html|<IfModule mod_(?:headers|alias)\.c>|<\/IfModule>|Header always set [A-Za-z-]+ "[^"]*"|RedirectMatch 30[12] \^\S+\$ \/\S*|RedirectMatch 404 \^\S+|#.*)$/;
    for (const line of lines) expect(line).toMatch(directives);
    expect(lines.filter((line) => line.startsWith("<IfModule")).length).toBe(
      lines.filter((line) => line === "</IfModule>").length,
    );
    expect(lines.flatMap((line) => /^Header always set (\S+) "(.*)"$/.exec(line)?.slice(1) ?? [])).toEqual(
      HEADERS().flat(),
    );

    const rules = lines.flatMap((line) => {
      const [, status, pattern = "", to = ""] = /^RedirectMatch (\d+) (\S+) (\S+)$/.exec(line) ?? [];
      return status ? [{ status: Number(status), pattern: new RegExp(pattern), to }] : [];
    });
    for (const [from, to, status] of REDIRECTS) {
      for (const path of [from, `${from}/`]) {
        const matching = rules.filter(({ pattern }) => pattern.test(path));
        expect(
          matching.map((rule) => [rule.to, rule.status]),
          path,
        ).toEqual([[to, status]]);
      }
      // Only the address itself: nothing below it, and no dot that stands for any letter.
      for (const path of [`${from}/x`, `${from}x`, `/x${from}`, from.replace(".", "x")]) {
        if (path !== from)
          expect(
            rules.some(({ pattern }) => pattern.test(path)),
            path,
          ).toBe(false);
      }
    }

    const folder = temporaryFolder();
    const modules = "/usr/lib/apache2/modules";
    const load = ["mpm_event", "authz_core", "headers", "alias"]
      .filter((name) => existsSync(join(modules, `mod_${name}.so`)))
      .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so\n`)
      .join("");
    writeFileSync(
      join(folder, "httpd.conf"),
      `ServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:8099\nPidFile ${folder}/pid\nErrorLog ${folder}/log\n${load}<Directory ${site.folder}>\n${text}</Directory>\n`,
    );
    accept("apache2", ["-t", "-f", join(folder, "httpd.conf")]);
  });

  test("nginx.conf: directives that nginx reads", () => {
    const text = site.page("/_hosting/nginx.conf");
    expect(balanced(text, "{", "}")).toBe(true);
    const lines = text
      .trimEnd()
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    for (const line of lines) {
      expect(line).toMatch(
        /^(?:index |error_page 404 |add_header [A-Za-z-]+ "[^"]*" always;$|location ~ \S+ \{ return \d+(?: \/\S*)?; \}$)/,
      );
      expect(line).toMatch(/[;}]$/);
    }
    expect(lines.flatMap((line) => /^add_header (\S+) "(.*)" always;$/.exec(line)?.slice(1) ?? [])).toEqual(
      HEADERS().flat(),
    );
    const rules = lines.flatMap((line) => {
      const [, pattern = "", status, to = ""] = /^location ~ (\S+) \{ return (30\d) (\S+); \}$/.exec(line) ?? [];
      return status ? [{ status: Number(status), pattern: new RegExp(pattern), to }] : [];
    });
    expect(rules).toHaveLength(REDIRECTS.length);
    for (const [from, to, status] of REDIRECTS) {
      const matching = rules.filter(({ pattern }) => pattern.test(from) && pattern.test(`${from}/`));
      expect(
        matching.map((rule) => [rule.to, rule.status]),
        from,
      ).toEqual([[to, status]]);
    }
    // What is meant for the server itself is not handed out.
    const hidden = lines.flatMap((line) => /^location ~ (\S+) \{ return 404; \}$/.exec(line)?.[1] ?? []);
    for (const path of ["/_headers", "/_redirects", "/.htaccess", "/_hosting/nginx.conf", "/_hosting/Caddyfile"]) {
      expect(
        hidden.some((pattern) => new RegExp(pattern).test(path)),
        path,
      ).toBe(true);
    }

    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "nginx.conf"),
      `pid ${folder}/pid;\nerror_log ${folder}/log;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path ${folder}/a;\nproxy_temp_path ${folder}/b;\nfastcgi_temp_path ${folder}/c;\nuwsgi_temp_path ${folder}/d;\nscgi_temp_path ${folder}/e;\nserver { listen 127.0.0.1:8098; root ${site.folder}; include ${site.folder}/_hosting/nginx.conf; }\n}\n`,
    );
    accept("nginx", ["-t", "-q", "-p", folder, "-e", join(folder, "log"), "-c", join(folder, "nginx.conf")]);
  });

  test("Caddyfile: directives that Caddy reads", () => {
    const text = site.page("/_hosting/Caddyfile");
    expect(balanced(text.replace(/\{http[^}]*\}/g, ""), "{", "}")).toBe(true);
    expect(text).toMatch(/^\(brevarkiv\) \{\n/m);
    expect([...text.matchAll(/^\t\t([A-Z][A-Za-z-]+) "(.*)"$/gm)].flatMap((match) => match.slice(1))).toEqual(
      HEADERS().flat(),
    );
    expect(
      sorted(
        [...text.matchAll(/^\tredir (\S+) (\S+) (\d+)$/gm)].map(([, from = "", to = "", status]) => [
          from,
          to,
          Number(status),
        ]),
      ),
    ).toEqual(
      sorted(
        REDIRECTS.flatMap(([from, to, status]) => [[from, to, status] as const, [`${from}/`, to, status] as const]),
      ),
    );
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "Caddyfile"),
      `${text}\nhttp://localhost:8097 {\n\troot * ${site.folder}\n\timport brevarkiv\n}\n`,
    );
    accept("caddy", ["validate", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")]);
  });

  test("in a site without redirects all are still whole", async () => {
    const { page } = await build(
      contentFolder(MINIMAL, { "issues/2026/2026-01-hej.md": letter("title: Hej\ndate: 2026\nslug: hej") }),
    );
    for (const path of ["/_headers", "/_redirects", "/.htaccess", "/_hosting/nginx.conf", "/_hosting/Caddyfile"]) {
      expect(page(path)).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});
