import type { Area, Exhibit, Form, MatchKind } from "$model";
import { type Place, TURNS, UPRIGHT, back, within } from "../../../shared/place";

/**
 * How a listed picture lies in this one as its preview shows it. `turned` is the Exif orientation by which the preview was
 * made upright: what the report says of places is of the picture as it is stored, and so is the listed picture's preview.
 * Absent where it has no extent.
 */
export function aligned(by: MatchKind, exhibit: Exhibit, turned: number): Place | null {
  const place = within(TURNS[turned - 1] ?? UPRIGHT, stored(by, exhibit));
  return back(place) ? place : null;
}

/** The Exif orientation that turns the listed picture as this one is turned: the undoing of `Form`, which is done to this one. */
const ORIENTATION = {
  asis: 1,
  rot90: 6,
  rot180: 3,
  rot270: 8,
  flipx: 4,
  flipy: 2,
  flipplus1: 5,
  flipminus1: 7,
} as const satisfies Record<Form, number>;

function stored(by: MatchKind, exhibit: Exhibit): Place {
  switch (by.kind) {
    case "sha256":
    case "pixels":
      return UPRIGHT;
    case "pdq":
      return within(by.area ? partOf(by.area, exhibit) : UPRIGHT, TURNS[ORIENTATION[by.form] - 1] ?? UPRIGHT);
    case "shared": {
      const [first, second, , fourth] = by.corners.map(({ x, y }) => [x / 1000, y / 1000] as const);
      if (!first || !second || !fourth) return UPRIGHT;
      const way = (to: readonly [number, number]) => [to[0] - first[0], to[1] - first[1]] as const;
      return { at: first, along: way(second), down: way(fourth) };
    }
  }
}

function partOf(area: Area, { width, height }: Exhibit): Place {
  if (!width || !height) return UPRIGHT;
  return { at: [area.left / width, area.top / height], along: [area.width / width, 0], down: [0, area.height / height] };
}
