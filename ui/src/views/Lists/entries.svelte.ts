import { SvelteMap } from "svelte/reactivity";
import { type Failure, type Host, failureOf } from "../../host/host";
import type { ListedEntry } from "../../host/lists";
import { locale } from "../../locales/locale.svelte";

/** Entries that come at once. */
const PAGE = 100;
/** Pages that are held: as many as nobody scrolls back through. */
const KEPT = 50;
/** Entries that are scrolled through in one go: a browser lays out no more than some 33 million pixels. */
export const PART = 100_000;

/** The entries of one list that hold what was typed. Only those that are looked at are fetched. */
export class ListEntries {
  words = $state("");
  /** Which stretch of `PART` entries is scrolled through. */
  part = $state(0);
  /** Absent until the list has answered. */
  found: number | null = $state(null);
  total = $state(0);
  loading = $state(false);
  failure: Failure | null = $state.raw(null);
  /** The place in the part at which the keyboard stands, and the one that is opened. */
  at = $state(0);
  opened: number | null = $state(null);
  #host: Host;
  #list: string;
  #pages = new SvelteMap<number, ListedEntry[]>();
  /** Pages of which rows are in sight, with how many. The one that came into sight last is the last. */
  #wanted = new Map<number, number>();
  /** Counts what was asked for: an answer to something else is none. */
  #asked = 0;

  constructor(host: Host, list: string, words = "") {
    this.#host = host;
    this.#list = list;
    this.words = words;
  }

  /** How many are in the part. */
  get length(): number {
    return Math.min((this.found ?? 0) - this.part * PART, PART);
  }

  /** The entry at a place of the part; absent until it has come. */
  entry(place: number): ListedEntry | undefined {
    const at = this.part * PART + place;
    return this.#pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  /** Fetches what is at that place, if it is still in sight when its turn comes; gives back what says that it no longer is. */
  want(place: number): () => void {
    const page = Math.floor((this.part * PART + place) / PAGE);
    const rows = this.#wanted.get(page) ?? 0;
    this.#wanted.delete(page);
    this.#wanted.set(page, rows + 1);
    if (!this.loading) void this.#fetch();
    return () => {
      const left = (this.#wanted.get(page) ?? 1) - 1;
      if (left > 0) this.#wanted.set(page, left);
      else this.#wanted.delete(page);
    };
  }

  /** From the first entry on. */
  async load(): Promise<void> {
    [this.part, this.at, this.opened] = [0, 0, null];
    await this.refresh();
  }

  /** What is in sight, once more: the list was changed, or is to be told in another language. */
  async refresh(): Promise<void> {
    this.#pages.clear();
    await this.#fetch(true);
  }

  go(part: number): void {
    [this.part, this.at, this.opened] = [part, 0, null];
  }

  /** One page after the other: a page of a long list takes seconds, and who scrolls on no longer waits for it. */
  async #fetch(anew = false): Promise<void> {
    const asked = anew ? ++this.#asked : this.#asked;
    let page = anew ? Math.floor((this.part * PART + this.at) / PAGE) : this.#next();
    while (page !== undefined && !(this.failure && !anew)) {
      this.loading = true;
      this.failure = null;
      try {
        const { entries, found, total } = await this.#host.listEntries(this.#list, this.words, page * PAGE, locale.lang);
        if (asked !== this.#asked) return;
        [this.found, this.total] = [found, total];
        this.at = Math.max(0, Math.min(this.at, this.length - 1));
        this.#keep(page, entries);
        page = this.#next();
      } catch (thrown) {
        if (asked !== this.#asked) return;
        this.failure = failureOf(thrown);
        page = undefined;
      }
    }
    if (asked === this.#asked) this.loading = false;
  }

  /** What came into sight last and is not there yet. */
  #next(): number | undefined {
    const last = Math.ceil((this.found ?? 0) / PAGE);
    return [...this.#wanted.keys()].reverse().find((page) => page < last && !this.#pages.has(page));
  }

  #keep(page: number, entries: ListedEntry[]): void {
    this.#pages.set(page, entries);
    if (this.#pages.size <= KEPT) return;
    const old = [...this.#pages.keys()].find((page) => !this.#wanted.has(page));
    if (old !== undefined) this.#pages.delete(old);
  }
}
