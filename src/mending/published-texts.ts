import type { ContentBase } from "../content/content-base.ts";
import { kindOf } from "../content/load-archive.ts";
import { type ParsedPublication, parsePublication } from "../content/parse-publication.ts";
import { decodeText } from "../content/read-text.ts";
import { textHashes } from "../content/text-hash.ts";
import type { LedgerState } from "../ledger/ledger-state.ts";
import { hasHash } from "../ledger/site.ts";

/** What a mending makes of a text that was published before. */
export class PublishedTexts {
  readonly #base: ContentBase;
  readonly #ledger: LedgerState | undefined;

  constructor(base: ContentBase, ledger: LedgerState | undefined) {
    this.#base = base;
    this.#ledger = ledger;
  }

  /** Whether a text that can be read is in the ledger. One that cannot be read is not as it was published. */
  has(path: string, bytes: Uint8Array): boolean {
    const text = this.#parsed(path, bytes);
    return text !== undefined && this.#idAt(text.address) !== undefined;
  }

  /** Whether a text can be read and says something else than when it was published. */
  differs(path: string, bytes: Uint8Array): boolean {
    const text = this.#parsed(path, bytes);
    const id = text && this.#idAt(text.address);
    if (!text || id === undefined) return false;
    return !hasHash(textHashes(text), this.#ledger?.texts.get(id)?.contents.at(-1));
  }

  isReadable(path: string, bytes: Uint8Array): boolean {
    return this.#parsed(path, bytes) !== undefined;
  }

  #idAt(address: string): string | undefined {
    return this.#ledger?.addresses.get(address)?.id;
  }

  #parsed(path: string, bytes: Uint8Array): ParsedPublication | undefined {
    const content = decodeText(bytes);
    if ("problem" in content) return undefined;
    return parsePublication(kindOf(path), path, path, content.text, this.#base.parsing).publication;
  }
}
