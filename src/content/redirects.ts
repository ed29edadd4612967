import type { Diagnostic } from "../diagnostics.ts";
import type { Redirect } from "../model/archive.ts";
import { type OldAddress, oldAddressKey, parseOldAddress } from "../model/old-address.ts";
import type { ContentFiles } from "./content-files.ts";
import type { SiteFile } from "./load-config.ts";
import { redirectsSchema } from "./redirects-schema.ts";
import { validate } from "./validate.ts";
import { type KeyPath, readYaml } from "./yaml.ts";

export const REDIRECTS_FILE = "redirects.yaml";

/** Reads redirects.yaml, which may be absent. Whether the targets exist is seen when all pages are known. */
export function loadRedirects(
  files: ContentFiles,
  site: Pick<SiteFile, "origin" | "basePath">,
): { redirects: Redirect[]; diagnostics: Diagnostic[] } {
  const file = files.display(REDIRECTS_FILE);
  if (!files.has(REDIRECTS_FILE)) return { redirects: [], diagnostics: [] };
  const content = files.text(REDIRECTS_FILE);
  if ("problem" in content) return { redirects: [], diagnostics: [{ file, ...content.problem }] };
  const reading = readYaml(content.text);
  if (reading.problems.length > 0)
    return { redirects: [], diagnostics: reading.problems.map((problem) => ({ file, ...problem })) };
  const result = validate(redirectsSchema, reading);
  if ("problems" in result)
    return { redirects: [], diagnostics: result.problems.map((problem) => ({ file, ...problem })) };

  const diagnostics: Diagnostic[] = [];
  const refuse = (path: KeyPath, what: "key" | "value", rule: string, message: string, hint: string): void => {
    diagnostics.push({ file, ...reading.locate(path, what), severity: "error", rule, message, hint });
  };
  const known = new Map<string, string>();
  const redirects = Object.entries(result.value).flatMap(([written, target]): Redirect[] => {
    const from = onThisSite(parseOldAddress(written), site);
    if ("fault" in from) {
      const hint = "write it from the first slash on, or beginning with https://: /gammal/sida.aspx";
      refuse([written], "key", "old-address", `"${written}" cannot be an old address: ${from.fault}`, hint);
      return [];
    }
    const other = known.get(oldAddressKey(from));
    if (other !== undefined) {
      const hint = "keep one of them: case, the last slash and the host make no difference";
      refuse([written], "key", "duplicate-address", `"${written}" is the same old address as "${other}"`, hint);
      return [];
    }
    known.set(oldAddressKey(from), written);
    const to = targetOf(target, site);
    if (!to) {
      const hint = "write the address of a page here, /om-udd/, or a whole one that begins with https://";
      refuse([written], "value", "redirect-target", `"${target}" is nothing to lead to`, hint);
      return [];
    }
    const position = reading.locate([written], "value");
    return [
      { from, to: "link" in to ? { link: { ...to.link, ...position } } : to, ...reading.locate([written], "key") },
    ];
  });
  return { redirects, diagnostics };
}

/** The site's own addresses stand without its host and path. */
function onThisSite(
  address: OldAddress | { readonly fault: string },
  { origin, basePath }: Pick<SiteFile, "origin" | "basePath">,
): OldAddress | { readonly fault: string } {
  if ("fault" in address) return address;
  const { host, ...own } = address;
  if (host !== new URL(origin).host.replace(/^www\./, "")) return address;
  if (!own.path.startsWith(basePath)) return { fault: `it lies outside ${basePath}, where this site is` };
  return { ...own, path: `/${own.path.slice(basePath.length)}` };
}

function targetOf(target: string, { origin, basePath }: Pick<SiteFile, "origin" | "basePath">) {
  const home = origin + basePath;
  const local = target.startsWith(home) ? `/${target.slice(home.length)}` : target;
  if (/^\/(?![/\\])[^\s?\\]*$/.test(local)) {
    const [address = "", fragment = ""] = local.split(/#(.*)/);
    return { link: { address, fragment } };
  }
  const isElsewhere = /^https?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i.test(target) && URL.canParse(target);
  return isElsewhere ? { url: new URL(target).href } : undefined;
}
