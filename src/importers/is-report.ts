import { reportWords } from "./repairs.ts";
import { HTML_REPORT } from "./report-html.ts";

/** Whether a file is a report of an earlier import, which may be replaced. */
export function isReport(text: string): boolean {
  const headings = ["sv", "en"].map((language) => `# ${reportWords(language).heading}\n`);
  return (
    headings.some((heading) => text.startsWith(heading)) ||
    text.startsWith(HTML_REPORT) ||
    /^\{\s*"counts": \{\s*"imported": \d/.test(text)
  );
}
