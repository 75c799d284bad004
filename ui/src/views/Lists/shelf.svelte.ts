import { type Failure, type Host, failureOf } from "../../host/host";
import type { ListOverview } from "../../host/lists";
import { locale } from "../../locales/locale.svelte";

/** The known lists as this view shows them, and what is done to them. */
export class Shelf {
  /** Absent until they have come. */
  lists: ListOverview[] | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  /** What was done last, in a sentence. */
  told = $state("");
  /** Whether there is a way back from it: a team's lists have none. */
  undoable = $state(false);
  /** How often something was changed: what was read of a list before may be old. */
  changes = $state(0);
  #host: Host;
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  async load(): Promise<void> {
    await this.#take(() => this.#host.listOverview(locale.lang));
  }

  /** Whether it was done; what it was is `told` then. */
  switch(list: ListOverview, on: boolean): Promise<boolean> {
    const { t } = locale;
    const told = on ? t.lists.told.on(list.name) : t.lists.told.off(list.name);
    return this.#change(list, () => this.#host.switchKnown(list.name, on, locale.lang), told);
  }

  remove(list: ListOverview): Promise<boolean> {
    return this.#change(list, () => this.#host.removeKnown(list.name, locale.lang), locale.t.lists.told.removed(list.name));
  }

  /** `asked` is an entry's id or one of its hashes. */
  removeEntry(list: ListOverview, asked: string, title: string): Promise<boolean> {
    const told = locale.t.lists.told.entry(title, list.name);
    return this.#change(list, () => this.#host.removeKnownEntry(list.name, asked, locale.lang), told);
  }

  /** After a list was imported. */
  async imported(): Promise<void> {
    this.changes += 1;
    await this.load();
  }

  async undo(): Promise<void> {
    this.hush();
    this.failure = null;
    try {
      this.told = await this.#host.undoKnownChange(locale.lang);
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return;
    }
    await this.imported();
  }

  /** What was done last is no longer told. */
  hush(): void {
    [this.told, this.undoable] = ["", false];
  }

  async #change(list: ListOverview, ask: () => Promise<ListOverview[]>, told: string): Promise<boolean> {
    this.hush();
    const done = await this.#take(ask);
    if (done) {
      [this.told, this.undoable] = [told, list.origin !== "team"];
      this.changes += 1;
    }
    return done;
  }

  /** The lists as the last question that was asked is answered. */
  async #take(ask: () => Promise<ListOverview[]>): Promise<boolean> {
    const asked = ++this.#asked;
    this.failure = null;
    try {
      const lists = await ask();
      if (asked === this.#asked) this.lists = lists;
      return true;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return false;
    }
  }
}
