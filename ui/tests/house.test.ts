// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ICONS } from "../src/shared/icons";
import { DECISION_ICON } from "../src/views/Report/decision/marks";
import { STATUS_ICON, VERDICT_ICON } from "../src/views/Report/marks";

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
  const all = files.filter(({ path }) => path !== "src/shared/icons.ts").map(({ text }) => text).join("\n");
  expect(Object.keys(ICONS).filter((name) => !all.includes(`"${name}"`))).toEqual([]);
});
