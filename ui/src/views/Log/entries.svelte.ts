import type { Query, Summary } from "$model";
import { type Failure, type Host, failureOf } from "../../host/host";
import type { LogPage } from "../../host/log";
import { locale } from "../../locales/locale.svelte";

/** Every report: decisions about it stand in its line. */
export function everyReport(): Query {
  return {
    kind: "report",
    verdicts: [],
    decisions: [],
    undecided: false,
    by: "",
    from: "",
    to: "",
    name: "",
    sha256: "",
    words: "",
    about: null,
    before: null,
  };
}

/** The entries that are listed, and what they were asked for by. */
export class Entries {
  query: Query = $state(everyReport());
  /** The examination to whose picture theirs are alike, where that was asked for. */
  similarTo: { id: string; name: string } | null = $state.raw(null);
  list: Summary[] = $state.raw([]);
  /** The page that came last. */
  page: LogPage | null = $state.raw(null);
  loading = $state(false);
  failure: Failure | null = $state.raw(null);
  /** The position of the entry at which the keyboard stands. */
  at: number | null = $state(null);
  /** Whether the log was written to since. */
  stale = true;
  #host: Host;
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The query as it is sent: a digest may have been copied with spaces, or in capitals. */
  get asked(): Query {
    const query = $state.snapshot(this.query);
    return { ...query, sha256: query.sha256.replace(/\s/g, "").toLowerCase() };
  }

  /** Asks for something else, from the start. */
  ask({ query = everyReport(), similarTo = null }: { query?: Query; similarTo?: Entries["similarTo"] } = {}): void {
    this.query = query;
    this.similarTo = similarTo;
    this.at = null;
    this.stale = true;
  }

  /** The newest. */
  async load(): Promise<void> {
    this.stale = false;
    await this.#ask({ ...this.asked, before: null }, []);
  }

  /** What failed, once more. */
  async retry(): Promise<void> {
    await (this.list.length > 0 ? this.more() : this.load());
  }

  /** Those before the last. */
  async more(): Promise<void> {
    const last = this.list.at(-1);
    if (!this.page?.more || this.loading || !last) return;
    await this.#ask({ ...this.asked, before: last.position }, this.list);
  }

  async #ask(query: Query, before: Summary[]): Promise<void> {
    const asked = ++this.#asked;
    const own = () => asked === this.#asked;
    this.loading = true;
    this.failure = null;
    try {
      const page = await this.#host.logEntries(query, this.similarTo?.id ?? null, locale.lang);
      if (!own()) return;
      this.page = page;
      this.list = [...before, ...page.entries];
      if (!this.list.some(({ position }) => position === this.at)) this.at = this.list[0]?.position ?? null;
    } catch (thrown) {
      if (!own()) return;
      this.failure = failureOf(thrown);
      // What was listed before answered another query.
      if (before.length === 0) [this.list, this.page] = [[], null];
    } finally {
      if (own()) this.loading = false;
    }
  }
}
