import type { Config } from "../../../config.ts";
import type { Archive, Publication } from "../../../model/archive.ts";
import { byTopic } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { EmbedForm, Link, ViewPlan } from "../view.ts";
import { embedCode, latestEmbed, topicEmbed } from "./embed-code.ts";
import type { RowOf } from "./row.ts";
import { inOrder } from "./subject-views.ts";
import { topicAddress } from "./topic-links.ts";

const FORMS: readonly EmbedForm[] = ["list", "card"];
/** As many texts as are seen in a frame without scrolling. */
const ROWS: Readonly<Record<EmbedForm, number>> = { list: 5, card: 1 };

/** What is shown in the frames of other sites: the newest letters, or what is new in a topic. */
interface Embed {
  readonly name: string;
  readonly title: (form: EmbedForm) => string;
  readonly address: (form: EmbedForm) => string;
  readonly publications: readonly Publication[];
  readonly more: Link;
}

/** Pages for the frames of other sites, and the page that explains how to link to the site. */
export function embedViews(archive: Archive, config: Config, strings: Strings, row: RowOf): ViewPlan[] {
  const newest = newestLetters(archive, config, strings);
  const topics = newInTopics(archive, strings);
  const { title, description } = strings.linking;
  return [
    ...[newest, ...topics].flatMap((embed) => FORMS.map((form) => embedView(embed, form, row))),
    {
      address: joinAddress(strings.paths.linking),
      title,
      description: description(config.name),
      detail: {
        kind: "linking",
        latest: joinAddress(strings.paths.issues, strings.paths.latest),
        codes: FORMS.map((form) => {
          const address = newest.address(form);
          return { form, address, code: embedCode(config, { title: newest.title(form), address, form }, "100%") };
        }),
        policy: `frame-src ${config.origin}`,
        recipes: strings.linking.recipes,
        topics: topics.map(({ name, address }) => ({ title: name, address: address("list") })),
      },
    },
  ];
}

function embedView({ title, address, publications, more }: Embed, form: EmbedForm, row: RowOf): ViewPlan {
  const rows = publications.slice(0, ROWS[form]).map(row);
  return {
    address: address(form),
    title: title(form),
    description: title(form),
    listed: false,
    detail: { kind: "embed", form, rows, more },
  };
}

function newestLetters({ issues }: Archive, { shortName }: Config, strings: Strings): Embed {
  const { latest, newest } = strings.embed;
  return {
    name: latest(shortName),
    title: (form) => (form === "list" ? latest : newest)(shortName),
    address: (form) => latestEmbed(strings, form),
    publications: issues,
    more: { title: strings.start.all, address: joinAddress(strings.paths.issues) },
  };
}

function newInTopics(archive: Archive, strings: Strings): Embed[] {
  const found = byTopic(archive);
  return inOrder([...archive.topics.values()], found, strings).map(({ id, name }) => ({
    name,
    title: (form) => (form === "list" ? name : strings.embed.newestAbout(name)),
    address: (form) => topicEmbed(strings, id, form),
    publications: found.get(id) ?? [],
    more: { title: strings.embed.moreAbout(name), address: topicAddress(strings, id) },
  }));
}
