/** Before a colon and inside guillemets. */
const NO_BREAK = "\u00a0";
/** Before what else is double: half as wide. */
const NARROW = "\u202f";

/** The same words, none of whose punctuation can begin a line: French sets it apart, and a plain space would break there. */
export function spaced<T>(words: T): T {
  if (typeof words === "string") {
    return words.replace(/ (?=:(\s|$)|»)|(?<=«) /g, NO_BREAK).replace(/ (?=[;!?](\W|$))/g, NARROW) as T;
  }
  if (typeof words === "function") return ((...told: unknown[]) => spaced(words(...told))) as T;
  if (typeof words !== "object" || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, word]) => [key, spaced(word)])) as T;
}
