import { expect, test, vi } from "vitest";

const { later } = await vi.importActual<typeof import("../src/shared/later")>("../src/shared/later");

test("pieces are done in their order, one in each turn of the page", async () => {
  const done: string[] = [];
  const turns: number[] = [];
  let turn = 0;
  const count = setInterval(() => (turn += 1), 0);
  for (const piece of ["a", "b", "c"]) {
    later(() => {
      done.push(piece);
      turns.push(turn);
    });
  }
  expect(done).toEqual([]);
  await vi.waitFor(() => expect(done).toEqual(["a", "b", "c"]));
  clearInterval(count);
  expect(new Set(turns).size).toBe(3);
});

test("what was taken off is not done, and a fault holds up nothing", async () => {
  const done: string[] = [];
  const thrown = vi.fn();
  process.once("uncaughtException", thrown);
  later(() => done.push("taken off"))();
  later(() => {
    throw new Error("a fault");
  });
  later(() => done.push("after it"));
  await vi.waitFor(() => expect(done).toEqual(["after it"]));
  expect(thrown).toHaveBeenCalledOnce();
});
