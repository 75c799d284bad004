/** Where a sought text stands. */
export interface Hit {
  line: number;
  /** First character and the one after the last, in the line. */
  from: number;
  to: number;
}

export interface Numbered extends Hit {
  /** Its place among all hits. */
  number: number;
}

/** Part of a line: as it stands, or a hit with its number. */
export interface Piece {
  text: string;
  hit: number | null;
}

/** More hits than anybody steps through. */
export const MOST_HITS = 5000;

const LINES_A_PAGE = 250;
const CHARACTERS_A_PAGE = 40_000;

/** Indented by two spaces, one value a line. */
export function linesOf(value: unknown): string[] {
  return (JSON.stringify(value, null, 2) ?? "").split("\n");
}

/** The first line of each page: what is drawn at a time has a bound, however long the text. */
export function pagesOf(lines: string[]): number[] {
  const starts = [0];
  let [count, characters] = [0, 0];
  lines.forEach((line, at) => {
    if (count > 0 && (count === LINES_A_PAGE || characters + line.length > CHARACTERS_A_PAGE)) {
      starts.push(at);
      [count, characters] = [0, 0];
    }
    count += 1;
    characters += line.length;
  });
  return starts;
}

/** The page that a line stands on. */
export function pageOf(starts: number[], line: number): number {
  return Math.max(0, starts.findLastIndex((start) => start <= line));
}

/** Where `sought` stands, whatever the case; one more than `MOST_HITS` at most. */
export function search(lines: string[], sought: string): Hit[] {
  if (sought === "") return [];
  const pattern = new RegExp(sought.replace(/[\\^$.*+?()[\]{}|/-]/g, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`), "giu");
  const hits: Hit[] = [];
  for (const [line, text] of lines.entries()) {
    for (const { index, 0: found } of text.matchAll(pattern)) {
      hits.push({ line, from: index, to: index + found.length });
      if (hits.length > MOST_HITS) return hits;
    }
  }
  return hits;
}

/** The hits of each line, with their numbers. */
export function grouped(hits: Hit[]): Map<number, Numbered[]> {
  const lines = new Map<number, Numbered[]>();
  hits.forEach((hit, number) => {
    const line = lines.get(hit.line) ?? [];
    line.push({ ...hit, number });
    lines.set(hit.line, line);
  });
  return lines;
}

/** A line cut at its hits. */
export function marked(text: string, hits: Numbered[]): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const { from, to, number } of hits) {
    found.push({ text: text.slice(done, from), hit: null }, { text: text.slice(from, to), hit: number });
    done = to;
  }
  found.push({ text: text.slice(done), hit: null });
  return found.filter((piece) => piece.text !== "");
}
