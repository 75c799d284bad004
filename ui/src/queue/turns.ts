import type { OpenedFile } from "../openedFile.svelte";

/** How many files the host is asked for at the same time; it takes them as it can. */
const AT_ONCE = 4;

/** Who waits for an examination, and who has the host's time. */
export class Turns {
  #waiting = new Set<OpenedFile>();
  #running = new Set<OpenedFile>();
  #deepening = new Set<OpenedFile>();

  /** Whether nobody waits and no file is examined; slow searches beside a report hold nobody up. */
  get idle(): boolean {
    return this.#waiting.size === 0 && this.#running.size === 0;
  }

  wait(file: OpenedFile): void {
    this.#waiting.add(file);
  }

  /** The next whose examination may begin: who is looked at goes first. It has its turn until `leave`. */
  next(lookedAt: OpenedFile | null): OpenedFile | null {
    if (this.#running.size + this.#deepening.size >= AT_ONCE) return null;
    const file = lookedAt && this.#waiting.has(lookedAt) ? lookedAt : first(this.#waiting);
    if (file === null) return null;
    this.#waiting.delete(file);
    this.#running.add(file);
    return file;
  }

  deepen(file: OpenedFile): void {
    this.#deepening.add(file);
  }

  undeepen(file: OpenedFile): void {
    this.#deepening.delete(file);
  }

  leave(file: OpenedFile): void {
    this.#waiting.delete(file);
    this.#running.delete(file);
  }
}

function first<T>(all: Set<T>): T | null {
  for (const one of all) return one;
  return null;
}
