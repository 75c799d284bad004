import type { Lang } from "$model";
import { type Failure, type Host, failureOf } from "../../../host/host";
import { LINE } from "./hex";
import type { Span } from "./parts";

/** Bytes that are read at first and at each press. */
const AT_FIRST = 1024;
const STEP = 4096;
/** Bytes that are shown at most: those at the other end go. */
const MOST = 16384;
/** Bytes that are shown before those that are marked. */
const BEFORE = 4 * LINE;

/** Bytes of a part, as far as they were asked for. */
export class Reading {
  /** Where the bytes that are here begin in the file. */
  from: number = $state(0);
  bytes: Uint8Array = $state.raw(new Uint8Array());
  failure: Failure | null = $state.raw(null);
  running: boolean = $state(false);
  #ended = false;

  constructor(
    private readonly host: Host,
    private readonly id: string,
    readonly of: Span,
    marked: Span | null,
  ) {
    const far = marked !== null && marked.offset - of.offset > AT_FIRST / 2;
    const near = far ? marked.offset - BEFORE : of.offset;
    this.from = Math.max(near - (near % LINE), of.offset);
  }

  get until(): number {
    return this.from + this.bytes.length;
  }

  /** Bytes of the part before and after those that are here. */
  get earlier(): number {
    return this.from - this.of.offset;
  }

  get later(): number {
    return this.#ended ? 0 : Math.max(this.of.offset + this.of.length - this.until, 0);
  }

  begin(lang: Lang): Promise<void> {
    return this.#read(this.from, Math.min(AT_FIRST, this.later), lang, (found) => found);
  }

  more(lang: Lang): Promise<void> {
    return this.#read(this.until, Math.min(STEP, this.later), lang, (found) => {
      const all = joined(this.bytes, found);
      const over = Math.max(all.length - MOST, 0);
      this.from += over;
      return all.slice(over);
    });
  }

  before(lang: Lang): Promise<void> {
    const length = Math.min(STEP, this.earlier);
    return this.#read(this.from - length, length, lang, (found) => {
      if (found.length < length) return this.bytes;
      this.from -= length;
      this.#ended = false;
      return joined(found, this.bytes).slice(0, MOST);
    });
  }

  async #read(offset: number, length: number, lang: Lang, take: (found: Uint8Array) => Uint8Array): Promise<void> {
    if (this.running || length === 0) return;
    this.running = true;
    this.failure = null;
    try {
      const found = await this.host.bytes(this.id, offset, length, lang);
      // The file may end before its part says so.
      if (found.length < length) this.#ended = true;
      this.bytes = take(found);
    } catch (thrown) {
      this.failure = failureOf(thrown);
    } finally {
      this.running = false;
    }
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
