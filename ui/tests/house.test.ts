// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, parsed } from "../src/design/contrast";
import { COLOURS, OTHERS } from "../src/design/tokens";
import { ICONS } from "../src/shared/icons";
import { DECISION_ICON } from "../src/views/Report/decision/marks";
import { STATUS_ICON, VERDICT_ICON } from "../src/views/Report/marks";
import config from "../vite.config";

const source = import.meta.glob<string>("../src/**/*.{svelte,ts}", { query: "?raw", import: "default", eager: true });
const styles = readFileSync("src/styles.css", "utf8");
const files = Object.entries(source).map(([path, text]) => ({ path: path.replace("../", ""), text }));
/** Without the page that shows how the product looks. */
const product = files.filter(({ path }) => !path.startsWith("src/design/"));
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
    expect(imports.filter((from) => !/^(\.\/|svelte$|@lucide\/svelte)/.test(from ?? "")), path).toEqual([]);
  }
});

test("colours stand in one place", () => {
  const coloured = those((text) => /#[0-9a-f]{3,8}\b|(rgb|hsl|oklch|light-dark)\(/i.test(text.split("<style>")[1] ?? ""));
  expect(coloured).toEqual([]);
});

test("each verdict, status and decision has a shape of its own", () => {
  for (const icons of [VERDICT_ICON, STATUS_ICON, DECISION_ICON]) {
    const shapes = Object.values(icons).map((name) => ICONS[name]);
    expect(new Set(shapes).size).toBe(shapes.length);
  }
});

test("no verdict wears a tick or a shield, which would vouch for the picture", () => {
  const imported = files.find(({ path }) => path === "src/shared/icons.ts")?.text ?? "";
  for (const name of Object.values(VERDICT_ICON)) {
    const shape = new RegExp(`\\b${name}: (\\w+)`).exec(imported)?.[1];
    expect(new RegExp(`import ${shape} from "@lucide/svelte/icons/([^"]+)"`).exec(imported)?.[1], name).not.toMatch(/check|shield|award|medal|thumb/);
  }
});

test("every icon is used", () => {
  const all = product.filter(({ path }) => path !== "src/shared/icons.ts").map(({ text }) => text).join("\n");
  expect(Object.keys(ICONS).filter((name) => !all.includes(`"${name}"`))).toEqual([]);
});

describe("tokens", () => {
  const written = [styles, ...product.map(({ text }) => text)].join("\n");
  const named = (pattern: RegExp) => new Set([...written.matchAll(pattern)].map(([, name]) => name));
  const tokens = [...styles.matchAll(/^  --([\w-]+):/gm)].map(([, name]) => name);

  test("are all used, and all that is used is defined", () => {
    const used = named(/var\(--([\w-]+)/g);
    const defined = named(/(?:^|[\s{;:])--([\w-]+)\s*[:=]/gm);
    expect(tokens.length).toBeGreaterThan(10);
    expect(tokens.filter((name) => !used.has(name))).toEqual([]);
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  });

  test("are all described where the product's looks are shown", () => {
    expect([...COLOURS, ...OTHERS].map(({ name }) => name).sort()).toEqual(tokens.sort());
  });

  test("stand out from what they stand on, in both themes", () => {
    const themes = new Map(
      [...styles.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g)].map(([, name = "", light = "", dark = ""]) => [name, [light, dark]]),
    );
    const colour = (name: string, theme: number) => parsed(themes.get(name)?.[theme] ?? "");
    const pairs = COLOURS.flatMap(({ name, on = [], least = 0 }) => on.map((back) => ({ name, back, least })));
    expect(pairs.length).toBeGreaterThan(20);
    const faint = pairs.flatMap(({ name, back, least }) =>
      [0, 1].filter((theme) => contrast(colour(name, theme), colour(back, theme)) < least).map((theme) => `${name} on ${back}, ${theme}`),
    );
    expect(faint).toEqual([]);
    expect(contrast(parsed("#ffffff"), parsed("rgb(0, 0, 0)"))).toBeCloseTo(21);
    expect(contrast(parsed("rgba(0, 0, 0, 0)"), parsed("#808080"))).toBe(1);
  });
});

test("the window is built without the page that shows its looks", async () => {
  const built = async (mode: string) => (await config({ mode, command: "build" })).build?.rolldownOptions?.input;
  expect(await built("production")).toBeUndefined();
  expect(await built("fixture")).toContain("design.html");
  const reach = product.filter(({ text }) => /from "[^"]*\/design\//.test(text));
  expect(reach.map(({ path }) => path)).toEqual([]);
});
