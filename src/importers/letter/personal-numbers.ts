import { partialDateFault } from "../core.ts";

/** Ten or twelve digits, with or without the sign between date and number. */
const NUMBER = /(?<![\d-])(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})(?![\d-])/g;
/** In a coordination number (samordningsnummer) 60 is added to the day. */
const COORDINATION = 60;

/**
 * Swedish personal identity numbers and coordination numbers in a text: a day that exists and a correct check digit. An
 * organisation number has 20 or more in place of the month, so it never matches.
 */
export function personalNumbersIn(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [number, century, year = "", month = "", day = "", sign = "", last = ""] = match;
    if (century !== undefined && !["18", "19", "20"].includes(century)) continue;
    // Ten digits in a row can be any number: one in ten has a correct check digit.
    if (century === undefined && sign === "") continue;
    const date = Number(day) > COORDINATION ? Number(day) - COORDINATION : Number(day);
    if (partialDateFault(`${century ?? "20"}${year}-${month}-${String(date).padStart(2, "0")}`)) continue;
    if (checksum(year + month + day + last) % 10 === 0) found.push(number);
  }
  return found;
}

/** The number without its last four digits, for reports. */
export function masked(number: string): string {
  return `${number.slice(0, -4)}XXXX`;
}

/** Luhn's sum: every other digit is doubled, and the digits of the products are added. */
function checksum(digits: string): number {
  let sum = 0;
  for (const [index, digit] of [...digits].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum;
}
