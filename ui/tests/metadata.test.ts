import { flushSync, mount, unmount } from "svelte";
import { expect, test } from "vitest";
import type { Metadata } from "$model";
import { en } from "../src/locales/en";
import { locale } from "../src/locales/locale.svelte";
import MetadataTable from "../src/views/Report/facts/Metadata.svelte";
import { defects, lines, search } from "../src/views/Report/facts/metadata";

const place = { path: "PNG › tEXt", offset: 8, length: 20 };
const metadata: Metadata = {
  exif: { state: "unreadable", value: { place, what: "IFD0 points outside the block" } },
  xmp: { state: "absent" },
  iptc: { state: "read", value: { place, datasets: [{ record: 2, dataset: 80, name: "By-line", value: "Ada" }] } },
  icc: { state: "absent" },
  texts: Array.from({ length: 230 }, (_, i) => ({ key: `Key ${i}`, value: `Value ${i}`, place, after_pixels: false })),
};

test("every block gives its lines, and what is unreadable is a defect", () => {
  const all = lines(metadata, en);
  expect(all).toHaveLength(231);
  expect(all[0]).toEqual({ group: "IPTC", name: "By-line", value: "Ada", place });
  expect(defects(metadata, en)).toEqual([{ place, what: "Unreadable: IFD0 points outside the block" }]);
});

test("a search looks at names, values and blocks, whatever the case", () => {
  const all = lines(metadata, en);
  expect(search(all, " ada ")).toHaveLength(1);
  expect(search(all, "KEY 22")).toHaveLength(11);
  expect(search(all, "iptc")).toHaveLength(1);
  expect(search(all, "")).toHaveLength(231);
});

test("the table shows 200 lines, and the next at a press", async () => {
  locale.speak("en");
  const table = mount(MetadataTable, { target: document.body, props: { metadata } });
  const rows = () => document.querySelectorAll("table:first-of-type tbody tr").length;
  const press = () => {
    [...document.querySelectorAll<HTMLButtonElement>("button")].find((b) => b.textContent.startsWith("Show"))?.click();
    flushSync();
  };
  flushSync();
  expect(rows()).toBe(200);
  press();
  expect(rows()).toBe(231);
  await unmount(table);
});
