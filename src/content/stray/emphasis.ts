/** Bold and italics whose signs are shown, as CommonMark does not let them begin or end there (0.31.2, section 6.2). */
import type { Fault } from "../../diagnostics.ts";
import { certain, quoted, type StrayRule, type Surroundings } from "./rule.ts";

/** `**fet **`, `**Namn: **text` and `**Obs!**Kom`, and the same with other signs. */
function pair(parts: readonly string[], { before, after: rest }: Surroundings): Fault | undefined {
  const [whole = "", sign = "", inner = "", after = ""] = parts;
  const [opens, closes] = [/^\s/.test(inner), /\s$/.test(inner)];
  const single = sign.length === 1;
  // 2 ** 3 ** 4; a note that begins with "* "; my *_a and *_b.
  if ((opens && (closes || single)) || (closes && single && after !== "")) return undefined;
  if (!opens && !closes && (after === "" || /[\p{L}\p{N}]$/u.test(inner))) return undefined;
  const why =
    opens || closes ? `no space can stand inside, beside the ${sign}` : `a letter cannot follow the last ${sign} here`;
  const mended = `${sign}${inner.trim()}${sign}${after === "" ? "" : ` ${after}`}`;
  // With an odd number of signs beside it, another one of them may be its other half.
  const isPair = [before, rest].every((text) => text.split(sign).length % 2 === 1);
  return {
    ...broken(`${quoted(whole)} is shown with its ${sign}: ${why}`, `write ${quoted(mended)}`),
    ...certain(isPair, mended),
  };
}

const broken = (message: string, hint: string): Fault => ({ rule: "emphasis-broken", message, hint });

export const EMPHASIS: readonly StrayRule[] = [
  {
    severity: "warning",
    sign: "*",
    pattern: /(?<![^\s("”'„«–—])(\*{1,2})(?!\*)([^*]+)\1(?!\*)([\p{L}\p{N}]*)/dgu,
    fault: pair,
  },
  {
    severity: "warning",
    sign: "_",
    pattern: /(?<![^\s("”'„«–—])(_{1,2})(?!_)([^_]+)\1(?!_)([\p{L}\p{N}]*)/dgu,
    fault: pair,
  },
  {
    severity: "warning",
    sign: "**",
    pattern: /(?<![^\s("”])\*\*(?=[\p{L}\p{N}"”])[^\s*]*/dgu,
    fault: ([whole = ""]) =>
      broken(
        `${quoted(whole)} is shown with its **: the bold text has no end`,
        "write ** also where it ends, or \\*\\* to show them",
      ),
  },
];
