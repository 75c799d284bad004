import { expect, test } from "vitest";
import { type TreeNode, above, lines, move } from "../src/shared/tree";

/** 0 ─ 1 ─ 3, and 0 ─ 2 ─ 4; then 5 with a parent that comes later. */
const nodes: TreeNode[] = [
  { name: "cropped", parent: null },
  { name: "Edited", parent: 0 },
  { name: "logo", parent: 0 },
  { name: "capture", parent: 1 },
  { name: "layer", parent: 2 },
  { name: "circle", parent: 5 },
];
const at = (closed: number[]) => lines(nodes, new Set(closed));

test("a tree is seen from the top down, what is closed hides what stands below", () => {
  expect(at([]).map((line) => line.at)).toEqual([0, 1, 3, 2, 4, 5]);
  expect(at([1]).map((line) => line.at)).toEqual([0, 1, 2, 4, 5]);
  expect(at([]).find((line) => line.at === 2)).toEqual({ at: 2, parent: 0, level: 2, position: 2, size: 2, open: true });
  expect(at([1]).find((line) => line.at === 1)?.open).toBe(false);
  expect(at([]).find((line) => line.at === 3)?.open).toBeNull();
});

test("a circle ends, and nothing is lost in it", () => {
  expect(above(nodes, 5)).toEqual([]);
  expect(above(nodes, 4)).toEqual([2, 0]);
  const chain = Array.from({ length: 64 }, (_, i): TreeNode => ({ name: `${i}`, parent: i === 0 ? null : i - 1 }));
  expect(lines(chain, new Set()).at(-1)).toMatchObject({ at: 63, level: 64 });
});

test("arrows, Home, End, the star and letters lead through it", () => {
  const press = (key: string, from: number, closed: number[] = []) => move(key, from, at(closed), nodes);
  expect(press("ArrowDown", 1)).toEqual({ to: 3 });
  expect(press("ArrowDown", 1, [1])).toEqual({ to: 2 });
  expect(press("ArrowDown", 5)).toBeNull();
  expect(press("ArrowUp", 2)).toEqual({ to: 3 });
  expect(press("ArrowUp", 0)).toBeNull();
  expect(press("ArrowRight", 1, [1])).toEqual({ open: [1] });
  expect(press("ArrowRight", 1)).toEqual({ to: 3 });
  expect(press("ArrowRight", 3)).toBeNull();
  expect(press("ArrowLeft", 1)).toEqual({ close: 1 });
  expect(press("ArrowLeft", 1, [1])).toEqual({ to: 0 });
  expect(press("ArrowLeft", 3)).toEqual({ to: 1 });
  expect(press("Home", 4)).toEqual({ to: 0 });
  expect(press("End", 0)).toEqual({ to: 5 });
  expect(press("*", 1, [1, 2])).toEqual({ open: [1, 2] });
  expect(press("e", 0)).toEqual({ to: 1 });
  expect(press("l", 2)).toEqual({ to: 4 });
  expect(press("l", 4)).toEqual({ to: 2 });
  expect(press("z", 0)).toBeNull();
  expect(press("Tab", 0)).toBeNull();
});
