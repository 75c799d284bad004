import { untrack } from "svelte";
import { OUTCOMES } from "./outcomes";
import { type OpenedFile, type Outcome, fold } from "../openedFile.svelte";

export const SORTS = ["given", "name", "verdict"] as const;
export type Sort = (typeof SORTS)[number];
export type Filter = "all" | "undecided" | Outcome;

/** Up to here everything is put in order with each change. */
const FEW = 500;
/** Above it, this often: each time takes as long as there are files. */
const PACE_MS = 250;

/** Which files of a queue are seen, and in what order; and how many there are of each kind. */
export class Arrangement {
  sort: Sort = $state("given");
  filter: Filter = $state("all");
  /** What was typed to search names by. */
  words: string = $state("");

  #files: () => readonly OpenedFile[];
  #counts = none();
  #undecided = 0;
  #waiting = 0;
  /** Goes up when what is counted, sorted or filtered by may have changed. */
  #version = $state(0);
  #due: ReturnType<typeof setTimeout> | null = null;

  constructor(files: () => readonly OpenedFile[]) {
    this.#files = files;
  }

  /** How many files there are of each outcome. */
  get counts(): Readonly<Record<Outcome, number>> {
    void this.#version;
    return this.#counts;
  }

  /** Files that have a report and no decision. */
  get undecided(): number {
    void this.#version;
    return this.#undecided;
  }

  /** Files whose turn has not come. */
  get waiting(): number {
    void this.#version;
    return this.#waiting;
  }

  #named = $derived.by(() => {
    const files = this.#files();
    return untrack(() => {
      const keys = files.map((file, at) => ({ file, key: file.folded.key, at }));
      return keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at)).map(({ file }) => file);
    });
  });

  /** All files in the order that was asked for. */
  ordered: readonly OpenedFile[] = $derived.by(() => {
    if (this.sort === "name") return this.#named;
    const files = this.#files();
    if (this.sort === "given") return files;
    void this.#version;
    return untrack(() => {
      const groups = new Map<Outcome, OpenedFile[]>(OUTCOMES.map((outcome) => [outcome, []]));
      for (const file of files) groups.get(file.outcome)?.push(file);
      return [...groups.values()].flat();
    });
  });

  /** Those of them that are looked for. */
  visible: readonly OpenedFile[] = $derived.by(() => {
    const { ordered, filter } = this;
    const words = fold(this.words.trim());
    if (filter === "all" && words === "") return ordered;
    void this.#version;
    return untrack(() => ordered.filter((file) => passes(file, filter) && file.folded.text.includes(words)));
  });

  /** Whether some files may be left out of sight. */
  get narrowed(): boolean {
    return this.filter !== "all" || this.words.trim() !== "";
  }

  showAll(): void {
    this.filter = "all";
    this.words = "";
  }

  /** Counts a file in, or out: around each change of it. */
  count(file: OpenedFile, by: 1 | -1): void {
    untrack(() => {
      this.#counts[file.outcome] += by;
      if (file.undecided) this.#undecided += by;
      if (file.state.is === "waiting") this.#waiting += by;
      this.#moved();
    });
  }

  #moved(): void {
    if (this.#files().length <= FEW) this.#version += 1;
    else this.#due ??= setTimeout(() => {
      this.#due = null;
      this.#version += 1;
    }, PACE_MS);
  }
}

function passes(file: OpenedFile, filter: Filter): boolean {
  if (filter === "all") return true;
  return filter === "undecided" ? file.undecided : file.outcome === filter;
}

function none(): Record<Outcome, number> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}
