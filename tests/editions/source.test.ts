/** What a letter's page says of where it came from. */
import { expect, test } from "vitest";
import { build, contentFolder, letter, MINIMAL } from "../support/sample.ts";

test.each([
  [
    "system: paloma\n  sender: Redaktionen <brev@example.se>",
    "Skickat med Paloma år 2024.",
    "Avsändare: Redaktionen &lt;brev@example.se&gt;",
  ],
  ["system: mail", "Skickat med e-post år 2024.", undefined],
  // A page, a feed or a file is where it was found, not how it was sent.
  ["system: web\n  sender: Redaktionen", undefined, "Avsändare: Redaktionen"],
  ["system: feed", undefined, undefined],
])("%s", async (source, sentWith, sender) => {
  const content = contentFolder(MINIMAL, {
    "issues/brev.md": letter(`title: Ett brev\ndate: 2024\nslug: ett-brev\nsource:\n  ${source}`),
  });
  const page = (await build(content)).page("/nyhetsbrev/2024/ett-brev/");
  if (sentWith) expect(page).toContain(sentWith);
  else expect(page).not.toContain("Skickat med");
  if (sender) expect(page).toContain(sender);
  else expect(page).not.toContain("Avsändare");
  expect(page.includes("<h3>Källa</h3>")).toBe(sentWith !== undefined || sender !== undefined);
});
