import { mount, unmount } from "svelte";
import { expect, test } from "vitest";
import Raw from "../src/shared/Raw.svelte";
import { pieces } from "../src/shared/signs";

test("control pictures get the letters that their controls are called by", () => {
  expect(pieces("a␊b␛[2J␀␡␠")).toEqual([
    { text: "a", sign: null },
    { text: "␊", sign: "LF" },
    { text: "b", sign: null },
    { text: "␛", sign: "ESC" },
    { text: "[2J", sign: null },
    { text: "␀", sign: "NUL" },
    { text: "␡", sign: "DEL" },
    { text: "␠", sign: "SP" },
  ]);
  expect(pieces("")).toEqual([]);
});

test("a string keeps its letters, so that it is copied as it stands", async () => {
  const props = { text: "a␊<b>␛", whole: () => "", less: "" };
  const raw = mount(Raw, { target: document.body, props });
  expect(document.querySelector(".raw")?.textContent).toBe("a␊<b>␛");
  expect([...document.querySelectorAll<HTMLElement>("[data-sign]")].map((sign) => sign.dataset["sign"])).toEqual(["LF", "ESC"]);
  await unmount(raw);
});
