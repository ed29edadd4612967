import { expect, test } from "vitest";
import { timesIn } from "../../../src/importers/letter/dates.ts";

test.each([
  ["kl. 13.00–15.15", "13:00", "15:15"],
  ["at 7:00pm in the hall", "19:00", undefined],
  ["6:30 pm - 8 pm", "18:30", "20:00"],
  ["7-9 pm", "19:00", "21:00"],
  ["11-1 pm", "11:00", "13:00"],
  ["10am–12pm", "10:00", "12:00"],
  ["12 am", "00:00", undefined],
  ["7 p.m. and more", "19:00", undefined],
  ["19h30", "19:30", undefined],
  ["à 19 h", "19:00", undefined],
  ["um 19 Uhr", "19:00", undefined],
  ["klo 18", "18:00", undefined],
  ["kl 8–9.30", "08:00", "09:30"],
  ["18.30-20", "18:30", "20:00"],
  ["i rum 7, kl. 18", "18:00", undefined],
  ["08.00 - 09.00 CET", "08:00", "09:00"],
  ["from 7:15 to 8:45 pm", "19:15", "20:45"],
])("%j", (text, start, end) => {
  const found = timesIn(text);
  expect([found?.start, found?.end]).toEqual([start, end]);
});

test.each([
  "2 of us",
  "price 12.50 kr",
  "€12.50",
  "at 7",
  "13 pm",
  "Room 7, building 2",
  "version 1.25.3",
  "25.10",
  "kl 24",
  "2023-09-14",
  "10 am\u00e9liorations",
])("no time: %j", (text) => {
  expect(timesIn(text)).toBeUndefined();
});
