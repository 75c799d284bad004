import type { OpenedFile } from "../openedFile.svelte";

/** Reports that are held at once: the one that is looked at, and those looked at before it. */
const MOST = 9;

/** Whose report the page holds: a report weighs as much as a small picture, and a queue may have ten thousand. */
export class Held {
  /** The one looked at last comes last. */
  #files = new Set<OpenedFile>();

  /** After an examination: it is held while there is room. Gives whose report has to go. */
  came(file: OpenedFile, lookedAt: boolean): OpenedFile[] {
    if (lookedAt) return this.seen(file);
    this.#files.delete(file);
    if (this.#files.size >= MOST) return [file];
    this.#files = new Set([file, ...this.#files]);
    return [];
  }

  /** That its report is looked at. Gives whose report has to go. */
  seen(file: OpenedFile): OpenedFile[] {
    this.#files.delete(file);
    this.#files.add(file);
    if (this.#files.size <= MOST) return [];
    const [oldest] = this.#files;
    if (!oldest) return [];
    this.#files.delete(oldest);
    return [oldest];
  }

  drop(file: OpenedFile): void {
    this.#files.delete(file);
  }
}
