import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import type { Part, Report } from "$model";
import type { Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { above } from "../src/shared/tree";
import { asHex, characters, hex, hexLines, place, runs } from "../src/views/Report/structure/hex";
import { nodesOf, partAt } from "../src/views/Report/structure/parts";
import { all, recorded, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const part = (name: string, depth: number, offset: number, length: number): Part => ({ name, holds: null, depth, offset, length });

describe("the parts", () => {
  const boxes = [part("ftyp", 0, 0, 20), part("meta", 0, 20, 200), part("iprp", 2, 40, 100), part("ipco", 2, 60, 50), part("mdat", 0, 220, 1000)];

  test("stand below the last before them that is less deep, also where a depth is left out", () => {
    expect(nodesOf(boxes).map(({ parent }) => parent)).toEqual([null, null, 1, 1, null]);
    const deep = Array.from({ length: 5 }, (_, depth) => part(`${depth}`, depth, 0, 9));
    expect(above(nodesOf(deep), 4)).toEqual([3, 2, 1, 0]);
    expect(nodesOf([part("first", 3, 0, 1), part("second", 0, 1, 1)]).map(({ parent }) => parent)).toEqual([null, null]);
  });

  test("hold bytes, the deepest and the last of them", () => {
    const at = (offset: number) => partAt(boxes, { offset, length: 1 });
    expect([at(0), at(19), at(20), at(45), at(70), at(139), at(219), at(1219), at(1220)]).toEqual([0, 0, 1, 2, 3, 2, 1, 4, null]);
    expect(partAt([], { offset: 0, length: 1 })).toBeNull();
  });
});

describe("bytes in hex", () => {
  test("begin at multiples of sixteen, and are absent outside of what was read", () => {
    const lines = hexLines(14, Uint8Array.from({ length: 20 }, (_, i) => i));
    expect(lines.map(({ offset }) => offset)).toEqual([0, 16, 32]);
    expect(lines[0]?.bytes.slice(12)).toEqual([null, null, 0, 1]);
    expect(lines[2]?.bytes.slice(0, 3)).toEqual([18, 19, null]);
    expect(lines.every(({ bytes }) => bytes.length === 16)).toBe(true);
    expect(hexLines(5, new Uint8Array())).toEqual([{ offset: 0, bytes: Array(16).fill(null) }]);
  });

  test("are cut where the marked ones begin and end, and what is absent is never marked", () => {
    const [line] = hexLines(2, Uint8Array.from([1, 2, 3, 4]));
    const cut = (offset: number, length: number) => runs(line!, { offset, length }).map(({ bytes, marked }) => [bytes.filter((b) => b !== null).join(""), marked]);
    expect(cut(3, 2)).toEqual([["1", false], ["23", true], ["4", false]]);
    expect(cut(0, 99)).toEqual([["", false], ["1234", true], ["", false]]);
    expect(runs(line!, null)).toHaveLength(1);
  });

  test("are written as editors write them, and nothing that controls is written at all", () => {
    expect(hex([0, 255, null, 42])).toBe("00 FF    2A");
    expect(characters([0x41, 0x7a, 0x20, 0x1b, 0x0a, 0x7f, 0x9b, 0xff, null])).toBe("Az ····· ");
    expect([place(0), place(4096), place(2 ** 34)]).toEqual(["00000000", "00001000", "400000000"]);
    expect(asHex(Uint8Array.from({ length: 18 }, (_, i) => i))).toBe("00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n10 11");
  });
});

/** A file whose bytes are their own offsets, of which every reading is kept. */
const numbered = (size: number) =>
  vi.fn<Host["bytes"]>(async (_, offset, length) => Uint8Array.from({ length: Math.max(Math.min(length, 4096, size - offset), 0) }, (_, at) => offset + at));

async function open(changes: Partial<Host> = {}, change: (report: Report) => Report = (report) => report) {
  const report = change(await recorded("signs_of_editing", "en"));
  const bytes = numbered(report.exhibit.bytes);
  const copy = vi.fn<Host["copy"]>(async () => {});
  show(["/a.jpg"], "en", {
    examine: () => ({ done: Promise.resolve({ id: "7", report, preview: true, exif_thumbnail: false }), cancel: () => {} }),
    bytes,
    copy,
    ...changes,
  });
  await soon("verdict");
  return { bytes, copy, report };
}

const lead = (check: string, to: string, at = 0) =>
  document.querySelectorAll<HTMLElement>(`[data-check="${check}"] [data-to="${to}"]`)[at]?.click();
const selected = () => text(document.querySelector('[data-testid="parts"] [aria-selected="true"] .name'));
const marks = () => [...document.querySelectorAll('[data-testid="hex-line"] td:nth-child(2) mark')].map(text);
const openFold = async () => {
  (all("structure")[0] as HTMLDetailsElement).open = true;
  await soon("bytes");
};

describe("the structure", () => {
  test("reads no byte before somebody looks, then those of the first part", async () => {
    const { bytes } = await open();
    expect(bytes).not.toHaveBeenCalled();
    await openFold();
    expect(bytes.mock.calls).toEqual([["7", 0, 2, "en"]]);
    expect(selected()).toBe("SOI");
    await until(() => expect(all("hex-line").map((line) => text(line.querySelector("th")))).toEqual(["00000000 byte 0"]));
    expect(marks()).toEqual([]);
  });

  test("is led through by arrows; each part shows its bytes, 1,024 at first and more when asked", async () => {
    const { bytes } = await open();
    await openFold();
    const tree = document.querySelector('[data-testid="parts"] [role="tree"]')!;
    expect(tree.getAttribute("aria-label")).toBe(locale.t.facts.structure("12"));
    document.querySelector<HTMLElement>('[data-testid="parts"] [tabindex="0"]')?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    await until(() => expect(selected()).toBe("APP1"));
    await until(() => expect(document.activeElement?.getAttribute("aria-selected")).toBe("true"));
    expect(bytes.mock.lastCall).toEqual(["7", 2, 1024, "en"]);
    await until(() => expect(all("hex-line")).toHaveLength(65));
    expect(text(all("bytes")[0])).toContain("From byte 2 on, 2,608 bytes.");
    expect(text(all("more-bytes")[0])).toBe(locale.t.structure.later(1584, "1,584"));
    all("more-bytes")[0]?.click();
    await until(() => expect(bytes.mock.lastCall).toEqual(["7", 1026, 1584, "en"]));
    await until(() => expect(all("more-bytes")).toHaveLength(0));
    expect(all("hex-line")).toHaveLength(164);
  });

  test("has a table whose rows have names, in bounds that scroll by keyboard", async () => {
    await open();
    lead("metadata/older-than-camera", "bytes");
    await until(() => expect(marks()).not.toEqual([]));
    const region = all("bytes")[0]!.querySelector<HTMLElement>('[role="region"]')!;
    expect(region.tabIndex).toBe(0);
    expect(text(document.getElementById(region.getAttribute("aria-labelledby")!))).toBe("Bytes: APP1 · Exif");
    const named = all("hex-line").map((line) => text(line.querySelector("th")));
    expect(named.slice(8, 12)).toEqual(["00000080 byte 128", "00000090 byte 144, with marked bytes", "000000A0 byte 160, with marked bytes", "000000B0 byte 176"]);
  });

  test("never draws more than a few lines of a hundred thousand parts", async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => part(at % 10 === 0 ? "APP0" : "COM", at % 10 === 0 ? 0 : 1, at * 4, 4));
    await open({}, (report) => ({ ...report, facts: { ...report.facts, structure: { ...report.facts.structure, parts: many } } }));
    await openFold();
    const items = () => [...document.querySelectorAll<HTMLElement>('[data-testid="parts"] [role="treeitem"]')];
    expect(items().length).toBeGreaterThan(10);
    expect(items().length).toBeLessThan(100);
    expect(items()[0]?.getAttribute("aria-setsize")).toBe("10000");
    items()[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
    await until(() => expect(document.activeElement?.getAttribute("aria-posinset")).toBe("9"));
    expect(text(document.activeElement)).toContain("byte 399,996");
    expect(items().length).toBeLessThan(100);
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "PageUp", bubbles: true }));
    await until(() => expect(text(document.activeElement)).toContain("byte 399,956"));
  });

  test("says what is not hidden in bytes, where the report hides something", async () => {
    const { report } = await open();
    await openFold();
    expect(report.masked).toBeGreaterThan(0);
    expect(text(all("bytes")[0])).toContain(locale.t.structure.unmasked);
    await open({}, (report) => ({ ...report, masked: 0 }));
    await openFold();
    expect(text(all("bytes")[0])).not.toContain(locale.t.structure.unmasked);
  });

  test("says so where the file has changed since", async () => {
    await open({
      bytes: async () => {
        throw { kind: "changed_since", sentence: "The file has changed." };
      },
    });
    await openFold();
    await until(() => expect(text(all("bytes-failed")[0])).toBe("The file has changed."));
    expect(all("bytes-failed")[0]?.getAttribute("role")).toBe("alert");
    expect(all("hex-line")).toHaveLength(0);
  });
});

describe("evidence", () => {
  test("leads to its bytes, marked within their part; and back", async () => {
    const { copy } = await open();
    lead("metadata/older-than-camera", "bytes");
    await until(() => expect(selected()).toBe("APP1"));
    expect((all("structure")[0] as HTMLDetailsElement).open).toBe(true);
    // 13 bytes from 152 on, over two lines.
    await until(() => expect(marks()).toEqual(["98 99 9A 9B 9C 9D 9E 9F", "A0 A1 A2 A3 A4"]));
    await until(() => expect(document.activeElement?.getAttribute("role")).toBe("region"));
    expect(text(all("marked-told")[0])).toBe("13 bytes are marked, from byte 152 on.");
    const button = [...all("bytes")[0]!.querySelectorAll("button")].find((each) => text(each) === locale.t.structure.copyMarked(13, "13"));
    button?.click();
    expect(copy).toHaveBeenCalledWith("98 99 9A 9B 9C 9D 9E 9F A0 A1 A2 A3 A4");
    all("lead-back")[0]?.click();
    expect(document.activeElement?.closest<HTMLElement>("[data-check]")?.dataset["check"]).toBe("metadata/older-than-camera");
  });

  test("far inside its part is shown from a little before it, and what comes before when asked", async () => {
    const far = { path: "JPEG › ECS", offset: 20_000, length: 4 };
    const { bytes } = await open({}, (report) => ({
      ...report,
      rows: report.rows.map((row) => (row.check === "metadata/older-than-camera" ? { ...row, evidence: [{ place: far, value: "x" }] } : row)),
    }));
    lead("metadata/older-than-camera", "bytes");
    await until(() => expect(marks()).toEqual(["20 21 22 23"]));
    expect(selected()).toBe("ECS");
    expect(bytes.mock.lastCall).toEqual(["7", 19_936, 1024, "en"]);
    all("earlier-bytes")[0]?.click();
    await until(() => expect(bytes.mock.lastCall).toEqual(["7", 15_840, 4096, "en"]));
    await until(() => expect(text(all("hex-line")[0]?.querySelector("th"))).toContain("byte 15,840"));
    expect(marks()).toEqual(["20 21 22 23"]);
    // At most 16,384 bytes stay.
    for (let i = 0; i < 3; i += 1) {
      const before = bytes.mock.calls.length;
      all("earlier-bytes")[0]?.click();
      await until(() => expect(bytes.mock.calls.length).toBe(before + 1));
      await until(() => expect(document.querySelector('[aria-busy="true"]')).toBeNull());
    }
    expect(all("hex-line").length).toBeLessThanOrEqual(1025);
  });

  test("outside of every part is shown by itself", async () => {
    const after = { path: "JPEG › after EOI", offset: 25_421, length: 3 };
    await open({ bytes: numbered(30_000) }, (report) => ({
      ...report,
      rows: report.rows.map((row) => (row.check === "metadata/older-than-camera" ? { ...row, evidence: [{ place: after, value: "x" }] } : row)),
    }));
    lead("metadata/older-than-camera", "bytes");
    await until(() => expect(marks()).toEqual(["4D 4E 4F"]));
    expect(text(all("bytes")[0]?.querySelector("h4"))).toBe("Bytes: JPEG › after EOI");
  });

  test("leads to the field that it names, beyond the first 200 and through a search, and marks it for a moment", async () => {
    vi.spyOn(globalThis, "setTimeout");
    const { report } = await open({}, (report) => {
      const { exif } = report.facts.metadata;
      if (exif.state !== "read") throw new Error("no Exif");
      const filler = Array.from({ length: 400 }, (_, at) => ({ ...exif.value.fields[0]!, name: `X${at}`, place: { path: `JPEG › X${at}`, offset: at, length: 1 } }));
      const metadata = { ...report.facts.metadata, exif: { ...exif, value: { ...exif.value, fields: [...filler, ...exif.value.fields] } } };
      return { ...report, facts: { ...report.facts, metadata } };
    });
    expect(report.rows.length).toBeGreaterThan(0);
    const fold = all("metadata")[0] as HTMLDetailsElement;
    const search = fold.querySelector<HTMLInputElement>('input[type="search"]')!;
    search.value = "X1";
    search.dispatchEvent(new Event("input"));
    flushSync();
    lead("metadata/older-than-camera", "field", 1);
    await until(() => expect(text(document.activeElement)).toContain("DateTimeOriginal"));
    expect(fold.open).toBe(true);
    expect(search.value).toBe("");
    expect(document.activeElement?.tagName).toBe("TD");
    expect(document.activeElement?.classList.contains("led")).toBe(true);
    const ends = vi.mocked(setTimeout).mock.calls.find(([, ms]) => ms === 4000)?.[0] as () => void;
    ends();
    flushSync();
    expect(document.activeElement?.classList.contains("led")).toBe(false);
    fold.querySelector<HTMLElement>('[data-testid="lead-back"]')?.click();
    expect(document.activeElement?.closest<HTMLElement>("[data-check]")?.dataset["check"]).toBe("metadata/older-than-camera");
  });

  test("that no place holds leads nowhere, and names none of the fields that share a block", async () => {
    const nowhere = { path: "JPEG", offset: null, length: null };
    const block = { path: "JPEG › APP2 ICC profile", offset: null, length: null };
    await open({}, (report) => {
      const icc = {
        place: block,
        bytes: 99,
        description: "sRGB",
        created: null,
        version: "2.1",
        device_class: null,
        colour_space: null,
        platform: null,
        manufacturer: null,
        model: null,
        creator: null,
        copyright: "Public domain",
      };
      const metadata = { ...report.facts.metadata, icc: { state: "read" as const, value: icc } };
      const evidence = [{ place: nowhere, value: "x" }, { place: block, value: "all of it" }, { place: block, value: "Public domain" }];
      const rows = report.rows.map((row) => (row.check === "metadata/older-than-camera" ? { ...row, evidence } : row));
      return { ...report, rows, facts: { ...report.facts, metadata } } as Report;
    });
    const lines = [...document.querySelectorAll('[data-check="metadata/older-than-camera"] .evidence li')];
    expect(lines.map((line) => [...line.querySelectorAll<HTMLElement>("[data-to]")].map(({ dataset }) => dataset["to"]))).toEqual([[], [], ["field"]]);
    lead("metadata/older-than-camera", "field");
    await until(() => expect(text(document.activeElement)).toContain(locale.t.facts.iccField.copyright));
  });

  test("in the log, where the file may be gone, leads nowhere", async () => {
    show([], "en");
    all("to-log")[0]?.click();
    (await soon("entry-line")).click();
    await soon("as-it-read");
    expect(all("row").length).toBeGreaterThan(0);
    expect(all("lead")).toHaveLength(0);
  });
});
