import { expect, test } from "vitest";
import { MOST_HITS, grouped, linesOf, marked, pageOf, pagesOf, search } from "../src/views/Report/credentials/json";

const lines = linesOf({ title: "Été (1).jpg", nested: { Title: "été et été", n: null } });

test("a search finds every place, whatever the case, and takes signs as they are", () => {
  expect(lines).toHaveLength(7);
  expect(search(lines, "title").map(({ line }) => line)).toEqual([1, 3]);
  expect(search(lines, "ÉTÉ").map(({ line, from }) => [line, from])).toEqual([
    [1, 12],
    [3, 14],
    [3, 21],
  ]);
  expect(search(lines, "(1).j")).toHaveLength(1);
  for (const sign of ["(", "[", "\\", "*", ".*", "^", "$", "|", "/", "-", "{"]) {
    expect(search([`a${sign}b`, "ab"], sign).map(({ line }) => line), sign).toEqual([0]);
  }
  expect(search(lines, "")).toEqual([]);
  expect(search(["ẞİ then"], "then")).toEqual([{ line: 0, from: 3, to: 7 }]);
});

test("hits are counted up to a bound", () => {
  expect(search(["a".repeat(MOST_HITS * 2)], "a")).toHaveLength(MOST_HITS + 1);
});

test("a line is cut at its hits, each under its number among all", () => {
  const hits = search(lines, "été");
  expect(marked(lines[4 - 1]!, grouped(hits).get(3) ?? [])).toEqual([
    { text: '    "Title": "', hit: null },
    { text: "été", hit: 1 },
    { text: " et ", hit: null },
    { text: "été", hit: 2 },
    { text: '",', hit: null },
  ]);
});

test("two megabytes are paged, searched and bounded in what is drawn", () => {
  const entry = { digest: "0123456789abcdef".repeat(16), name: "c2pa.hash.data", needle: false };
  const large = Array.from({ length: 7000 }, (_, i) => ({ ...entry, needle: i === 6999 }));
  const before = performance.now();
  const all = linesOf(large);
  const starts = pagesOf(all);
  const [hit] = search(all, "true");
  expect(performance.now() - before).toBeLessThan(2000);
  expect(all.join("\n").length).toBeGreaterThan(2 << 20);
  expect(hit?.line).toBe(all.length - 3);
  const page = pageOf(starts, hit!.line);
  expect(all.slice(starts[page], starts[page + 1])).toContain('    "needle": true');
  const sizes = starts.map((start, i) => all.slice(start, starts[i + 1] ?? all.length));
  expect(sizes.flat()).toEqual(all);
  for (const page of sizes) {
    expect(page.length).toBeLessThanOrEqual(250);
    expect(page.slice(0, -1).join("").length).toBeLessThanOrEqual(40_000);
  }
  expect(pagesOf(["x".repeat(100_000), "y"])).toEqual([0, 1]);
});
