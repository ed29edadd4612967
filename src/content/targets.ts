import { extname, posix } from "node:path";
import { imageSize } from "image-size";
import { hrefOf } from "../config.ts";
import type { Fault, Renaming } from "../diagnostics.ts";
import { sha256 } from "../hash.ts";
import { lazy } from "../lazy.ts";
import { cleanPicture } from "../metadata/clean-picture.ts";
import { FROM_HEIC } from "../metadata/published-file.ts";
import type { Attachment, InternalLink } from "../model/archive.ts";
import { joinAddress, slugFault } from "../model/permalink.ts";
import { MOST_PIXELS, renditionsOf, stepsOf } from "../pictures/renditions.ts";
import type { ContentFiles } from "./content-files.ts";
import { personalKeyRefusal, webAddressFault } from "./fields.ts";
import { LOCAL_FILE } from "./local-file.ts";
import type { MarkdownContext, Target } from "./markdown-types.ts";
import { ownAddress } from "./own-address.ts";
import { slugOf } from "./slug.ts";

/** The text that a reference stands in. */
interface From {
  readonly path: string;
  readonly address: string;
}

/** Finds what links, pictures and documents in content mean. */
export interface TargetResolver {
  /** A local file named in front matter. */
  file(from: From, reference: string): { attachment: Attachment } | { fault: Fault };
  /** The place on the site that a whole web address means; undefined for another site. */
  onSite(url: string): Pick<InternalLink, "address" | "fragment"> | undefined;
  /** The questions that Markdown asks of a text's links and pictures. */
  forBody(from: From): Required<Pick<MarkdownContext, "resolveLink" | "resolveImage" | "renaming">>;
}

interface Options {
  readonly files: ContentFiles;
  /** Content path → address, for links from one content file to another. Most texts that are rebuilt ask for none. */
  readonly addresses: () => ReadonlyMap<string, string>;
  readonly origin: string;
  readonly basePath: string;
  readonly language: string;
  /** Whether pictures that are shown narrower lead to their originals. */
  readonly originals: boolean;
}

/** Raster formats only: an SVG can hold scripts, and imported letters are hostile input. */
const IMAGE_TYPES = ["jpg", "jpeg", "png", "gif", "webp", "avif"];
/** What may lie beside a letter. Nothing that a browser would run, and none of the archive's own files. */
const DOCUMENT_TYPES = /^(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|zip|ics|epub|txt|rtf)$/;

/** Windows, Linux, scripts, and the four forms of macOS programs and their bundle. */
const PROGRAM = /^(?:MZ(?=.*\0)|\x7fELF|#!|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe)/s;
/** `C:\mall.docx`, as markdown-it has encoded it. */
const LOCAL = /^[a-z]:(?:%5c|\/)/i;
/** A web page under another name, which a browser could run. */
const WEB_PAGE = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|script|svg|\?xml)/i;

/** What an iPhone takes pictures as. */
const HEIC = /\.hei[cf]$/i;

function heicFault(reference: string): Fault {
  return { rule: "image-type", message: `"${reference}" is a HEIC, which few browsers show`, hint: FROM_HEIC };
}

/** Whether a file is a program or a web page, whatever its name says. */
function runs(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1_024)).toString("latin1");
  return PROGRAM.test(text) || WEB_PAGE.test(text);
}

function disguised(reference: string): Fault {
  const message = `"${reference}" is a program or a web page, whatever its name says`;
  return { rule: "file-type", message, hint: "save it again from the program that made it, as pdf" };
}

/**
 * `https://…/rapport.PDF?x` → "pdf"; undefined for web pages and whatever is not a document to be opened.
 * @param bytes of the file, where they are known: a program is no document
 */
export function documentType(address: string, bytes?: Uint8Array): string | undefined {
  if (bytes && runs(bytes)) return undefined;
  const type = /\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(address.replace(/^https?:\/\/[^/]+/, ""))?.[1]?.toLowerCase();
  return type !== undefined && DOCUMENT_TYPES.test(type) ? type : undefined;
}

/**
 * The type under which a file may lie beside a letter: of a document by its name, of a picture where all that it says of places and
 * people can be removed.
 */
export function publishedType(name: string, bytes?: Uint8Array): string | undefined {
  const type = extname(name).slice(1).toLowerCase();
  if (!IMAGE_TYPES.includes(type)) return documentType(name, bytes);
  return bytes && cleanPicture(name, bytes).kind === "clean" ? type : undefined;
}

export function createTargetResolver(options: Options): TargetResolver {
  const { files, addresses, language } = options;
  const published = lazy(() => new Set(addresses().values()));
  const withBase = (address: string): string => hrefOf(options, address);

  const publishedName = (path: string): string => {
    const stem = posix.basename(path, extname(path));
    return `${slugOf(stem, language) || "fil"}${extname(path).toLowerCase()}`;
  };

  const missing = (from: From, name: string, rule: string): Fault => {
    const folder = files.display(posix.dirname(from.path));
    if (LOCAL_FILE.test(name)) {
      const hint = `put the file in the folder ${folder} and write only its name: ${name.split(/[\\/]/).at(-1)}`;
      return { rule, message: `"${name}" is a place on your own computer or network`, hint };
    }
    const hint = files.suggest(name, from.path) ?? `put the file in the folder ${folder}`;
    const answer = files.meant(name, from.path);
    return { rule, message: `there is no file "${name}" here`, hint, ...(answer !== undefined && { answer }) };
  };

  const find = (from: From, reference: string, rule: string): { path: string } | { fault: Fault } => {
    // markdown-it has percent-encoded what the editor wrote plainly.
    const name = decode(reference);
    const path = files.resolve(name, from.path);
    return path === undefined ? { fault: missing(from, name, rule) } : { path };
  };

  const renaming = (from: From, reference: string): Renaming | undefined => {
    const path = files.resolve(reference, from.path);
    if (path === undefined) return undefined;
    const to = posix.join(posix.dirname(path), posix.basename(path).replace(/\s+/g, "-"));
    // Of a folder in which much else may lie, and what has its address from its name.
    if (/\s/.test(to) || path.startsWith("files/")) return undefined;
    const other = files.paths.find((each) => each.toLowerCase() === to.toLowerCase());
    // A renaming that was stopped halfway leaves the same file under both names.
    const isFree = other === undefined || (other === to && files.bytes(to).equals(files.bytes(path)));
    return isFree ? { from: path, to } : undefined;
  };

  const findDocument = (from: From, reference: string, rule: string): { path: string } | { fault: Fault } => {
    const found = find(from, reference, rule);
    if ("fault" in found) return found;
    const type = extname(found.path).slice(1).toLowerCase();
    const name = publishedName(found.path);
    if (slugFault(name) !== undefined)
      return {
        fault: {
          rule: "file-name",
          message: `"${reference}" cannot be published under its name`,
          hint: "rename it with letters a–z",
        },
      };
    if (isImage(found.path)) return found;
    if (HEIC.test(found.path)) return { fault: heicFault(reference) };
    if (DOCUMENT_TYPES.test(type)) return runs(files.head(found.path)) ? { fault: disguised(reference) } : found;
    const message = `"${reference}" is of a kind that is not published beside letters`;
    return { fault: { rule: "file-type", message, hint: "save it as pdf" } };
  };

  const attach = (from: From, path: string): Attachment => ({
    file: files.absolute(path),
    address: from.address + publishedName(path),
    bytes: files.size(path),
  });

  const linkTarget = (from: From, href: string): Target => {
    if (href === "") return fault("link-empty", "the link has no address", "write the address in the round brackets");
    if (LOCAL.test(href)) return onOwnComputer(href);
    if (href.startsWith("//"))
      return fault("link-scheme", `"${href}" does not say how it is reached`, "begin it with https://");
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
    if (scheme === "mailto" || scheme === "tel") return { kind: "message", href };
    if (/^https?:\/\//i.test(href)) return webTarget(href);
    if (scheme)
      return fault(
        "link-scheme",
        `links of the kind "${scheme}:" are not allowed`,
        "link to an address that begins with https://",
      );
    if (href.startsWith("#")) return { kind: "internal", address: "", fragment: decode(href.slice(1)), href };
    if (href.startsWith("/")) return internal(href);
    return localTarget(from, href);
  };

  const internal = (href: string): Target => ({ kind: "internal", ...splitAddress(href), href: withBase(href) });

  const webTarget = (href: string): Target => {
    const unfit = webAddressFault(href);
    if (unfit) return { kind: "fault", ...unfit };
    const refusal = personalKeyRefusal(href);
    if (refusal) return { kind: "fault", ...refusal };
    const address = ownAddress(href, options);
    return address === undefined ? { kind: "external", href } : internal(address);
  };

  const localTarget = (from: From, href: string): Target => {
    const [reference = "", fragment = ""] = href.split("#", 2);
    const path = files.resolve(decode(reference), from.path);
    const address = path === undefined ? undefined : addresses().get(path);
    if (address !== undefined) return internal(fragment ? `${address}#${fragment}` : address);
    if (path?.endsWith(".md")) {
      const hint = "link to a letter, a news article or a page that is not a draft";
      return fault("missing-link", `"${reference}" is not published`, hint);
    }
    const page = joinAddress(decode(reference));
    if (path === undefined && published().has(page)) {
      const hint = `write ${page}${fragment && `#${fragment}`}, or the path of its file`;
      return fault("missing-link", `there is no file "${reference}" here, but a page with that address`, hint);
    }
    const found = findDocument(from, reference, "missing-link");
    if ("fault" in found) return { kind: "fault", ...found.fault };
    const attachment = attach(from, found.path);
    return { kind: "file", attachment, href: withBase(attachment.address) };
  };

  const imageTarget = (from: From, src: string): Target => {
    if (/^data:/i.test(src)) {
      const hint = "save it as a file beside the letter and write only its name";
      return fault("image-data", "the picture is written into the text itself", hint);
    }
    if (LOCAL.test(src)) return onOwnComputer(src);
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(src)) {
      return fault(
        "image-external",
        `the picture ${src} lies on another site`,
        "save it beside the letter and write only its name",
      );
    }
    const found = find(from, src, "missing-image");
    if ("fault" in found) return { kind: "fault", ...found.fault };
    if (HEIC.test(found.path)) return { kind: "fault", ...heicFault(src) };
    if (!isImage(found.path)) {
      return fault(
        "image-type",
        `"${src}" is not a picture that every browser shows`,
        "save it as jpg, png, gif, webp or avif",
      );
    }
    const bytes = files.bytes(found.path);
    const size = dimensions(bytes, found.path);
    if (!size)
      return fault("image-type", `"${src}" cannot be read as a picture`, "save it again from the program that made it");
    if (size.width * size.height > MOST_PIXELS) {
      const message = `"${src}" has ${size.width} × ${size.height} pixels, which no telephone can show`;
      return fault("image-size", message, "save it with at most 5000 pixels on its longer side");
    }
    return { kind: "image", ...size, ...shown(attach(from, found.path), bytes, size) };
  };

  /** How a picture reaches its readers: a wide one in narrower forms, of which the widest is for browsers that choose none. */
  const shown = (
    attachment: Attachment,
    bytes: Uint8Array,
    size: { width: number; height: number },
  ): Pick<Extract<Target, { kind: "image" }>, "attachment" | "href" | "renditions" | "showsOriginal"> => {
    const steps = stepsOf(attachment.address, bytes, size);
    if (steps.length === 0) return { attachment, href: withBase(attachment.address) };
    return {
      attachment: { ...attachment, renditions: { sha256: sha256(bytes), steps } },
      href: withBase(attachment.address),
      renditions: renditionsOf(attachment.address, size, steps).map(({ address, width }) => ({
        href: withBase(address),
        width,
      })),
      ...(options.originals && { showsOriginal: true }),
    };
  };

  return {
    file: (from, reference) => {
      const found = findDocument(from, reference, "missing-file");
      return "fault" in found ? found : { attachment: attach(from, found.path) };
    },
    onSite: (url) => {
      const address = ownAddress(url, options);
      return address === undefined ? undefined : splitAddress(address);
    },
    forBody: (from) => ({
      resolveLink: (href) => linkTarget(from, href),
      resolveImage: (src) => imageTarget(from, src),
      renaming: (reference) => renaming(from, reference),
    }),
  };
}

function onOwnComputer(href: string): Target {
  const message = `"${decode(href)}" lies on your own computer`;
  return fault("link-local", message, "put the file beside the letter and write only its name");
}

function isImage(path: string): boolean {
  return IMAGE_TYPES.includes(extname(path).slice(1).toLowerCase());
}

function fault(rule: string, message: string, hint: string): Target {
  return { kind: "fault", rule, message, hint };
}

/** An address on the site and the anchor after it, as a person reads them. */
export function splitAddress(href: string): Pick<InternalLink, "address" | "fragment"> {
  const [address = "", fragment = ""] = href.split("#", 2);
  return { address: decode(address), fragment: decode(fragment) };
}

/** Percent-decoding that leaves a broken sequence as it stands. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What image-size calls the format that an ending implies. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  ".jpg": ["jpg"],
  ".jpeg": ["jpg"],
  ".png": ["png"],
  ".gif": ["gif"],
  ".webp": ["webp"],
  ".avif": ["avif", "heif"],
};

/** Width and height in pixels, read from the file's header; undefined when it is not what its ending says. */
function dimensions(bytes: Uint8Array, path: string): { width: number; height: number } | undefined {
  try {
    const { width, height, type = "", orientation = 1 } = imageSize(bytes);
    const isFormat = FORMATS[extname(path).toLowerCase()]?.includes(type) ?? false;
    if (!isFormat || !(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0))
      return undefined;
    // Exif orientations 5 to 8 lie on their side, and browsers turn them.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}
