/** Across and down. */
export type Point = readonly [number, number];

/**
 * Where a picture lies in another: its upper left corner, and from there the ways to its upper right and lower left ones.
 * All in widths and heights of the other.
 */
export interface Place {
  at: Point;
  along: Point;
  down: Point;
}

/** As it is. */
export const UPRIGHT: Place = { at: [0, 0], along: [1, 0], down: [0, 1] };

/** The eight ways in which a picture may lie in its own frame, in the order of the Exif orientations 1 to 8. */
export const TURNS: readonly Place[] = [
  UPRIGHT,
  { at: [1, 0], along: [-1, 0], down: [0, 1] },
  { at: [1, 1], along: [-1, 0], down: [0, -1] },
  { at: [0, 1], along: [1, 0], down: [0, -1] },
  { at: [0, 0], along: [0, 1], down: [1, 0] },
  { at: [1, 0], along: [0, 1], down: [-1, 0] },
  { at: [1, 1], along: [0, -1], down: [-1, 0] },
  { at: [0, 1], along: [0, -1], down: [1, 0] },
];

/** Where a point of the placed picture comes to lie. */
export function lies({ at, along, down }: Place, [x, y]: Point): Point {
  return [at[0] + x * along[0] + y * down[0], at[1] + x * along[1] + y * down[1]];
}

/** What lies so in a picture that itself lies somewhere. */
export function within(outer: Place, inner: Place): Place {
  const at = lies(outer, inner.at);
  const way = ([x, y]: Point): Point => {
    const [right, below] = lies(outer, [x, y]);
    return [right - outer.at[0], below - outer.at[1]];
  };
  return { at, along: way(inner.along), down: way(inner.down) };
}

/** Upper left, upper right, lower right, lower left. */
export function corners(place: Place): [Point, Point, Point, Point] {
  return [lies(place, [0, 0]), lies(place, [1, 0]), lies(place, [1, 1]), lies(place, [0, 1])];
}

/** Where the other picture lies in the placed one; absent where that has no extent, or nothing that could be drawn. */
export function back({ at, along, down }: Place): Place | null {
  const area = along[0] * down[1] - along[1] * down[0];
  if (!Number.isFinite(area) || Math.abs(area) < 1e-6) return null;
  const inverse = ([x, y]: Point): Point => [(x * down[1] - y * down[0]) / area, (y * along[0] - x * along[1]) / area];
  const [x, y] = inverse(at);
  return { at: [-x, -y], along: inverse([1, 0]), down: inverse([0, 1]) };
}

/** Whether a picture covers the other up to a fiftieth, and nothing stands out. */
export function covers(place: Place): boolean {
  return corners(place).every((corner) => corner.every((n) => Math.min(Math.abs(n), Math.abs(n - 1)) < 0.02)) && back(place) !== null;
}

/** The way of the eight that is nearest to how a picture lies in one of this ratio of width to height. */
export function turnOf({ along, down }: Place, ratio: number): Place {
  const unit = ([x, y]: Point): Point => {
    const length = Math.hypot(x * ratio, y) || 1;
    return [(x * ratio) / length, y / length];
  };
  const [right, below] = [unit(along), unit(down)];
  const alike = (turn: Place) =>
    right[0] * turn.along[0] + right[1] * turn.along[1] + below[0] * turn.down[0] + below[1] * turn.down[1];
  return TURNS.reduce((best, turn) => (alike(turn) > alike(best) + 1e-9 ? turn : best), UPRIGHT);
}

/** Whether width and height change places. */
export function isQuarter({ along }: Place): boolean {
  return along[0] === 0;
}

/** The CSS transform, about its upper left corner, of an element that fills a frame of this ratio of width to height. */
export function transform({ at, along, down }: Place, ratio: number): string {
  const matrix = [along[0], along[1] / ratio, down[0] * ratio, down[1], 0, 0];
  return `translate(${at[0] * 100}%, ${at[1] * 100}%) matrix(${matrix.join(", ")})`;
}

/** The corners as CSS and SVG take them, in hundredths of the frame. */
export function polygon(place: Place): Point[] {
  return corners(place).map(([x, y]) => [x * 100, y * 100]);
}
