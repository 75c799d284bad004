import type { fr } from "../fr";
import { s } from "./plural";

export const queue: (typeof fr)["queue"] = {
  at: (at, n) => `${at} of ${n}`,
  notSeen: (n) => `${n} in the list`,
  previous: "Previous picture",
  next: "Next picture",
  list: "List",
  progress: (done, n) => `Examined: ${done} of ${n}`,
  stop: (n) => `Stop what is waiting (${n})`,
  stopped: "You stopped the queue before the turn of this file.",
  retryAll: (n) => `Try again what was not examined (${n})`,
  finished: (n, shown) => `Finished: ${shown} file${s(n)}`,
  copySummary: "Copy the summary",
  reasons: "Why files were not examined",
  pending: "Still to be examined",
  undecided: "Undecided",
  sort: "Order",
  sorts: {
    given: "As given",
    name: "By name",
    verdict: "By answer",
  },
  show: "Show",
  all: "All",
  of: (word, n) => `${word} (${n})`,
  search: "Search by name",
  found: (n, shown) => `${shown} file${s(n)} in sight`,
  none: "No file matches.",
  showAll: "Show all",
  keys: "Arrows, Home and End: choose. Enter: read the report. Delete: take it off the list.",
  decided: "Decided",
  nextUndecided: "Next undecided",
  forgotten: "This report is no longer kept",
  pastedForgotten:
    "Only the latest reports are kept, and a pasted picture has no file that could be examined anew. Copy it once more and paste it.",
};
