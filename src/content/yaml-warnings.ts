/** What YAML reads otherwise than its editor meant, without calling it a fault. */
import { type Document, isScalar, visit } from "yaml";
import type { Fault } from "../diagnostics.ts";
import { eventTimeFault } from "../model/partial-date.ts";
import { inQuotes } from "./yaml-faults.ts";

/** A fault and the offset at which it stands. */
export interface PlacedFault extends Omit<Fault, "answer"> {
  readonly offset: number;
  /** What is to be written in place of what stands at an offset. */
  readonly instead?: { readonly offset: number; readonly was: string; readonly text: string } | undefined;
}

/** Without a space it is no remark. */
const isText = (remark: string): boolean => /^#[^\s#]/.test(remark.trim());

/** Texts that a remark cuts off, and quotes that are part of the text. */
export function misreadValues(document: Document, text: string): PlacedFault[] {
  const found: PlacedFault[] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key === "key" || node.type !== "PLAIN" || typeof node.value !== "string" || !node.range) return;
      const [offset, end] = node.range;
      const value = node.value;
      const remark = remarkAfter(text, end);
      // A remark on a date is what it looks like.
      if (remark !== undefined && eventTimeFault(value) !== undefined) {
        const was = text.slice(offset, end) + remark;
        const whole = inQuotes(was);
        const message = `"${remark.trim()}" is cut off, as # after a space begins a remark`;
        const hint = `put the whole text in quotes: ${whole}; or move the remark to a line of its own`;
        const instead = isText(remark) ? { offset, was, text: whole } : undefined;
        found.push({ offset: end + remark.length - remark.trim().length, rule: "yaml-remark", message, hint, instead });
      }
      if (/^[“”„][^“”„]+[“”]$/.test(value)) {
        const message = `the curly quotes are part of the text: ${value}`;
        const hint = `write straight ones: ${inQuotes(value)}; or, where they belong to it: "${value}"`;
        found.push({ offset, rule: "curly-quotes", message, hint });
      }
    },
  });
  return found;
}

/** Keys without a value, as it is read as a remark: `title: #4` */
export function valuesReadAsRemarks(document: Document, text: string): PlacedFault[] {
  const found: PlacedFault[] = [];
  visit(document, {
    Pair: (_key, { key, value }) => {
      if (!isScalar(key) || !key.range || !(value === null || (isScalar(value) && value.value === null))) return;
      const [, colon = "", remark] = /^(\s*:\s+)(#.*)/.exec(lineFrom(text, key.range[1])) ?? [];
      if (remark === undefined) return;
      const message = `"${remark.trim()}" is read as a remark, as it begins with #`;
      const [offset, was] = [key.range[1] + colon.length, remark.trim()];
      const hint = `put it in quotes: ${String(key.value)}: ${inQuotes(was)}`;
      const instead = isText(remark) ? { offset, was, text: inQuotes(was) } : undefined;
      found.push({ offset, rule: "yaml-remark", message, hint, instead });
    },
  });
  return found;
}

/** The remark after a value on its line, with the space before it. */
function remarkAfter(text: string, offset: number): string | undefined {
  return /^[ \t]+#.*/.exec(lineFrom(text, offset))?.[0].trimEnd();
}

function lineFrom(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(offset, end === -1 ? undefined : end);
}
