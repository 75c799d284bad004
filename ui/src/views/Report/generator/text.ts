/** A report writes controls as pictures. In a text of its own, line ends and tabs can be what they are. */
export function withLines(text: string): string {
  return text.replace(/␍?␊|␍/g, "\n").replaceAll("␉", "\t");
}

export function charactersOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** What the model keeps of the raw text of a mark (`Untrusted::MAX_CHARS_AT_LENGTH`), in characters, before it says how many it leaves out. */
const KEPT = 2 * 1024 * 1024;

/** How many characters of a string the report leaves out. */
export function leftOut(text: string): number {
  const said = /… \(\+(\d{1,9})\)$/.exec(text);
  // A file can end in the same words: what is short was never cut.
  return said && charactersOf(text.slice(0, said.index)) >= KEPT ? Number(said[1]) : 0;
}

/** At most the first `length` code units, and no half of a character. */
export function beginning(text: string, length: number): string {
  const half = /[\ud800-\udbff]/.test(text[length - 1] ?? "") && text.length > length;
  return text.slice(0, half ? length - 1 : length);
}

const MOST_LINES = 6;
const MOST_CHARACTERS = 420;

/** The beginning of a long text, up to a word's end where one is near; absent where all of it is short. */
export function fold(text: string): string | null {
  const lines = text.split("\n", MOST_LINES + 1);
  const first = lines.slice(0, MOST_LINES).join("\n");
  if (first.length <= MOST_CHARACTERS) return lines.length > MOST_LINES ? `${first}…` : null;
  const cut = beginning(first, MOST_CHARACTERS);
  const word = cut.search(/\s\S{0,39}$/);
  return `${word > 0 ? cut.slice(0, word) : cut}…`;
}
