import type { Target } from "./markdown-types.ts";
import type { TargetResolver } from "./targets.ts";

/** A question that a text asked of the files beside it, and the answer it got. */
export interface Lookup {
  readonly kind: "file" | "link" | "image" | "renaming";
  readonly reference: string;
  readonly answer: string;
}

/** The text that asks. */
type From = Parameters<TargetResolver["file"]>[0];

/** A resolver that answers like another and notes every question whose answer lies in other files. */
export function recordLookups(targets: TargetResolver): { targets: TargetResolver; lookups: Lookup[] } {
  const lookups: Lookup[] = [];
  const note = <T>(kind: Lookup["kind"], reference: string, answer: T): T => {
    lookups.push({ kind, reference, answer: JSON.stringify(answer) });
    return answer;
  };
  return {
    lookups,
    targets: {
      onSite: targets.onSite,
      file: (from, reference) => note("file", reference, targets.file(from, reference)),
      forBody: (from) => {
        const { resolveLink, resolveImage, renaming } = targets.forBody(from);
        return {
          renaming: (reference) => note("renaming", reference, renaming(reference) ?? null) ?? undefined,
          resolveLink: (href): Target => (isLocal(href) ? note("link", href, resolveLink(href)) : resolveLink(href)),
          resolveImage: (src) => note("image", src, resolveImage(src)),
        };
      },
    },
  };
}

/** Whether every question would be answered today as it was then. */
export function stillHold(lookups: readonly Lookup[], from: From, targets: TargetResolver): boolean {
  if (lookups.length === 0) return true;
  const { resolveLink, resolveImage, renaming } = targets.forBody(from);
  const ask = {
    file: (text: string) => targets.file(from, text),
    link: resolveLink,
    image: resolveImage,
    renaming: (text: string) => renaming(text) ?? null,
  };
  return lookups.every(({ kind, reference, answer }) => JSON.stringify(ask[kind](reference)) === answer);
}

/** Whether a link's meaning depends on the files around it: whole addresses and anchors do not. */
function isLocal(href: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(href);
}
