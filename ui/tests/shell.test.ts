import { describe, expect, test, vi } from "vitest";
import type { MenuAction } from "../src/host/desk";
import { fixture } from "../src/host/fixture";
import { locale } from "../src/locales/locale.svelte";
import { all, show, soon, until } from "./page";

const text = (element: Element | null | undefined) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const press = (key: string, more: KeyboardEventInit = {}) => window.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true, ...more }));
const current = () => document.querySelector<HTMLElement>("[aria-current=page]")?.dataset["testid"];

describe("the places", () => {
  test("are reached by their buttons and keys, and left by Escape", async () => {
    show(["inconclusive"], "en");
    await soon("headline");
    expect([current(), document.title.endsWith(" · Whence")]).toEqual(["to-pictures", true]);
    for (const [key, place, there] of [["k", "lists", "lists"], [",", "settings", "settings"], ["l", "log", "log"]] as const) {
      press(key, { ctrlKey: true });
      await soon(there);
      expect([current(), document.title]).toEqual([`to-${place}`, `${locale.t.places[place]} · Whence`]);
      press("Escape");
      await soon("headline");
      expect(document.activeElement).toBe(all(`to-${place}`)[0]);
    }
  });

  test("make way for new files", async () => {
    let given: (paths: string[]) => void = () => {};
    show([], "en", { onOpened: (opened) => (given = opened) });
    press(",", { ctrlKey: true });
    await soon("settings");
    given(["inconclusive"]);
    await soon("headline");
    expect(current()).toBe("to-pictures");
  });
});

describe("the menu", () => {
  async function menu(names: string[], changes = {}) {
    let choose: (action: MenuAction) => void = () => {};
    show(names, "en", { ...fixture(new URLSearchParams()), onMenu: (chosen) => (choose = chosen), openedPaths: async () => names, ...changes });
    await soon(names.length > 0 ? "headline" : "four-sentences");
    return (action: MenuAction) => choose(action);
  }

  test("leads to the places and opens files and folders", async () => {
    const [pick, pickFolder] = [vi.fn(async () => []), vi.fn(async () => null)];
    const choose = await menu([], { pick, pickFolder });
    for (const place of ["lists", "log", "settings", "pictures"] as const) {
      choose(place);
      await until(() => expect(current()).toBe(`to-${place}`));
    }
    choose("open");
    choose("open_folder");
    expect([pick.mock.calls.length, pickFolder.mock.calls.length]).toEqual([1, 1]);
  });

  test("acts on the picture that is looked at", async () => {
    const [copy, exportReport] = [vi.fn(async () => {}), vi.fn(async () => null)];
    const told = { reportSentence: async () => "a sentence", reportText: async () => "a text" };
    const choose = await menu(["inconclusive", "declared_ai"], { copy, exportReport, ...told });
    choose("copy_sentence");
    choose("copy_text");
    await until(() => expect(copy.mock.calls).toEqual([["a sentence"], ["a text"]]));
    choose("save_pdf");
    expect(exportReport).toHaveBeenCalledWith("inconclusive", "pdf", "en");
    choose("next");
    await until(() => expect(document.querySelector("[data-kind=declared_ai]")).not.toBeNull());
    choose("previous");
    await until(() => expect(document.querySelector("[data-testid=verdict][data-kind=inconclusive]")).not.toBeNull());
    await soon("decision");
    choose("decide");
    await until(() => expect(document.activeElement?.closest("[data-testid=decision]")).not.toBeNull());
    choose("clear");
    await soon("four-sentences");
  });
});

describe("the start", () => {
  test.each(["en", "fr"] as const)("in %s says in four sentences what Whence can tell", async (lang) => {
    show([], lang);
    const sentences = (await soon("four-sentences")).querySelectorAll("li");
    expect(sentences).toHaveLength(4);
    for (const sentence of sentences) expect(text(sentence)).toMatch(/^[^.]+\.$/);
  });

  test("offers our own samples, the first of them first", async () => {
    const examine = vi.fn(fixture(new URLSearchParams()).examine);
    show([], "en", { examine });
    await soon("sample");
    all("sample")[0]?.click();
    await soon("headline");
    expect(examine.mock.calls[0]?.[0]).toBe("sample:known_match");
  });

  test("shows recent files until they are forgotten", async () => {
    const host = fixture(new URLSearchParams({ recent: "" }));
    show([], "en", { ...host, openedPaths: async () => [] });
    const recent = await soon("recent");
    expect(recent.querySelectorAll("li")).toHaveLength(3);
    all("clear-recent")[0]?.click();
    await until(() => expect(all("recent")).toHaveLength(0));
  });
});
