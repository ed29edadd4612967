import { expect, it } from "vitest";
import { describeInBrowser, KINDS, LETTER, useBench } from "./bench.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

describeInBrowser("the real content security policy", () => {
  const bench = useBench();

  it.each(KINDS)(
    "is sent with and kept by $site, $kind, which is the same without scripts",
    async ({ site, address }) => {
      const { page, response, requests, complaints, probe } = await bench.visit(site, address, { stay: true });
      expect(response.headers()["content-security-policy"]).toContain(POLICY);
      expect(response.headers()["x-content-type-options"]).toBe("nosniff");
      expect(complaints).toEqual([]);
      expect(await probe("violations")).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(bench.site(site).origin))).toEqual([]);
      expect(await probe("traces")).toEqual({ cookies: "", local: 0, session: 0, scripts: 0, handlers: 0 });
      expect(await page.context().cookies()).toEqual([]);
      const without = await bench.visit(site, address, { stay: true, javaScriptEnabled: false });
      expect(await without.page.content()).toBe(await page.content());
    },
  );

  it("is what stops a script, and the test would notice one", async () => {
    const { page, probe, complaints } = await bench.visit("real", "/");
    await page.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      const image = new Image();
      image.src = "https://evil.example/pixel.gif";
      document.body.append(image);
    }`);
    await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2);
    expect(await probe<string[]>("violations")).toHaveLength(2);
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
  });

  it("lets the sites of site.yaml show in a frame what is made for it, and nothing else", async () => {
    for (const [address, ancestors] of [
      [LETTER, "'self'"],
      ["/embed/senaste/", "'self' https://*.sharepoint.com"],
    ] as const) {
      const { response } = await bench.visit("real", address);
      const policy = response.headers()["content-security-policy"] ?? "";
      expect(policy.match(/frame-ancestors ([^;]*)/)?.[1]).toBe(ancestors);
    }
  });
});

describeInBrowser("a hostile letter", () => {
  const bench = useBench();
  const address = "/newsletters/2025/hostile/";

  it("runs nothing, asks for nothing and changes nothing", async () => {
    const { page, requests, complaints, probe } = await bench.visit("sample", address);
    let asked = false;
    page.on("dialog", (dialog) => {
      asked = true;
      void dialog.dismiss();
    });
    // Called by every attack in the letter.
    await page.evaluate("globalThis.hacked = (what) => { globalThis.hits = [...(globalThis.hits ?? []), what] }");
    await page.evaluate(`for (const element of document.querySelectorAll("*")) {
      for (const event of ["mouseover", "click", "error", "load"]) element.dispatchEvent(new Event(event, { cancelable: true }));
    }`);
    expect(await page.evaluate("globalThis.hits ?? []")).toEqual([]);
    expect(asked).toBe(false);
    expect(page.url()).toBe(bench.site("sample").url(address));
    expect(requests.filter((url) => !url.startsWith(bench.site("sample").origin))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await probe("violations")).toEqual([]);
  });

  it("has no link that could run and no element that is not ours", async () => {
    const { page } = await bench.visit("sample", address);
    const schemes = await page.evaluate<string[]>("[...new Set([...document.links].map((link) => link.protocol))]");
    expect(schemes.sort()).toEqual(["http:", "https:"]);
    const strange = "script, style, iframe, main form, base, object, embed, svg, main img, body meta[http-equiv]";
    expect(await page.locator(strange).count()).toBe(0);
  });

  it("is shown as the text it is", async () => {
    const { page } = await bench.visit("sample", address);
    expect(await page.locator("h1").textContent()).toBe('<script>hacked("title")</script> & "quotes" {{ 7*7 }}');
    expect(await page.title()).toContain('<script>hacked("title")</script> & "quotes" {{ 7*7 }}');
    const text = await page.locator("main").textContent();
    for (const attack of [
      "{% raw %}{{ config.name }}</p><script>hacked(",
      "<img src=https://evil.example/pixel.gif onerror=hacked(",
      "<svg onload=hacked(",
      "</li><iframe src=https://evil.example/>",
      "<style>body{display:none}</style>",
      '<a href="javascript:hacked(1)">document</a>',
      "<base href=https://evil.example/>",
      "<form action=https://evil.example/>",
      "Seven times seven is {{ 7*7 }}, and {% raw %}nothing is raw{% endraw %}; {% include",
      "{# a comment #}",
      `\${7*7}`,
      "<%= 7*7 %>",
      "<meta http-equiv=",
      "javascript:hacked(",
    ]) {
      expect(text).toContain(attack);
    }
    expect(text).not.toContain("49");
  });

  it("does no harm on the pages that list it either", async () => {
    for (const list of ["/", "/newsletters/", "/newsletters/2025/", "/calendar/"]) {
      const { requests, complaints, probe } = await bench.visit("sample", list);
      expect(requests.filter((url) => !url.startsWith(bench.site("sample").origin))).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await probe("traces")).toMatchObject({ scripts: 0, handlers: 0 });
    }
    const { page } = await bench.visit("sample", "/newsletters/");
    expect(await page.locator("main").textContent()).toContain('"><img src=x onerror=hacked("heading")>');
  });
});
