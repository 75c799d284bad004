import { type Point, type Size, type View, fitted, moved, turned, turnedPoint, within, zoomed } from "./view";

/** How much nearer a press brings the picture, and how much nearer the lens shows it. */
const STEP = 1.5;
const LENS = 3;

/** How one person looks at one picture, for as long as it is shown. */
export class Looking {
  stage: Size = $state({ width: 0, height: 0 });
  /** The picture's own pixels, as it is shown before anyone turns it. */
  picture: Size = $state({ width: 0, height: 0 });
  /** Quarter turns, clockwise. */
  quarters: number = $state(0);
  /** Where the middle of the lens is, from the stage's upper left corner; absent where there is none. */
  lens: Point | null = $state.raw(null);
  /** Whether a picture that is laid over this one is of another shape. */
  misfit: boolean = $state(false);
  /** Absent while the whole picture is to be seen, whatever becomes of the stage. */
  #chosen: View | null = $state.raw(null);

  turned: Size = $derived(turned(this.picture, this.quarters));
  view: View = $derived(
    this.#chosen ? within(this.#chosen, this.turned, this.stage) : fitted(this.turned, this.stage),
  );
  /** What the lens shows, as a stage of its size would. */
  near: View = $derived.by(() => {
    const { scale, middle } = this.view;
    const at = this.lens ? this.#fromMiddle(this.lens) : { x: 0, y: 0 };
    return { scale: scale * LENS, middle: { x: middle.x + at.x / scale, y: middle.y + at.y / scale } };
  });

  get isFitted(): boolean {
    return this.#chosen === null;
  }

  nearer(): void {
    this.to(this.view.scale * STEP);
  }

  further(): void {
    this.to(this.view.scale / STEP);
  }

  /** `at` is counted from the stage's upper left corner, and stays where it is; the middle where none is given. */
  to(scale: number, at: Point | null = null): void {
    const from = at ? this.#fromMiddle(at) : { x: 0, y: 0 };
    const chosen = zoomed(this.view, scale, from, this.turned, this.stage);
    this.#chosen = chosen.scale <= fitted(this.turned, this.stage).scale ? null : chosen;
  }

  fit(): void {
    this.#chosen = null;
  }

  move(x: number, y: number): void {
    this.#chosen = moved(this.view, { x, y }, this.turned, this.stage);
  }

  turn(): void {
    if (this.#chosen) this.#chosen = { ...this.#chosen, middle: turnedPoint(this.view.middle, this.turned) };
    this.quarters = (this.quarters + 1) % 4;
  }

  toggleLens(): void {
    this.lens = this.lens ? null : { x: this.stage.width / 2, y: this.stage.height / 2 };
  }

  /** Moves the lens; where it meets the stage's edge, the picture moves under it. */
  moveLens(x: number, y: number): void {
    if (!this.lens) return;
    const { width, height } = this.stage;
    const to = { x: Math.min(Math.max(this.lens.x + x, 0), width), y: Math.min(Math.max(this.lens.y + y, 0), height) };
    this.move(this.lens.x + x - to.x, this.lens.y + y - to.y);
    this.lens = to;
  }

  #fromMiddle({ x, y }: Point): Point {
    return { x: x - this.stage.width / 2, y: y - this.stage.height / 2 };
  }
}
