/** Links that are shown as text because of how they are written. */
import type { Fault, Renaming } from "../../diagnostics.ts";
import { LOCAL_FILE } from "../local-file.ts";
import { certain, quoted, type StrayRule, type Surroundings } from "./rule.ts";

const FILE = "(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|epub|ics|zip|md|html?|jpe?g|png|gif|webp|avif|heic)";
const ADDRESS = new RegExp(
  `^(?:https?://|mailto:|tel:|www\\.|\\.{0,2}/|#)\\S|\\.${FILE}(?:[?#]\\S*)?(?:\\s+["“”„«'‘’].*)?$`,
  "iu",
);
const FILE_END = new RegExp(`\\.${FILE}$`, "i");
const TITLE = /^(\S+)\s+["“”„«»'‘’]+(.*?)["“”„«»'‘’]*$/;

/** @param rest what follows in the text that was matched */
const broken = (message: string, written: string, isCertain = true, rest = ""): Fault => ({
  rule: "link-broken",
  message,
  hint: `write ${written}`.replace(/\s+/g, " "),
  ...certain(isCertain, written + rest),
});

/** `[text](address)` that is no link, with what is wrong in the address. */
function unparsed(parts: readonly string[], { renaming }: Surroundings): Fault | undefined {
  const [whole = "", text = "", within = "", end = ""] = parts;
  const address = within.trim();
  const shown = `${quoted(whole)} is shown as text:`;
  if (LOCAL_FILE.test(address)) {
    const hint = `put the file beside the letter and write its name: ${text}(${fileName(address)})`;
    return { rule: "link-local", message: `${shown} the file lies on your own computer`, hint };
  }
  if (end === "") {
    const first = (address.split(/\s/, 1)[0] ?? "").replace(/[.,;:]+$/, "");
    if (!ADDRESS.test(first)) return undefined;
    const message = `${quoted(`${text}(${first}`)} is shown as text: the link has no ) at its end`;
    const rest = whole.slice(text.length + 1 + within.indexOf(first) + first.length);
    // An address with spaces ends somewhere in the words after it.
    return broken(message, `${text}(${first})`, /^[.,;:]*\s*$/.test(rest), rest);
  }
  if (!ADDRESS.test(address)) return refused(address, shown);
  const [, before, title] = TITLE.exec(address) ?? [];
  if (before !== undefined) {
    const mended = `${text}(${before} "${title}")`;
    return broken(`${shown} its title needs straight quotation marks`, mended, !title?.includes('"'));
  }
  if (/\s/.test(address)) return spaced(shown, text, address, renaming(address));
  const message = `${shown} a link cannot stand within another`;
  return { rule: "link-broken", message, hint: "take the inner link out of the brackets" };
}

/** Where an address on the web ends among words is certain where it is that of a file or of a mail. */
function spaced(shown: string, text: string, address: string, renaming: Renaming | undefined): Fault {
  if (renaming) {
    const name = renaming.to.slice(renaming.to.lastIndexOf("/") + 1);
    const answer = `${text}(${address.slice(0, address.lastIndexOf("/") + 1)}${name})`;
    const hint = `rename the file to ${name} and write ${answer}, or write ${text}(<${address}>)`;
    return { rule: "link-broken", message: `${shown} an address has no spaces`, hint, answer, renaming };
  }
  const isWhole = /^(?:tel:[\d\s+().-]+$|mailto:\S+\?(?:subject|body)=)/i.test(address) || FILE_END.test(address);
  return broken(`${shown} an address has no spaces`, `${text}(${withoutSpaces(address)})`, isWhole);
}

/** markdown-it makes no link of what could run as code. */
function refused(address: string, shown: string): Fault | undefined {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\S/i.exec(address) ?? [];
  if (scheme === undefined || /\s/.test(address)) return undefined;
  const message = `${shown} links of the kind "${scheme.toLowerCase()}:" are not allowed`;
  return { rule: "link-scheme", message, hint: "link to an address that begins with https://" };
}

function withoutSpaces(address: string): string {
  if (/^tel:/i.test(address)) return address.replace(/\s+/g, "");
  if (/^(?:[a-z]+:|www\.|\/)/i.test(address)) return address.replace(/\s/g, "%20");
  return `<${address}>`;
}

function fileName(address: string): string {
  const name = address.replace(/[<>]/g, "").split(/[\\/]/).at(-1) ?? "";
  return /\s/.test(name) ? `<${name}>` : name;
}

export const LINKS: readonly StrayRule[] = [
  {
    severity: "error",
    sign: "](",
    pattern: /(!?\[[^[\]]*\])\(((?:[^()[\n]+|\([^()\n]*\))*)(\)?)/dgu,
    fault: unparsed,
  },
  {
    severity: "error",
    sign: /\]\s+\(/,
    pattern: /(!?\[[^[\]]+\])\s+\(([^\s()]+)\)/dgu,
    fault: ([whole = "", text = "", address = ""]) =>
      ADDRESS.test(address)
        ? broken(`${quoted(whole)} is shown as text: there is a space between ] and (`, `${text}(${address})`)
        : undefined,
  },
  {
    severity: "error",
    sign: ")[",
    pattern: /\(([^()\n]+)\)\[([^\s[\]]+)\]/dgu,
    fault: ([whole = "", text = "", address = ""]) =>
      ADDRESS.test(address)
        ? broken(
            `${quoted(whole)} is shown as text: the brackets of the link have changed places`,
            `[${text}](${address})`,
          )
        : undefined,
  },
  {
    severity: "warning",
    sign: "www.",
    pattern:
      /https?:\/\/\S+|(?<![\p{L}\p{N}@/.:=&?#%_-])(www\.[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#](?:[^\s<>()[\]]*[\p{L}\p{N}/])?)?)/dgu,
    fault: ([, address = ""]) =>
      unlinked(address, { hint: `begin it with https://, or write [${address}](https://${address})` }),
  },
  {
    severity: "warning",
    sign: "@",
    pattern:
      /(?:https?:\/\/|mailto:)\S+|(?<![\p{L}\p{N}._%+:/@=-])([\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,})/dgu,
    fault: ([, address = ""]) => unlinked(address, { hint: `write <${address}>`, answer: `<${address}>` }),
  },
];

/** RFC 2606: an address that is only an example. */
const EXAMPLE = /[@.]example\.(?:com|net|org)$/i;

function unlinked(address: string, advice: Pick<Fault, "hint" | "answer">): Fault | undefined {
  if (address === "" || EXAMPLE.test(address)) return undefined;
  const message = `${quoted(address)} is shown, but cannot be clicked`;
  return { rule: "address-not-linked", message, ...advice };
}
