import type { Config } from "../../../config.ts";
import type { Archive, Correction, EarlierVersion, Publication, Withdrawal } from "../../../model/archive.ts";
import { publications } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Kept, Link, ViewPlan } from "../view.ts";
import { deadLinksOf } from "./dead-links.ts";
import { movedView } from "./moved-view.ts";
import { foreignLanguage, textLink } from "./row.ts";

/** What every address answers that is published no more: where its page went, that it was withdrawn, or what it said before. */
export function ledgerViews(archive: Archive, config: Config, strings: Strings): ViewPlan[] {
  const { moves, withdrawn, earlier } = archive.ledger;
  if (moves.length + withdrawn.length + earlier.size === 0) return [];
  const links = new Map(publications(archive).map((text) => [text.address, textLink(text, text.title, config)]));
  return [
    ...moves.map(({ from, to }) => movedView(from, links.get(to) ?? { title: to, address: to }, strings, true)),
    ...withdrawn.map((withdrawal) => gone(withdrawal, config, strings)),
    ...[...earlier.values()].flat().map((version) => earlierVersion(version, archive, config, strings)),
  ];
}

/** What a publication's own page says about its past; nothing for most. */
export function keptOf({ address }: Publication, { ledger }: Archive, strings: Strings): { kept?: Kept } {
  const versions = (ledger.earlier.get(address) ?? []).map(
    ({ number, publication }): Link => ({ title: strings.corrections.version(number), address: publication.address }),
  );
  const anchors = ledger.movedAnchors.get(address) ?? [];
  return versions.length + anchors.length === 0 ? {} : { kept: { versions, anchors } };
}

function gone({ address, reason, title, language }: Withdrawal, config: Config, strings: Strings): ViewPlan {
  const lang = language === undefined ? undefined : foreignLanguage({ language }, config);
  return {
    address: joinAddress(address),
    title: strings.gone.title,
    description: strings.gone.title,
    listed: false,
    isGone: true,
    detail: { kind: "gone", name: title, lang, reason },
  };
}

/** What was put right after that version: it may itself be a corrected one. */
function correctedSince(then: Publication, now: Publication): readonly Correction[] {
  const known = then.corrections.map(({ date, text }) => `${date} ${text}`);
  return now.corrections.filter(({ date, text }) => !known.includes(`${date} ${text}`));
}

function earlierVersion(
  { number, current, publication }: EarlierVersion,
  archive: Archive,
  config: Config,
  strings: Strings,
): ViewPlan {
  return {
    address: publication.address,
    title: publication.title,
    label: strings.corrections.version(number),
    description: strings.corrections.versionOf(current.heading),
    breadcrumbs: [textLink(current, current.heading, config)],
    listed: false,
    detail: {
      kind: "version",
      fingerprint: publication.fingerprint,
      number,
      current: textLink(current, current.title, config),
      corrections: correctedSince(publication, current),
      deadLinks: deadLinksOf(archive, publication),
      topics: [],
    },
  };
}
