/** What a reader of a letter sees, as a real browser shows it: the yardstick that owes nothing to our own converter. */
import type { Page } from "playwright-core";

export interface Visible {
  /** Lines of text, as the browser lays them out. */
  readonly lines: readonly string[];
  /** Texts that are in the letter and cannot be seen. */
  readonly hidden: readonly string[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** Runs in the page. A string, so that no compiler touches it. */
const LOOK = `(() => {
  const seen = [], hidden = [], links = [];
  const shown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (parseFloat(getComputedStyle(element).fontSize) < 2) return false;
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), rect = box.getBoundingClientRect();
      if (style.overflow !== "visible" && style.display !== "inline" && (rect.height <= 1 || rect.width <= 1)) return false;
    }
    return true;
  };
  const BLOCK = /^(?:block|flex|grid|list-item|table|table-row|table-cell|table-caption|table-row-group|flow-root)$/;
  const line = { text: "" };
  const end = () => { const text = line.text.replace(/\\s+/g, " ").trim(); if (text) seen.push(text); line.text = ""; };
  const walk = (node) => {
    if (node.nodeType === 3) {
      if (!node.data.trim()) { line.text += " "; return; }
      const range = document.createRange();
      range.selectNodeContents(node);
      const drawn = [...range.getClientRects()].some(({ width, height }) => width > 0 && height > 0);
      if (drawn && shown(node.parentElement)) line.text += node.data;
      else hidden.push(node.data.replace(/\\s+/g, " ").trim());
      return;
    }
    if (node.nodeType !== 1 || /^(?:script|style|noscript|template|title|head|select|textarea|object|iframe)$/i.test(node.tagName)) return;
    if (node.tagName === "BR") { end(); return; }
    const block = BLOCK.test(getComputedStyle(node).display);
    if (block) end();
    // A form is left out of a letter, and so are the few words around its fields.
    if (node.tagName === "FORM" && node.querySelector("input:not([type=hidden]), select, textarea") && node.innerText.split(/\\s+/).length < 60) return;
    // What a browser writes before an item of a numbered list stands in no text.
    if (node.tagName === "LI" && node.parentElement.tagName === "OL") line.text += (node.value || [...node.parentElement.children].indexOf(node) + 1) + ". ";
    const before = seen.length, from = line.text.length;
    const link = node.tagName === "A" && node.href;
    for (const child of node.childNodes) walk(child);
    if (link) {
      const text = [...seen.slice(before), line.text.slice(from)].join(" ").replace(/\\s+/g, " ").trim();
      const picture = [...node.querySelectorAll("img")].some((image) => { const { width, height } = image.getBoundingClientRect(); return width > 2 && height > 2; });
      if (text || picture) links.push({ href: node.getAttribute("href").trim(), text });
    }
    if (block) end();
  };
  walk(document.body);
  end();
  return { lines: seen, hidden, links };
})()`;

/** @param page a page without scripts whose every request is refused */
export async function lookAt(page: Page, html: string): Promise<Visible> {
  await page.setContent(html, { waitUntil: "domcontentloaded" });
  return (await page.evaluate(LOOK)) as Visible;
}
