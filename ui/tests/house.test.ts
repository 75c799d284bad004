// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = import.meta.glob<string>("../src/**/*.{svelte,ts}", { query: "?raw", import: "default", eager: true });
const files = Object.entries(source).map(([path, text]) => ({ path: path.replace("../", ""), text }));
const those = (matches: (text: string) => boolean) => files.filter(({ text }) => matches(text)).map(({ path }) => path);

test("only the window's host imports Tauri", () => {
  expect(those((text) => text.includes("@tauri-apps"))).toEqual(["src/host/tauri.ts"]);
});

test("nothing that the policy of the window forbids is written", () => {
  expect(those((text) => /\{@html|\sstyle="|javascript:|innerHTML/.test(text))).toEqual([]);
  expect(readFileSync("index.html", "utf8")).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=/);
});

test("what is shared knows no domain", () => {
  const shared = files.filter(({ path }) => path.startsWith("src/shared/"));
  expect(shared.length).toBeGreaterThan(0);
  for (const { path, text } of shared) {
    const imports = [...text.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);
    expect(imports.filter((from) => from !== "svelte" && !from?.startsWith("./")), path).toEqual([]);
  }
});

test("colours stand in one place", () => {
  const coloured = those((text) => /#[0-9a-f]{3,8}\b|(rgb|hsl|oklch|light-dark)\(/i.test(text.split("<style>")[1] ?? ""));
  expect(coloured).toEqual([]);
});
