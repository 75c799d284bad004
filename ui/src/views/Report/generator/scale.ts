/** A word to be written below a point of a scale. */
export interface Point {
  /** On the scale, 0 to 1. */
  at: number;
  /** Of the word, in pixels. */
  width: number;
}

/** Where a word stands, in pixels from the left. */
export interface Placed {
  /** Of the point. */
  x: number;
  from: number;
  to: number;
  /** 0 is the row next to the scale. */
  row: 0 | 1;
}

/** Between two words of a row, and between a word and another's line. */
export const GAP = 8;

/** The point of a scale that is `width` pixels long. What is no number stands at 0. */
export function pointOf(at: number, width: number): number {
  return (Number.isFinite(at) ? Math.min(Math.max(at, 0), 1) : 0) * width;
}

/** A word centred below its point, as far as the width lets it. */
export function centred({ at, width }: Point, whole: number): Placed {
  const x = pointOf(at, whole);
  const from = Math.max(0, Math.min(x - width / 2, whole - width));
  return { x, from, to: from + width, row: 0 };
}

/**
 * Two words, the first of the point on the left, so that neither hides the other: pushed apart in one row while both fit,
 * and else in two rows, where the line of the lower one goes by the upper one.
 */
export function apart(left: Point, right: Point, whole: number): [Placed, Placed] {
  const [a, b] = [centred(left, whole), centred(right, whole)];
  if (a.to + GAP <= b.from) return [a, b];
  if (left.width + GAP + right.width <= whole) {
    const middle = (a.to + b.from) / 2;
    const from = Math.max(0, Math.min(middle - GAP / 2 - left.width, whole - left.width - GAP - right.width));
    return [moved(a, from), moved(b, from + left.width + GAP)];
  }
  const before = b.x - GAP - left.width;
  if (before >= 0) return [moved(a, Math.min(a.from, before)), { ...b, row: 1 }];
  const after = Math.max(b.from, a.x + GAP);
  if (after + right.width <= whole) return [{ ...a, row: 1 }, moved(b, after)];
  return [a, { ...b, row: 1 }];
}

function moved(placed: Placed, from: number): Placed {
  return { ...placed, from, to: from + placed.to - placed.from };
}

/** How many digits keep the numbers apart that are not the same: a score just short of what is needed must look so. */
export function digitsFor(numbers: number[]): number {
  const kinds = (digits: number) => new Set(numbers.map((n) => n.toFixed(digits))).size;
  return [2, 3, 4].find((digits) => kinds(digits) === kinds(4)) ?? 4;
}
