import type { Diagnostic } from "../diagnostics.ts";
import { canonicalLink } from "../model/link-health.ts";
import type { ContentFiles } from "./content-files.ts";
import { webAddress } from "./fields.ts";
import { readRegister } from "./register-file.ts";
import { linksSchema } from "./registers-schema.ts";

/** What editors say of a link to another site. */
export interface LinkNote {
  /** As the file has it. */
  readonly url: string;
  readonly archived?: string;
  /** False where it is neither asked nor marked. */
  readonly check: boolean;
}

export interface LinkRegister {
  /** By the one form of their addresses. */
  readonly notes: ReadonlyMap<string, LinkNote>;
  readonly diagnostics: readonly Diagnostic[];
  /** A warning for each link that nothing in the content leads to. */
  unused(isUsed: (link: string) => boolean): Diagnostic[];
}

/** Reads `links.yaml`, which may be absent. */
export function loadLinkRegister(files: ContentFiles): LinkRegister {
  const file = readRegister(files, "links.yaml", linksSchema);
  const notes = new Map<string, LinkNote>();
  for (const [url, fields] of file.entries) {
    const { archived, check = true } = fields;
    if (Object.keys(fields).length === 0) {
      const hint = "add a line archived: with the address of a copy, or remove the link";
      file.refuse([url], { rule: "empty", message: "nothing is said of this link", hint });
    }
    const link = canonicalLink(url);
    const issue = webAddress.safeParse(url).error?.issues[0];
    if (link === undefined || issue) {
      const { rule = "url", hint = "" } = (issue?.code === "custom" && issue.params) || {};
      file.refuse([url], { rule, message: issue?.message ?? `"${url}" is not a web address`, hint }, "key");
      continue;
    }
    const other = notes.get(link);
    if (other) {
      const message = `"${url}" is the same address as "${other.url}"`;
      file.refuse([url], { rule: "duplicate-key", message, hint: "keep one of the two" }, "key");
    }
    if (archived !== undefined && canonicalLink(archived) === link) {
      const hint = "write the address of the copy: https://web.archive.org/web/2023/https://…";
      file.refuse([url, "archived"], { rule: "value", message: "the copy is the link itself", hint });
    }
    notes.set(link, { url, check, ...(archived !== undefined && { archived }) });
  }
  return {
    notes,
    diagnostics: file.diagnostics,
    unused: (isUsed) =>
      [...notes]
        .filter(([link]) => !isUsed(link))
        .map(([, { url }]) => ({
          file: file.file,
          ...file.locate([url], "key"),
          severity: "warning",
          rule: "link-unused",
          message: `nothing links to ${url}`,
          hint: "compare it with the address in the text, or remove it",
        })),
  };
}
