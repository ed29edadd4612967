/** A preview renders again and again in one process: what was rendered must not stay in memory. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import { Renderer } from "../../src/editions/web/render.ts";
import { createWebEdition } from "../../src/editions/web/web-edition.ts";
import { MINIMAL, TODAY } from "../support/sample.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** @returns how many pages were rendered, and a view that nobody holds any more */
async function renderAll(): Promise<{ pages: number; view: WeakRef<object> }> {
  const { content } = await loadArchive(MINIMAL, { today: TODAY, drafts: false });
  if (!content) throw new Error("the sample has errors");
  const { config, strings, archive } = content;
  const { views } = createWebEdition(archive, config, strings, "");
  const publications = new Map(archive.issues.map((issue) => [issue.address, issue]));
  let pages = 0;
  const shared = { config, strings, publicationAt: (address: string) => publications.get(address) };
  await new Renderer().render(shared, views, () => {
    pages += 1;
  });
  return { pages, view: new WeakRef(views[0] as object) };
}

test("what was rendered is let go of", async () => {
  const { pages, view } = await renderAll();
  expect(pages).toBeGreaterThan(5);
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(view.deref()).toBeUndefined();
});
