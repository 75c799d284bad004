import type { Looking } from "./looking.svelte";
import type { Point } from "./view";

/** How much a notch of a wheel, of some hundred pixels, brings nearer. */
const WHEEL = 0.002;
/** Pixels of a line, where a wheel counts in lines. */
const LINE = 16;

/** Mouse, pen and fingers over a picture: one moves it or the lens, two bring it nearer. */
export class Pointers {
  /** Those that are down, by their id, from the stage's upper left corner. */
  #down = new Map<number, Point>();

  constructor(
    private readonly looking: () => Looking,
    private readonly stage: () => { left: number; top: number },
  ) {}

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
    this.#down.set(event.pointerId, this.#point(event));
    if (this.looking().lens) this.#lensTo(this.#point(event));
  }

  move(event: PointerEvent): void {
    const [looking, to] = [this.looking(), this.#point(event)];
    const from = this.#down.get(event.pointerId);
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    if (from) this.#down.set(event.pointerId, to);
    if (from && other) {
      const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 };
      looking.move((from.x - to.x) / 2, (from.y - to.y) / 2);
      looking.to((looking.view.scale * apart(to, other)) / Math.max(apart(from, other), 1), middle);
    } else if (looking.lens) {
      this.#lensTo(to);
    } else if (from) {
      looking.move(from.x - to.x, from.y - to.y);
    }
  }

  up({ pointerId }: PointerEvent): void {
    this.#down.delete(pointerId);
  }

  /** Whether it brought anything nearer or further. */
  wheel(event: WheelEvent): boolean {
    const [looking, before] = [this.looking(), this.looking().view.scale];
    const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * LINE;
    looking.to(before * Math.exp(-pixels * WHEEL), this.#point(event));
    return looking.view.scale !== before;
  }

  #lensTo({ x, y }: Point): void {
    const { stage } = this.looking();
    this.looking().lens = { x: Math.min(Math.max(x, 0), stage.width), y: Math.min(Math.max(y, 0), stage.height) };
  }

  #point({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.stage();
    return { x: clientX - left, y: clientY - top };
  }
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
