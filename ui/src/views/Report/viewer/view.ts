import type { Size } from "../../../host/host";
export type { Size };

export interface Point {
  x: number;
  y: number;
}

/** How a picture is looked at: pixels of the page for each of its own, and which point of it is in the middle. */
export interface View {
  scale: number;
  middle: Point;
}

/** Pixels of the page for one of the picture's, at most: more would show nothing new. */
const MOST = 32;

/** The whole picture in the middle, never larger than it is. */
export function fitted(picture: Size, stage: Size): View {
  const scale = Math.min(1, stage.width / picture.width, stage.height / picture.height);
  return { scale: scale > 0 && Number.isFinite(scale) ? scale : 1, middle: { x: picture.width / 2, y: picture.height / 2 } };
}

/** Nearer or further, so that what lies under `at`, counted from the middle of the stage, stays there. */
export function zoomed(view: View, scale: number, at: Point, picture: Size, stage: Size): View {
  const { x, y } = view.middle;
  const to = Math.min(Math.max(scale, fitted(picture, stage).scale), MOST);
  const middle = { x: x + at.x / view.scale - at.x / to, y: y + at.y / view.scale - at.y / to };
  return within({ scale: to, middle }, picture, stage);
}

/** The stage moved over the picture by pixels of the page. */
export function moved({ scale, middle }: View, by: Point, picture: Size, stage: Size): View {
  return within({ scale, middle: { x: middle.x + by.x / scale, y: middle.y + by.y / scale } }, picture, stage);
}

/** No edge of the picture comes into a stage that it fills, and what does not fill it stays in the middle. */
export function within({ scale, middle }: View, picture: Size, stage: Size): View {
  const along = (at: number, whole: number, seen: number) => {
    const half = seen / scale / 2;
    return half * 2 >= whole ? whole / 2 : Math.min(Math.max(at, half), whole - half);
  };
  return {
    scale,
    middle: { x: along(middle.x, picture.width, stage.width), y: along(middle.y, picture.height, stage.height) },
  };
}

/** A picture turned by quarters, clockwise. */
export function turned({ width, height }: Size, quarters: number): Size {
  return quarters % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** What stays in the middle while the picture turns once more by a quarter; `before` is its size until then. */
export function turnedPoint({ x, y }: Point, before: Size): Point {
  return { x: before.height - y, y: x };
}

/** The CSS transform, about its upper left corner, that turns a picture of this size and leaves it at the upper left. */
export function turning({ width, height }: Size, quarters: number): string {
  const to = [
    [0, 0],
    [height, 0],
    [width, height],
    [0, width],
  ][quarters % 4] ?? [0, 0];
  return `translate(${to[0]}px, ${to[1]}px) rotate(${(quarters % 4) * 90}deg)`;
}

/** The CSS transform, about its upper left corner, that brings the turned picture to a stage. */
export function placing({ scale, middle }: View, stage: Size): string {
  const [left, top] = [stage.width / 2 - middle.x * scale, stage.height / 2 - middle.y * scale];
  return `translate(${left}px, ${top}px) scale(${scale})`;
}
