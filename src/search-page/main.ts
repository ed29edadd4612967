/** The script of the search page, and the only one of the site. */
import type { FacetFile, Settings } from "../editions/web/search/contract.ts";
import { addressOf, wishOf } from "./address.ts";
import { counted } from "./counted.ts";
import { openIndexes } from "./engine.ts";
import { type FacetsOf, limited, readFacets } from "./facets.ts";
import { SearchForm } from "./form.ts";
import type { Hit, Search } from "./hits.ts";
import { resultOf } from "./results.ts";

/** Results are shown in pages of so many. */
const PAGE = 10;
/** A reader who types is waited for, in milliseconds. */
const PAUSE = 250;

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = new SearchForm(byId<HTMLFormElement>("_search"));
const status = byId("_status");
const list = byId("_hits");
const more = byId("_more");
const advice = byId("_advice");
const settings = JSON.parse(form.element.dataset.settings ?? "") as Settings;
const { indexes, locale, texts } = settings;
const title = document.title;

let opening: Promise<Search> | undefined;
const open = (): Promise<Search> => (opening ??= openIndexes(indexes));
let facets: Promise<FacetsOf> | undefined;
const facetsOfAll = (): Promise<FacetsOf> => (facets ??= loadFacets());

/** Counts searches, so that a slow one never takes the place of a newer. */
let turn = 0;
let hits: readonly Hit[] = [];

async function search(): Promise<void> {
  const mine = ++turn;
  const { query, limits } = form.wish;
  const isLimited = Object.keys(limits).length > 0;
  document.title = query ? `${query} – ${title}` : title;
  const slow = setTimeout(() => say(query || isLimited ? texts.searching : ""), PAUSE);
  try {
    const all = query || form.isLimiting || isLimited ? await (await open())(query) : [];
    const facetsOf = form.isLimiting || isLimited ? await facetsOfAll() : undefined;
    if (mine !== turn) return;
    hits = !query && !isLimited ? [] : facetsOf ? limited(all, limits, facetsOf) : all;
    if (facetsOf) form.count(all, limits, facetsOf);
    const items = await results(0, shownBefore());
    if (mine !== turn) return;
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
    more.hidden = items.length >= hits.length;
    report(query, isLimited, all.length);
  } catch (error) {
    if (mine === turn) fail(error);
  } finally {
    clearTimeout(slow);
  }
}

function report(query: string, isLimited: boolean, unlimited: number): void {
  advice.textContent = "";
  if (hits.length > 0 || !(query || isLimited)) {
    say(hits.length > 0 ? counted(texts.found, hits.length, locale) : "");
    return;
  }
  say(query ? texts.none.replace("{query}", () => query) : texts.noneWithin);
  if (unlimited === 0) {
    advice.textContent = texts.advice;
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = counted(texts.withoutLimits, unlimited, locale);
  button.addEventListener("click", () => {
    form.wish = { query, limits: {} };
    form.focus();
    go(true);
  });
  advice.append(button);
}

function say(text: string): void {
  if (status.textContent !== text) status.textContent = text;
}

function fail(error: unknown): void {
  // Tried again with the next search.
  opening = undefined;
  facets = undefined;
  hits = [];
  list.hidden = true;
  more.hidden = true;
  say(texts.failed);
  console.error(error);
}

async function results(start: number, end: number): Promise<HTMLLIElement[]> {
  const found = await Promise.all(hits.slice(start, end).map((hit) => hit.data()));
  return found.map((text) => resultOf(text, settings));
}

/** As many as the reader had before following a link. */
function shownBefore(): number {
  const state = history.state as { shown?: number } | null;
  return state?.shown ?? PAGE;
}

async function showMore(): Promise<void> {
  const mine = turn;
  const start = list.childElementCount;
  const items = await results(start, start + PAGE);
  if (mine !== turn) return;
  list.append(...items);
  more.hidden = list.childElementCount >= hits.length;
  history.replaceState({ shown: list.childElementCount }, "");
  items[0]?.querySelector("a")?.focus();
}

async function loadFacets(): Promise<FacetsOf> {
  const answers = await Promise.all(indexes.map((folder) => fetch(`${folder}facets.json`)));
  const refused = answers.find(({ ok }) => !ok);
  if (refused) throw new Error(`${refused.url}: ${refused.status}`);
  return readFacets(await Promise.all(answers.map((answer) => answer.json() as Promise<FacetFile>)));
}

/** Whether the address is that of a search which the reader is still typing: "back" leads to the one before it. */
let isTyping = false;

/** Searches for what the form says, and lets the address say it too. */
function go(isFinished: boolean): void {
  const address = addressOf(form.wish, location.href);
  if (address !== location.href) history[isTyping ? "replaceState" : "pushState"]({}, "", address);
  isTyping = !isFinished;
  void search();
}

function read(): void {
  isTyping = false;
  form.wish = wishOf(location.href, form.names);
  void search();
}

let pause: ReturnType<typeof setTimeout> | undefined;
form.listen(
  (isFinished) => {
    clearTimeout(pause);
    if (isFinished) go(true);
    else pause = setTimeout(() => go(false), PAUSE);
  },
  () => void search(),
);
more.addEventListener("click", () => void showMore().catch(fail));
addEventListener("popstate", read);
byId("_unscripted").remove();
form.element.hidden = false;
read();
