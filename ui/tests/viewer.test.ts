import { flushSync } from "svelte";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { KnownMatch, Report } from "$model";
import type { Examined, Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { Looking } from "../src/views/Report/viewer/looking.svelte";
import { type Size, fitted, moved, placing, turned, turnedPoint, turning, within, zoomed } from "../src/views/Report/viewer/view";
import { photographed } from "./photographed";
import { all, recorded, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const picture: Size = { width: 1200, height: 800 };
const stage: Size = { width: 300, height: 200 };

describe("how a picture is looked at", () => {
  const whole = fitted(picture, stage);

  test("it fits whole, and is never larger than it is", () => {
    expect(whole).toEqual({ scale: 0.25, middle: { x: 600, y: 400 } });
    expect(fitted({ width: 30, height: 20 }, stage).scale).toBe(1);
    expect(fitted(picture, { width: 0, height: 0 }).scale).toBe(1);
    expect(fitted({ width: 0, height: 0 }, stage).scale).toBe(1);
  });

  test("what is under the pointer stays there", () => {
    const at = { x: 40, y: -30 };
    const near = zoomed(whole, 2, at, picture, stage);
    expect(near.scale).toBe(2);
    expect([near.middle.x + at.x / 2, near.middle.y + at.y / 2]).toEqual([600 + 40 / 0.25, 400 - 30 / 0.25]);
  });

  test("it goes no further than the whole, and no nearer than a limit", () => {
    expect(zoomed(whole, 0.01, { x: 9, y: 9 }, picture, stage)).toEqual(whole);
    expect(zoomed(whole, 1e9, { x: 0, y: 0 }, picture, stage).scale).toBe(32);
  });

  test("no edge leaves the stage's, and what is smaller stays in the middle", () => {
    expect(moved({ scale: 1, middle: { x: 600, y: 400 } }, { x: -1e6, y: 1e6 }, picture, stage).middle).toEqual({ x: 150, y: 700 });
    expect(moved(whole, { x: 50, y: 50 }, picture, stage)).toEqual(whole);
    expect(within({ scale: 1, middle: { x: 0, y: 9999 } }, { width: 100, height: 800 }, stage).middle).toEqual({ x: 50, y: 700 });
  });

  test("turned, its corners come where they belong", () => {
    expect([0, 1, 2, 3].map((quarters) => turned(picture, quarters))).toEqual([picture, { width: 800, height: 1200 }, picture, { width: 800, height: 1200 }]);
    expect([0, 1, 2, 3].map((quarters) => turning(picture, quarters))).toEqual([
      "translate(0px, 0px) rotate(0deg)",
      "translate(800px, 0px) rotate(90deg)",
      "translate(1200px, 800px) rotate(180deg)",
      "translate(0px, 1200px) rotate(270deg)",
    ]);
    // The upper left corner comes to the upper right.
    expect(turnedPoint({ x: 0, y: 0 }, picture)).toEqual({ x: 800, y: 0 });
    expect(placing({ scale: 2, middle: { x: 100, y: 50 } }, stage)).toBe("translate(-50px, 0px) scale(2)");
  });

  test("what was seen in the middle stays there when it is turned; four turns are none", () => {
    const looking = new Looking();
    [looking.picture, looking.stage] = [picture, stage];
    looking.to(1);
    looking.move(120, -90);
    const { middle } = looking.view;
    looking.turn();
    expect(looking.view.middle).toEqual({ x: 800 - middle.y, y: middle.x });
    for (let i = 0; i < 3; i += 1) looking.turn();
    expect(looking.quarters).toBe(0);
    expect(looking.view.middle).toEqual(middle);
  });

  test("fitted, it stays so whatever becomes of the stage", () => {
    const looking = new Looking();
    [looking.picture, looking.stage] = [picture, stage];
    looking.nearer();
    expect(looking.isFitted).toBe(false);
    looking.further();
    expect(looking.isFitted).toBe(true);
    looking.stage = { width: 600, height: 400 };
    expect(looking.view.scale).toBe(0.5);
  });

  test("the lens shows what lies under it, nearer, and takes the picture along at the edge", () => {
    const looking = new Looking();
    [looking.picture, looking.stage] = [picture, stage];
    looking.to(1);
    looking.toggleLens();
    expect(looking.lens).toEqual({ x: 150, y: 100 });
    expect(looking.near).toEqual({ scale: 3, middle: { x: 600, y: 400 } });
    looking.moveLens(100, 0);
    expect(looking.near.middle).toEqual({ x: 700, y: 400 });
    expect(looking.view.middle).toEqual({ x: 600, y: 400 });
    looking.moveLens(100, 0);
    expect(looking.lens).toEqual({ x: 300, y: 100 });
    expect(looking.view.middle).toEqual({ x: 650, y: 400 });
    looking.toggleLens();
    expect(looking.lens).toBeNull();
  });
});

/** jsdom lays nothing out and loads no picture: a stage and a picture of these sizes. */
beforeEach(() => {
  const has = (prototype: object, key: string, value: number) => vi.spyOn(prototype as Record<string, number>, key, "get").mockReturnValue(value);
  has(Element.prototype, "clientWidth", stage.width);
  has(Element.prototype, "clientHeight", stage.height);
  has(HTMLImageElement.prototype, "naturalWidth", picture.width);
  has(HTMLImageElement.prototype, "naturalHeight", picture.height);
});

async function open(change: (report: Report) => Report = (report) => report, examined: Partial<Examined> = {}, host: Partial<Host> = {}) {
  const report = change(photographed(await recorded("inconclusive", "en"), false));
  const whole: Examined = { id: "7", report, preview: true, exif_thumbnail: false, ...examined };
  show(["/a.jpg"], "en", {
    examine: () => ({ done: Promise.resolve(whole), cancel: () => {} }),
    report: async () => report,
    previewUrl: (id) => `preview:${id}`,
    exifDifferenceUrl: (id) => `preview:${id}/difference`,
    ...host,
  });
  await soon("stage");
  all("preview").forEach((image) => image.dispatchEvent(new Event("load")));
  flushSync();
}

const sheet = (within = all("stage")[0]) => within?.querySelector<HTMLElement>(".sheet")?.style.transform;
const scale = () => Number(all("stage")[0]?.dataset["scale"]);

function press(key: string, modifier: Partial<KeyboardEventInit> = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifier });
  all("stage").at(-1)?.dispatchEvent(event);
  flushSync();
  return event.defaultPrevented;
}

function click(testid: string, at = 0) {
  all(testid)[at]?.click();
  flushSync();
}

describe("the viewer", () => {
  test("is led by keys that stand on buttons, too", async () => {
    await open();
    const group = all("stage")[0]!;
    expect(group.tabIndex).toBe(0);
    expect(text(document.getElementById(group.getAttribute("aria-describedby")!))).toBe(locale.t.viewer.keys);
    expect(scale()).toBe(0.25);
    expect(text(all("scale")[0])).toBe("25%");
    expect(all("fit")[0]?.getAttribute("aria-pressed")).toBe("true");
    expect(press("+")).toBe(true);
    click("nearer");
    expect(scale()).toBeCloseTo(0.25 * 1.5 ** 2);
    press("-");
    click("further");
    expect(scale()).toBeCloseTo(0.25);
    click("whole");
    expect([scale(), text(all("scale")[0])]).toEqual([1, "100%"]);
    expect(sheet()).toBe("translate(-450px, -300px) scale(1)");
    press("ArrowRight");
    press("ArrowDown");
    expect(sheet()).toBe("translate(-498px, -348px) scale(1)");
    press("0");
    expect(scale()).toBe(0.25);
    expect(all("fit")[0]?.getAttribute("aria-pressed")).toBe("true");
    // What is not its own goes on to the page.
    expect([press("a"), press("+", { ctrlKey: true }), press("Tab")]).toEqual([false, false, false]);
  });

  test("shows the glimpse while it has a pixel for each of the screen's, and the preview from then on", async () => {
    vi.spyOn(HTMLImageElement.prototype, "naturalWidth", "get").mockImplementation(function (this: HTMLImageElement) {
      return this.src.includes("glimpse") ? stage.width : picture.width;
    });
    await open(undefined, { glimpse: picture }, { glimpseUrl: (id) => `preview:glimpse/${id}` });
    const image = () => all("preview")[0] as HTMLImageElement;
    expect([scale(), image().getAttribute("src")]).toEqual([0.25, "preview:glimpse/7"]);
    expect([image().style.width, image().style.height]).toEqual(["1200px", "800px"]);
    press("+");
    expect(image().getAttribute("src")).toBe("preview:7");
    image().dispatchEvent(new Event("load"));
    press("0");
    expect([scale(), image().getAttribute("src")]).toEqual([0.25, "preview:7"]);
  });

  test("shows each pixel by itself beyond twice its size", async () => {
    await open();
    const square = () => all("preview")[0]?.parentElement?.classList.contains("square");
    click("whole");
    expect(square()).toBe(false);
    press("+");
    expect([scale(), square()]).toEqual([1.5, false]);
    press("+");
    expect([scale(), square()]).toEqual([2.25, true]);
  });

  test("has a lens that arrows move, and the pointer", async () => {
    await open();
    click("whole");
    click("lens-on");
    expect(all("lens-on")[0]?.getAttribute("aria-pressed")).toBe("true");
    expect(all("lens")[0]?.getAttribute("aria-hidden")).toBe("true");
    const at = () => [all("lens")[0]?.style.left, all("lens")[0]?.style.top];
    expect(at()).toEqual(["150px", "100px"]);
    press("ArrowLeft");
    press("ArrowUp");
    expect(at()).toEqual(["138px", "88px"]);
    expect(sheet(all("lens")[0])).toContain("scale(3)");
    expect(sheet()).toBe("translate(-450px, -300px) scale(1)");
    all("stage")[0]?.dispatchEvent(new MouseEvent("pointermove", { clientX: 20, clientY: 30, bubbles: true }));
    flushSync();
    expect(at()).toEqual(["20px", "30px"]);
    click("lens-on");
    expect(all("lens")).toHaveLength(0);
  });

  test("is dragged by one pointer, and brought nearer by two or by the wheel", async () => {
    await open();
    click("whole");
    const point = (type: string, id: number, clientX: number, clientY = 100) => {
      const event = new MouseEvent(type, { clientX, clientY, bubbles: true, cancelable: true });
      Object.defineProperty(event, "pointerId", { value: id });
      all("stage")[0]?.dispatchEvent(event);
      flushSync();
    };
    point("pointermove", 1, 50);
    expect(sheet()).toBe("translate(-450px, -300px) scale(1)");
    point("pointerdown", 1, 100);
    point("pointermove", 1, 70);
    expect(sheet()).toBe("translate(-480px, -300px) scale(1)");
    point("pointerdown", 2, 170);
    point("pointermove", 2, 270);
    expect(scale()).toBe(2);
    point("pointerup", 1, 70);
    point("pointerup", 2, 270);
    point("pointermove", 2, 10);
    expect(scale()).toBe(2);

    const wheel = (init: WheelEventInit) => {
      const event = new WheelEvent("wheel", { bubbles: true, cancelable: true, ...init });
      all("stage")[0]?.dispatchEvent(event);
      flushSync();
      return event.defaultPrevented;
    };
    // Until the picture has the focus, the wheel scrolls the page.
    expect([wheel({ deltaY: -100 }), scale()]).toEqual([false, 2]);
    expect(wheel({ deltaY: -100, ctrlKey: true })).toBe(true);
    expect(scale()).toBeGreaterThan(2);
    all("stage")[0]?.focus();
    press("0");
    expect([wheel({ deltaY: 100 }), scale()]).toEqual([false, 0.25]);
    expect(wheel({ deltaY: -3, deltaMode: 1 })).toBe(true);
  });

  test("turns for looking only, and says so; says, too, how the file has it stored and that it was made smaller", async () => {
    const sized = (report: Report): Report => ({ ...report, exhibit: { ...report.exhibit, width: 4000, height: 6000 } });
    await open(sized, { turned: 6 });
    const notes = () => text(all("viewer-notes")[0]);
    expect(notes()).toBe(`${locale.t.viewer.asStored("6")} ${locale.t.viewer.reduced("1,200", "800")}`);
    click("turn");
    expect(notes()).toContain("Turned 90° clockwise, for looking only");
    expect(all("preview")[0]?.parentElement?.style.transform).toBe("translate(800px, 0px) rotate(90deg)");
    for (let i = 0; i < 3; i += 1) click("turn");
    expect(notes()).not.toContain("Turned");
    expect(all("viewer-notes")[0]?.getAttribute("role")).toBe("status");
  });

  test("has the whole window when asked, and the keys there", async () => {
    await open();
    click("enlarge");
    const dialog = document.querySelector("dialog")!;
    expect(text(dialog.querySelector("h2"))).toBe("camera.jpg");
    expect(dialog.querySelectorAll('[data-testid="enlarge"]')).toHaveLength(0);
    dialog.querySelector("img")?.dispatchEvent(new Event("load"));
    flushSync();
    press("+");
    expect(all("stage").map(({ dataset }) => Number(dataset["scale"]))).toEqual([0.25, 0.375]);
    dialog.querySelector("button")?.click();
    flushSync();
    expect(all("viewer-large")).toHaveLength(0);
  });

  test("is absent where no picture could be decoded", async () => {
    show(["/a.jpg"], "en", {
      examine: () => ({
        done: recorded("inconclusive", "en").then((report) => ({ id: "7", report, preview: false, exif_thumbnail: true })),
        cancel: () => {},
      }),
    });
    await soon("verdict");
    expect(all("viewer")).toHaveLength(0);
    expect(all("search-elsewhere")).toHaveLength(0);
    expect(text(document.querySelector("figure"))).toBe(locale.t.preview.none);
  });
});

describe("what is marked in the picture", () => {
  const match = async (by: KnownMatch["by"]) => {
    const [first] = (await recorded("known_match", "en")).facts.known.matches;
    return { ...first!, by };
  };
  const area = { left: 96, top: 64, width: 480, height: 320 };

  async function known(by: KnownMatch["by"], examined: Partial<Examined> = {}) {
    const one = await match(by);
    const path = `${one.list} › ${one.entry.title}`;
    const evidence = [path, `${path} › source`].map((path) => ({ place: { path, offset: null, length: null }, value: "listed" }));
    await open((report) => {
      const row = report.rows.find(({ family }) => family === "known")!;
      const rows = report.rows.map((each) => (each === row ? { ...row, status: "finding" as const, strength: "strong" as const, evidence } : each));
      return { ...report, rows, facts: { ...report.facts, known: { ...report.facts.known, matches: [one] } } };
    }, examined);
    return one;
  }

  test("a part that is known, as a shape in the picture's own pixels and in words", async () => {
    const one = await known({ kind: "pdq", distance: 0, form: "asis", area });
    expect(text(all("overlays")[0])).toContain(locale.t.viewer.knownPart(one.entry.title, one.list));
    expect(all("overlay-shape")).toHaveLength(0);
    click("overlay");
    const shape = all("overlay-shape")[0]!;
    expect(shape.getAttribute("viewBox")).toBe("0 0 1200 800");
    // The picture has 960 × 640 pixels, its preview here 1200 × 800.
    expect(shape.querySelector("polygon")?.getAttribute("points")).toBe("120,80 720,80 720,480 120,480");
    const words = "From pixel 96 to pixel 576 across, and from pixel 64 to pixel 384 down.";
    expect(shape.getAttribute("role")).toBe("img");
    expect(shape.getAttribute("aria-label")).toContain(words);
    expect(text(all("overlay-told")[0])).toBe(words);
    expect(all("overlay")[0]?.getAttribute("aria-describedby")).toBe(all("overlay-told")[0]?.id);
    click("overlay");
    expect(all("overlay-shape")).toHaveLength(0);
  });

  test("is turned as the preview is, and told in its pixels", async () => {
    await known({ kind: "pdq", distance: 0, form: "asis", area }, { turned: 6 });
    click("overlay");
    // Upright it is 640 pixels across: the stored top is at its right.
    expect(text(all("overlay-told")[0])).toBe(`From pixel 256 to pixel 576 across, and from pixel 96 to pixel 576 down. ${locale.t.viewer.liesTurned}`);
  });

  test("is nothing where the whole picture is known", async () => {
    await known({ kind: "sha256" });
    expect(all("overlays")).toHaveLength(0);
    expect(all("lead").filter(({ dataset }) => dataset["to"] === "picture")).toHaveLength(0);
  });

  test("the finding leads there, its link to a page does not", async () => {
    await known({ kind: "pdq", distance: 0, form: "asis", area });
    const leads = all("lead").filter(({ dataset }) => dataset["to"] === "picture");
    expect(leads.map(text)).toEqual([expect.stringContaining(locale.t.structure.lead.picture)]);
    leads[0]?.click();
    await until(() => expect(all("overlay-shape")).toHaveLength(1));
    await until(() => expect(document.activeElement).toBe(all("stage")[0]));
    expect((all("overlay")[0] as HTMLInputElement).checked).toBe(true);
  });

  test("where the thumbnail differs, as a picture over it, in both viewers", async () => {
    await open((report) => report, { exif_thumbnail: true });
    click("overlay");
    const over = all("overlay-picture")[0] as HTMLImageElement;
    expect(over.getAttribute("src")).toBe("preview:7/difference");
    expect(over.alt).toBe(locale.t.viewer.differenceTold);
    expect(text(all("overlay-told")[0])).toBe(locale.t.viewer.differenceTold);
    click("enlarge");
    expect(all("overlay-picture")).toHaveLength(2);
  });

  test("a difference of another shape is not laid over it, and says so", async () => {
    await open((report) => report, { exif_thumbnail: true });
    click("overlay");
    vi.spyOn(HTMLImageElement.prototype, "naturalWidth", "get").mockReturnValue(800);
    all("overlay-picture")[0]?.dispatchEvent(new Event("load"));
    flushSync();
    expect(text(all("overlay-told")[0])).toBe(locale.t.viewer.misfit);
    expect(all("overlay-picture")[0]?.classList.contains("misfit")).toBe(true);
  });

  test("the finding about the thumbnail leads to that difference", async () => {
    const report = await recorded("signs_of_editing", "en");
    show(["/a.jpg"], "en", {
      examine: () => ({ done: Promise.resolve({ id: "signs_of_editing", report, preview: true, exif_thumbnail: true }), cancel: () => {} }),
    });
    await soon("stage");
    document.querySelector<HTMLElement>('[data-check="structure/thumbnail-differs"] [data-to="picture"]')?.click();
    expect(await soon("overlay-picture")).toBeTruthy();
  });
});
