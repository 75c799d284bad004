import type { structure as fr } from "../fr/structure";

const s = (n: number) => (n === 1 ? "" : "s");

export const structure: typeof fr = {
  lead: {
    field: "Show the field",
    bytes: "Show these bytes",
    picture: "Show in the picture",
  },
  back: "Back to where you were",
  long: (n, shown) => `, ${shown} byte${s(n)}`,
  bytesOf: "Bytes: ",
  span: (offset, n, shown) => `From byte ${offset} on, ${shown} byte${s(n)}.`,
  marked: (offset, n, shown) =>
    n === 1 ? `Byte ${offset} is marked.` : `${shown} bytes are marked, from byte ${offset} on.`,
  unmasked: "These are the file's bytes: nothing in them is hidden.",
  reading: "Reading…",
  none: "No bytes.",
  earlier: (n, shown) => `Show what comes before (${shown} byte${s(n)} left)`,
  later: (n, shown) => `Show what follows (${shown} byte${s(n)} left)`,
  copyBytes: (n, shown) => `Copy as hex (${shown} byte${s(n)})`,
  copyMarked: (n, shown) => (n === 1 ? "Copy the marked byte as hex" : `Copy the ${shown} marked bytes as hex`),
  at: "Offset",
  hex: "Hex",
  characters: "Characters",
  holdsMarked: "with marked bytes",
};
