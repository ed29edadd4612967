import type { Config } from "../../config.ts";
import { escapeHtml } from "../../escape-html.ts";
import { languageAttributes } from "../../model/language.ts";
import { canonicalLink, type DeadLink } from "../../model/link-health.ts";
import type { Strings } from "../../strings/strings.ts";

/** A link to another site as our own Markdown renderer writes it; whatever a text says, it can hold no such tag itself. */
const EXTERNAL_LINK = /<a href="([^"]*)"(?: title="[^"]*")? rel="external">[\s\S]*?<\/a>/g;

/**
 * What stands beside links that no longer work: that, when it was seen, and where a copy is.
 * @param date writes a date as a part of a sentence
 */
export function createLinkMarks(config: Config, strings: Strings, date: (value: string) => string) {
  /** The mark beside a link to an address, as HTML; "" where it is not among the dead. */
  const deadMark = (url: string, deadLinks: readonly DeadLink[], textLanguage?: string): string => {
    if (deadLinks.length === 0) return "";
    const dead = deadLinks.find((link) => link.url === canonicalLink(url));
    if (!dead) return "";
    const copy = dead.archived
      ? `, <a href="${escapeHtml(dead.archived)}" rel="external">${escapeHtml(strings.issue.archivedCopy)}</a>`
      : "";
    const lang = textLanguage ? languageAttributes(config.language, textLanguage) : "";
    return ` <span class="unknown"${lang}>(${escapeHtml(strings.issue.linkDead(date(dead.checked)))}${copy})</span>`;
  };

  /** A rendered text with a mark beside each of its dead links. @param textLanguage where it is not that of the site */
  const markDeadLinks = (html: string, deadLinks: readonly DeadLink[], textLanguage?: string): string =>
    deadLinks.length === 0
      ? html
      : html.replace(
          EXTERNAL_LINK,
          (link, href: string) => link + deadMark(unescapeHtml(href), deadLinks, textLanguage),
        );

  return { deadMark, markDeadLinks };
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
