import type { marks as fr } from "../fr/marks";
import { s } from "./plural";

export const marks: typeof fr = {
  title: "Generator marks",
  tierLabel: "Kind of mark",
  tier: {
    signed: "signature verified",
    signed_unverified: "signature that cannot be checked",
    declared: "label",
    working_data: "the program's settings",
    pixel_mark: "mark in the pixels",
    hint: "hint",
  },
  further: (n) => `Further settings (${n})`,
  raw: (n) => `The mark as it stands (${n} character${s(n)})`,
  rawText: "Text of the mark",
  asStored: "As stored",
  what: "the whole mark",
  cut: (n) => `The report keeps only its beginning: the file holds ${n} more character${s(n)} of it.`,
  watermark: "Public watermark",
  level: {
    chance: "as in pictures without a mark",
    possible: "possible, not clear enough",
    found: "found",
  },
  scale: "Scale from 0 to 1; the line below says the same",
  here: (n) => `this picture ${n}`,
  chanceEnds: (n) => `chance ends ${n}`,
  needed: (n) => `needed ${n}`,
  line: (score, chance, needed) =>
    `This picture scores ${score} on a scale from 0 to 1. The measured pictures without a mark scored ${chance} at most; Whence speaks of a watermark from ${needed} on.`,
  inCrop: "Found by the search of crops: the picture was probably cropped after it was marked.",
  searches: (done, all) => `Where marks were looked for (${done} of ${all} search${Number(all) === 1 ? "" : "es"} done)`,
  done: "done",
  notDone: "not done",
  deepen: "Search crops too (slow)",
  deepenWhy:
    "A cropped picture can keep a watermark that the usual test misses. The file is examined once more, on this computer.",
  deepening: (step, at, all) => `Examining again: ${step} (${at} of ${all})`,
  deepenStarts: "The file is about to be examined again.",
  deepened: "The file was examined again: what came of it stands above.",
};
