import type { Wish } from "./address.ts";
import { countsOf, type FacetsOf, type Limits } from "./facets.ts";

/** The form of the page: what is asked for, and how many hits each choice would give. */
export class SearchForm {
  readonly #field: HTMLInputElement;
  /** Missing where there is nothing to choose among. */
  readonly #filters: HTMLDetailsElement | null;
  readonly #selects: readonly HTMLSelectElement[];
  readonly #labels = new Map<HTMLOptionElement, string>();
  readonly #summary: HTMLElement | null;
  readonly #title: string;

  constructor(readonly element: HTMLFormElement) {
    this.#field = element.querySelector("input") as HTMLInputElement;
    this.#filters = element.querySelector("details");
    this.#selects = [...element.querySelectorAll("select")];
    this.#summary = element.querySelector("summary");
    this.#title = this.#summary?.textContent ?? "";
    for (const select of this.#selects) for (const option of select.options) this.#labels.set(option, option.text);
  }

  /** What a search may be limited by. */
  get names(): readonly string[] {
    return this.#selects.map(({ name }) => name);
  }

  get isLimiting(): boolean {
    return this.#filters?.open ?? false;
  }

  get wish(): Wish {
    const limits = this.#selects.filter(({ value }) => value).map(({ name, value }) => [name, value]);
    return { query: this.#field.value.trim(), limits: Object.fromEntries(limits) };
  }

  set wish({ query, limits }: Wish) {
    if (this.#field.value.trim() !== query) this.#field.value = query;
    for (const select of this.#selects) {
      select.value = limits[select.name] ?? "";
      // An address may ask for what there is not.
      if (select.selectedIndex < 0) select.value = "";
    }
    // On a narrow window the results would be out of sight.
    const isWide = matchMedia("(width >= 48rem)").matches;
    if (this.#filters && isWide && Object.keys(limits).length > 0) this.#filters.open = true;
    this.#summarise();
  }

  /** Shows what the search is limited to, also while the choices are closed. */
  #summarise(): void {
    const chosen = this.#selects.flatMap(({ value, selectedOptions: [option] }) =>
      value && option ? [this.#labels.get(option)] : [],
    );
    if (this.#summary)
      this.#summary.textContent = chosen.length > 0 ? `${this.#title}: ${chosen.join(", ")}` : this.#title;
  }

  focus(): void {
    this.#field.focus();
  }

  /** @param on called with how sure the reader is: while typing, or of a finished wish */
  listen(on: (isFinished: boolean) => void, onFilters: () => void): void {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      on(true);
    });
    this.#field.addEventListener("input", () => on(false));
    for (const select of this.#selects) {
      select.addEventListener("change", () => {
        this.#summarise();
        on(true);
      });
    }
    this.#filters?.addEventListener("toggle", onFilters);
  }

  /** Writes the number of hits behind each choice, and refuses those that have none. */
  count(hits: readonly { readonly id: string }[], limits: Limits, facetsOf: FacetsOf): void {
    for (const select of this.#selects) {
      const counts = countsOf(hits, select.name, limits, facetsOf);
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts.get(option.value) ?? 0;
        option.text = `${this.#labels.get(option)} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  }
}
