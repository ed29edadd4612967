import type { Repair, SourceFile } from "../importer.ts";
import { decoded } from "../links/decoded.ts";
import { cleanAddress } from "../links/resolve-link.ts";
import { measurePicture, pictureType } from "../measure-picture.ts";
import { pixels, value } from "./computed-style.ts";
import { attribute, type Element } from "./parse-html.ts";
import { pictureText } from "./picture-text.ts";
import type { Declarations } from "./stylesheet.ts";

/** File names of spacers and tracking pixels. */
const SPACER_NAMES =
  /(?:^|[/_.-])(?:spacer|blank|transparent|trans|shim|clear|pixel|1x1|1px|dot|empty|mellanrum|luft)[\d_-]*\.(?:gif|png|jpe?g|webp)$/i;

/** Addresses of tracking pixels, which report that the letter was opened. */
const OPEN_TRACKING: readonly RegExp[] = [
  /list-manage\d*\.com\/track\/open/i,
  /sendgrid\.net\/wf\/open/i,
  /\/wf\/open\?/i,
  /\/track(?:ing)?\/(?:open|pixel|o)\b/i,
  /\/(?:open|opened|emailopen|open_tracking|opentrack|openrate)(?:\.(?:php|aspx|gif|png)|\/|\?)/i,
  /\/o(?:pen)?\.gif\b/i,
  /[/.](?:pixel|beacon|webbug)s?(?:\.(?:gif|png|php)|\/|\?)/i,
  /google-analytics\.com\/(?:collect|__utm\.gif)/i,
  /paloma\.se\/(?:open|img\/open|track|statistic)/i,
  /mailgun\.(?:org|com)\/o\//i,
  /\/e\/o\/[\w-]{20,}/i,
  /emltrk\.com|litmus\.com\/(?:tracking|t)|returnpath\.net\/pixel/i,
  /eotrx\.substackcdn\.com\/open/i,
];

/** A picture without description that is smaller than this, in pixels, is an icon or a line, not a photograph. */
const SMALLEST_PHOTOGRAPH = 100;
/** Pixels. A picture this small is invisible. */
const LARGEST_PIXEL = 3;

/** What replaces an `<img>`. */
export type PictureFate =
  | { readonly kind: "picture"; readonly url: string; readonly alt: string }
  /** It cannot be shown: its description ("" for none), and its web address. */
  | { readonly kind: "words"; readonly alt: string; readonly url: string | undefined }
  | { readonly kind: "nothing" };

const NOTHING: PictureFate = { kind: "nothing" };
const DATA = /^data:image\/(?:png|jpe?g|gif|webp|avif)[^,]{0,100};base64,/i;
/** Memory: characters of base64 in a `data:` address. */
const LONGEST_DATA = 8_000_000;

/** Finds the letter's pictures among its files, and decides which of them a reader would miss. */
export class Pictures {
  readonly shown = new Map<string, SourceFile>();
  readonly repairs: Repair[] = [];
  /** How many could not be shown and had no description. */
  lost = 0;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #recipients: ReadonlySet<string>;
  readonly #dataUrls = new Map<string, string>();
  readonly #reported = new Set<string>();

  constructor(files: ReadonlyMap<string, SourceFile>, recipients: ReadonlySet<string>) {
    this.#files = files;
    this.#recipients = recipients;
  }

  /**
   * - Spacers and tracking pixels: nothing.
   * - A file of the letter: the picture. One without description is kept if it is as large as a photograph or in a link, and a
   *   person must describe it; smaller ones are ornaments.
   * - Any other file, on the web or lost: its description, linked to the picture. Showing a picture of another server would tell
   *   that server who reads. Without a description: nothing.
   */
  fateOf(img: Element, declarations: Declarations, isInLink: boolean): PictureFate {
    const src = this.#source(img);
    const alt = pictureText(attribute(img, "alt") ?? "");
    const declared = declaredSize(img, declarations);
    if (isPixel(declared) || SPACER_NAMES.test(withoutQuery(src)) || OPEN_TRACKING.some((pattern) => pattern.test(src)))
      return NOTHING;
    const url = DATA.test(src) ? this.#dataFile(src) : this.#reference(src);
    const file = url === undefined ? undefined : (this.shown.get(url) ?? this.#files.get(url));
    const size = file && measurePicture(file.bytes);
    if (size && isPixel(size)) return NOTHING;
    if (url !== undefined && file && size && !size.isBroken) {
      const isSmall =
        Math.min(declared.width ?? size.width ?? 0, declared.height ?? size.height ?? 0) < SMALLEST_PHOTOGRAPH;
      if (alt === "" && isSmall && !isInLink) return NOTHING;
      this.shown.set(url, file);
      if (alt === "") this.#report("picture-without-alt", file.name || url, url);
      return { kind: "picture", url, alt };
    }
    return this.#missing(src, alt, declared, isInLink, file);
  }

  /** @param broken the file of a picture that is there and cannot be shown */
  #missing(src: string, alt: string, declared: Size, isInLink: boolean, broken: SourceFile | undefined): PictureFate {
    const isOnWeb = /^https?:\/\//i.test(src) && URL.canParse(src);
    const address = isOnWeb ? cleanAddress(src, this.#recipients) : undefined;
    const isOrnament = alt === "" && Math.min(declared.width ?? 1_000, declared.height ?? 1_000) < SMALLEST_PHOTOGRAPH;
    const about = broken?.name || (address ?? shortened(src));
    if (src !== "" && !isOrnament) this.#report(broken ? "picture-broken" : "picture-missing", about, alt || undefined);
    return alt === "" && !isInLink ? NOTHING : { kind: "words", alt, url: address };
  }

  #report(
    rule: "picture-without-alt" | "picture-missing" | "picture-broken",
    about: string,
    find: string | undefined,
  ): void {
    // A picture needs a description wherever it is shown; a missing one is reported once.
    if (rule !== "picture-without-alt" && this.#reported.has(about)) return;
    this.#reported.add(about);
    this.repairs.push({ rule, about, ...(find === undefined ? {} : { find }) });
  }

  /** Pages with lazy loading have the address in another attribute. */
  #source(img: Element): string {
    const src = attribute(img, "src")?.trim() ?? "";
    const late = (attribute(img, "data-src") ?? attribute(img, "data-original"))?.trim();
    return late && (src === "" || /^data:/i.test(src)) ? late : src;
  }

  /** The key of the picture among the letter's files. */
  #reference(src: string): string | undefined {
    const candidates = [src, decoded(src), withoutQuery(src), decoded(withoutQuery(src))];
    if (/^cid:/i.test(src)) candidates.push(`cid:${decoded(src.slice(4)).replace(/^<|>$/g, "")}`);
    for (const candidate of candidates) {
      if (this.#files.has(candidate)) return candidate;
      const relative = candidate.replace(/^(?:\.\/)+/, "");
      if (this.#files.has(relative)) return relative;
      if (this.#files.has(`./${relative}`)) return `./${relative}`;
    }
    return undefined;
  }

  /** A picture in a `data:` address, as a file. */
  #dataFile(src: string): string | undefined {
    const known = this.#dataUrls.get(src);
    if (known !== undefined || src.length > LONGEST_DATA) return known;
    const bytes = new Uint8Array(Buffer.from(src.slice(src.indexOf(",") + 1), "base64"));
    const type = pictureType(bytes);
    if (type === undefined) return undefined;
    const name = `inbaddad-${this.#dataUrls.size + 1}.${type}`;
    const url = this.#files.has(name) ? `data-${name}` : name;
    this.#dataUrls.set(src, url);
    this.shown.set(url, { name, bytes });
    return url;
  }
}

interface Size {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

function isPixel({ width, height }: Size): boolean {
  return (width !== undefined && width <= LARGEST_PIXEL) || (height !== undefined && height <= LARGEST_PIXEL);
}

function declaredSize(img: Element, declarations: Declarations): Size {
  return { width: declaredLength(img, declarations, "width"), height: declaredLength(img, declarations, "height") };
}

function declaredLength(img: Element, declarations: Declarations, name: "width" | "height"): number | undefined {
  const declared = attribute(img, name) ?? value(declarations, name) ?? value(declarations, `max-${name}`);
  return declared === undefined || /%|auto|vw|inherit/.test(declared) ? undefined : pixels(declared.trim());
}

function withoutQuery(src: string): string {
  return src.split(/[?#]/, 1)[0] ?? "";
}

function shortened(src: string): string {
  return src.length > 120 ? `${src.slice(0, 120)}…` : src;
}
