import { createContext } from "svelte";
import type { Lang } from "$model";
import { type Failure, type Host, failureOf } from "./host/host";
import type { Desk } from "./desk.svelte";
import type { Settings } from "./host/desk";
import type { Verified } from "./host/log";
import { locale } from "./locales/locale.svelte";
import { Draft } from "./views/Report/decision/draft.svelte";
import { Entries } from "./views/Log/entries.svelte";

/** The log as the window shows it. */
export class Log {
  /** What is seen of it: its list, one entry by its position, or nothing. */
  shown: "list" | number | null = $state(null);
  readonly entries: Entries;
  /** How far a verification under way has come. */
  verifying: { done: number; total: number } | null = $state.raw(null);
  /** What came of the last one that came to an end, and the language of its sentences. */
  verified: { told: Verified; lang: Lang } | null = $state.raw(null);
  /** Why the last one came to no end. */
  failure: Failure | null = $state.raw(null);
  #host: Host;
  #desk: Desk;
  #drafts = new Map<string, Draft>();

  constructor(host: Host, desk: Desk) {
    this.#host = host;
    this.#desk = desk;
    this.entries = new Entries(host);
  }

  /** That the log does not agree with itself: it stays until a verification finds that it does. */
  get broken(): { told: Verified; lang: Lang } | null {
    return this.verified && !this.verified.told.agrees ? this.verified : null;
  }

  /** The decision that is being written about an examination or an entry: looking elsewhere meanwhile does not lose it. */
  draft(about: string): Draft {
    const draft = this.#drafts.get(about) ?? new Draft();
    this.#drafts.set(about, draft);
    return draft;
  }

  /** After a decision was written down: what it was made of is no draft any more, and lists are older than the log. */
  written(about: string): void {
    this.#drafts.delete(about);
    this.entries.stale = true;
  }

  /** Rejects with a `Failure`. */
  knowSettings(): Promise<Settings> {
    return this.#desk.know();
  }

  /** Keeps a name where none is kept yet; that it could not be kept holds nobody up. */
  async remember(by: string): Promise<void> {
    try {
      const settings = await this.#desk.know();
      if (settings.by === "") await this.#desk.choose({ by });
    } catch {
      // The decision stands; the name is asked for again.
    }
  }

  async verify(): Promise<void> {
    if (this.verifying) return;
    const { lang } = locale;
    this.failure = null;
    this.verifying = { done: 0, total: 0 };
    try {
      const told = await this.#host.verifyLog((done, total) => {
        if (this.verifying) this.verifying = { done, total };
      }, lang);
      this.verified = { told, lang };
    } catch (thrown) {
      this.failure = failureOf(thrown);
    } finally {
      this.verifying = null;
    }
  }
}

/** The log, for every component below `App`. */
export const [getLog, setLog] = createContext<Log>();
