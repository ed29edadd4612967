import { absoluteAddress } from "../../../../config.ts";
import { sha256 } from "../../../../hash.ts";
import { foreignLanguage, lastChange } from "../../views/row.ts";
import type { WebEdition } from "../../web-edition.ts";
import { momentOf } from "../moment.ts";
import { permanentId, uuidOf } from "../permanent-id.ts";
import type { WebDocument } from "../web-document.ts";
import { type ArchiveEvent, calendarFile, eventFile, eventsOf, timesOf } from "./archive-event.ts";
import { basicFormat, calendar, type Property, text } from "./icalendar.ts";

/** An event nobody dated: its page has neither a date nor a last change. */
const UNDATED = "1970";

/** The calendar to subscribe to, and a file for each event that has a day. */
export function calendarDocuments({ archive, config, strings, program }: WebEdition): WebDocument[] {
  const absolute = (address: string): string => absoluteAddress(config, address);
  const events = eventsOf(archive).flatMap((entry) => {
    const file = eventFile(entry, strings);
    return file === undefined ? [] : [{ ...entry, file }];
  });
  const { name, language, timeZone, origin, basePath, identity } = config;
  const common = JSON.stringify([program, name, language, timeZone, origin, basePath, identity]);
  const fingerprintOf = ({ publication, key }: ArchiveEvent): string => `${publication.fingerprint} ${key}`;
  const head: Property[] = [
    ["VERSION", "2.0"],
    ["PRODID", "-//Brevarkiv//Brevarkiv//EN"],
    ["CALSCALE", "GREGORIAN"],
    ["METHOD", "PUBLISH"],
  ];

  const propertiesOf = ({ event, publication, key }: ArchiveEvent): Property[] => {
    const { allDay, start, end } = timesOf(event, timeZone);
    const valueType = allDay ? ";VALUE=DATE" : "";
    const foreign = foreignLanguage(publication, config);
    const lang = foreign ? `;LANGUAGE=${foreign}` : "";
    const changed = basicFormat(momentOf(lastChange(publication) ?? UNDATED));
    const page = absolute(publication.address);
    return [
      ["UID", uuidOf(permanentId(config, `/${key}`))],
      ["DTSTAMP", changed],
      ["LAST-MODIFIED", changed],
      [`DTSTART${valueType}`, basicFormat(start)],
      ...(end ? [[`DTEND${valueType}`, basicFormat(end)] as const] : []),
      [`SUMMARY${lang}`, text(event.title)],
      ...(event.place ? [[`LOCATION${lang}`, text(event.place)] as const] : []),
      ["DESCRIPTION", text(`${strings.events.about} ${publication.heading}\n${page}`)],
      ["URL", event.url ?? page],
    ];
  };

  return [
    {
      path: calendarFile(strings).slice(1),
      permanent: true,
      fingerprint: sha256([common, ...events.map(fingerprintOf)].join("\n")),
      make: () =>
        calendar(
          [
            ...head,
            // RFC 7986, and the older name that most programs read.
            ["NAME", text(name)],
            ["X-WR-CALNAME", text(name)],
            ["URL", absolute(`/${strings.paths.events}/`)],
            ["REFRESH-INTERVAL;VALUE=DURATION", "P1D"],
            ["SOURCE;VALUE=URI", absolute(calendarFile(strings))],
          ],
          events.map(propertiesOf),
        ),
    },
    ...events.map((entry) => ({
      path: entry.file.slice(1),
      permanent: true,
      publishedWith: entry.publication.address,
      fingerprint: sha256(`${common}\n${fingerprintOf(entry)}`),
      make: () => calendar(head, [propertiesOf(entry)]),
    })),
  ];
}
