/** iCalendar (RFC 5545), as much of it as a published calendar needs. */
import { clean } from "../feeds/xml.ts";

/** A line before it is folded: its name, with parameters, and its value as it is written. */
export type Property = readonly [name: string, value: string];

/** Section 3.1: a line has at most 75 octets, without its end. */
const LONGEST_LINE = 75;

/** The value type TEXT (section 3.3.11). */
export function text(value: string): string {
  return clean(value)
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", " ");
}

/** A moment in UTC, `2022-01-25T12:00:00Z` → `20220125T120000Z`, or a day, `2022-01-25` → `20220125`. */
export function basicFormat(moment: string): string {
  return moment.replace(/[-:]/g, "").replace(/\.\d+/, "");
}

/** A calendar with its events, each as its properties. */
export function calendar(properties: readonly Property[], events: readonly (readonly Property[])[]): string {
  const lines: Property[] = [
    ["BEGIN", "VCALENDAR"],
    ...properties,
    ...events.flatMap((event): Property[] => [["BEGIN", "VEVENT"], ...event, ["END", "VEVENT"]]),
    ["END", "VCALENDAR"],
  ];
  return lines.map(([name, value]) => `${fold(`${name}:${value}`)}\r\n`).join("");
}

/** Breaks a long line before the octet that is too many, never inside a character. */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      lines.push(current);
      // The space that marks a continued line counts.
      current = " ";
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}
