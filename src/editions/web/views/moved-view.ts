import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Link, ViewPlan } from "../view.ts";

/**
 * The page at an old address, which forwards. A file that moved is a folder with a page in it, to which every host leads the
 * file's own address.
 * @param ledger whether it is the ledger that asks for it
 */
export function movedView(from: string, to: Link, strings: Strings, fromLedger = false): ViewPlan {
  return {
    address: joinAddress(from),
    title: strings.moved.title,
    description: to.title,
    listed: false,
    detail: { kind: "moved", to, temporary: false, ...(fromLedger && { fromLedger }) },
  };
}
