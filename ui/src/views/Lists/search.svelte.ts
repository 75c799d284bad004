import { type Failure, type Host, failureOf } from "../../host/host";
import type { ListOverview, ListPage } from "../../host/lists";
import { locale } from "../../locales/locale.svelte";

/** Characters from which on all lists are searched: fewer stand in every title. */
const LEAST = 2;

/** What one list holds of what was typed. */
export interface Hits {
  list: ListOverview;
  page: ListPage | null;
  failure: Failure | null;
}

/** One question to every list. */
export class ListSearch {
  words = $state("");
  /** One after the other, as they answer. Absent where nothing is asked for. */
  hits: Hits[] | null = $state.raw(null);
  /** The list that is being read. */
  reading: string | null = $state(null);
  #host: Host;
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  get found(): number {
    return (this.hits ?? []).reduce((found, { page }) => found + (page?.found ?? 0), 0);
  }

  async ask(lists: ListOverview[]): Promise<void> {
    const asked = ++this.#asked;
    const words = this.words.trim();
    this.hits = words.length < LEAST ? null : [];
    this.reading = null;
    if (!this.hits) return;
    for (const list of lists) {
      this.reading = list.name;
      const answer = await this.#host.listEntries(list.name, words, 0, locale.lang).then(
        (page): Hits => ({ list, page, failure: null }),
        (thrown: unknown): Hits => ({ list, page: null, failure: failureOf(thrown) }),
      );
      if (asked !== this.#asked) return;
      this.hits = [...this.hits, answer];
    }
    this.reading = null;
  }
}
