import { createContext } from "svelte";
import type { Log } from "./log.svelte";

/** The places of the window. */
export const VIEWS = ["pictures", "lists", "log", "settings"] as const;
export type View = (typeof VIEWS)[number];

/** Which place is shown. The log says itself whether it is, since entries are opened from many places. */
export class Shell {
  #beside: Exclude<View, "log"> = $state("pictures");
  #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  get view(): View {
    return this.#log.shown !== null ? "log" : this.#beside;
  }

  go(view: View): void {
    if (view === "log") {
      this.#log.shown = "list";
    } else {
      this.#log.shown = null;
      this.#beside = view;
    }
  }
}

/** The shell, for every component below `App`. */
export const [getShell, setShell] = createContext<Shell>();
