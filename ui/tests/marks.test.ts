import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import type { Lang, MarksCard, Report, WatermarkSeen } from "$model";
import { type Marked, withMarks } from "../src/host/fixture";
import type { Examined, Heard, Host, Reach, Step } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { indented } from "../src/views/Report/generator/indent";
import { GAP, apart, centred, digitsFor, pointOf } from "../src/views/Report/generator/scale";
import { beginning, charactersOf, fold, leftOut, withLines } from "../src/views/Report/generator/text";
import settingsFile from "../fixtures/marks/settings.json";
import watermarkFile from "../fixtures/marks/watermark.json";
import { all, recorded, show, soon, until } from "./page";

// Imported, JSON has no unions: what these hold is tested in `fixtures.test.ts`.
const settings = settingsFile as unknown as Marked;
const watermark = watermarkFile as unknown as Marked;

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";

describe("JSON", () => {
  test("is laid out and keeps the letters of every number and string", () => {
    const stored = '{"a": {"seed": 18446744073709551615, "x": 1.0e5}, "links": [[1, 0], [2, "a]b"]], "e": {}, "n": [NaN], "s": "q\\"{"}';
    expect(indented(stored)).toBe(
      [
        "{",
        '  "a": {',
        '    "seed": 18446744073709551615,',
        '    "x": 1.0e5',
        "  },",
        '  "links": [',
        "    [1, 0],",
        '    [2, "a]b"]',
        "  ],",
        '  "e": {},',
        '  "n": [NaN],',
        '  "s": "q\\"{"',
        "}",
      ].join("\n"),
    );
    expect(indented(' [1,2] \n')).toBe("[1, 2]");
    expect(indented(`[${"1,".repeat(40)}1]`)?.split("\n")).toHaveLength(43);
  });

  test("that is not whole, or no JSON at all, stays as it stands", () => {
    for (const broken of ["", "a prompt", '{"a": 1', '{"a": 1]', '{"a": "b}', "{} {}", "[1]]", "]", '{"cut": "by the report… (+12)']) {
      expect(indented(broken), broken).toBeNull();
    }
  });

  test("made to hold everybody up does not", () => {
    expect(indented("[".repeat(34) + "]".repeat(34))).toBeNull();
    expect(indented("[".repeat(33) + "]".repeat(33))).not.toBeNull();
    const started = performance.now();
    const most = 512 * 1024;
    for (const hostile of ["[".repeat(most), `{"${"\\".repeat(most - 3)}`, `["${"a".repeat(most - 3)}`, `[${"1 ".repeat(most / 2 - 1)}`, `[${"[],".repeat(170_000)}[]]`]) {
      expect(indented(hostile)?.length ?? 0).toBeLessThan(2 * most);
    }
    expect(indented(`[${"1,".repeat(most)}1]`)).toBeNull();
    const wide = indented(`${"[".repeat(32)}${"1,".repeat(most / 2 - 64)}1${"]".repeat(32)}`);
    expect(wide?.length).toBeLessThan(most * 40);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe("a text of a mark", () => {
  test("has lines where the report has pictures of their ends", () => {
    expect(withLines("a␍␊b␊c␍d␉e␛f")).toBe("a\nb\nc\nd\te␛f");
  });

  test("is folded at a word's end, and only where it is long", () => {
    expect(fold("a short prompt")).toBeNull();
    expect(fold("one\n".repeat(5) + "six")).toBeNull();
    expect(fold("one\n".repeat(6) + "seven")).toBe(`${"one\n".repeat(5)}one…`);
    const words = fold("word ".repeat(200))!;
    expect(words.endsWith("word…")).toBe(true);
    expect(words.length).toBeLessThanOrEqual(421);
    expect(fold("x".repeat(421))).toBe(`${"x".repeat(420)}…`);
    expect(fold(`${"x".repeat(419)}🐻 end`)).toBe(`${"x".repeat(419)}…`);
  });

  test("is counted in characters and never cut within one", () => {
    expect(charactersOf("a🐻b")).toBe(3);
    expect([1, 2, 3, 4, 9].map((n) => beginning("a🐻b", n))).toEqual(["a", "a", "a🐻", "a🐻b", "a🐻b"]);
  });

  test("says how much of it the report leaves out, unless the file itself says so", () => {
    const kept = "🐻".repeat(2 * 1024 * 1024);
    expect(leftOut(`${kept}… (+90210)`)).toBe(90_210);
    expect(leftOut(kept)).toBe(0);
    expect(leftOut("and so on… (+3)")).toBe(0);
  });
});

describe("the scale", () => {
  test("ends where it ends, whatever the number", () => {
    expect([-1, 0, 0.5, 1, 1.2, NaN, null as unknown as number].map((at) => pointOf(at, 200))).toEqual([0, 0, 100, 200, 200, 0, 0]);
  });

  test("centres a word below its point as far as there is room", () => {
    expect([0, 0.5, 1].map((at) => centred({ at, width: 60 }, 200).from)).toEqual([0, 70, 140]);
  });

  test("keeps two words and their lines apart, wherever their points are", () => {
    for (const whole of [190, 226, 260, 480, 640]) {
      for (const widths of [[119, 84], [140, 91], [60, 150]] as const) {
        for (let a = 0; a <= 20; a += 1) {
          for (let b = a; b <= 20; b += 1) {
            const told = `${whole} ${widths} ${a} ${b}`;
            const [left, right] = apart({ at: a / 20, width: widths[0] }, { at: b / 20, width: widths[1] }, whole);
            for (const { from, to } of [left, right]) {
              expect(from, told).toBeGreaterThanOrEqual(0);
              expect(to, told).toBeLessThanOrEqual(whole + 1e-9);
            }
            expect(right.row === left.row ? right.from - left.to : GAP, told).toBeGreaterThanOrEqual(GAP - 1e-9);
            if (widths[0] + GAP + widths[1] <= whole) expect([left.row, right.row], told).toEqual([0, 0]);
          }
        }
      }
    }
  });

  test("in two rows, lets the line of the lower word go by the upper one", () => {
    const [chance, needed] = apart({ at: 0.41, width: 140 }, { at: 0.75, width: 91 }, 226);
    expect([chance.row, needed.row]).toEqual([0, 1]);
    expect(chance.to).toBeLessThanOrEqual(needed.x - GAP);
    const [low, next] = apart({ at: 0.1, width: 140 }, { at: 0.2, width: 91 }, 226);
    expect([low.row, next.row]).toEqual([1, 0]);
    expect(next.from).toBeGreaterThanOrEqual(low.x + GAP);
  });

  test("shows so many digits that a score just short of what is needed looks so", () => {
    expect(digitsFor([0.93, 0.41, 0.7])).toBe(2);
    expect(digitsFor([0.699, 0.41, 0.7])).toBe(3);
    expect(digitsFor([0.6999, 0.41, 0.7])).toBe(4);
    expect(digitsFor([0.7, 0.41, 0.699999988])).toBe(2);
  });
});

/** The page over a report with those marks, and what it copied and examined. */
async function open(change: (card: MarksCard) => MarksCard, marked = settings, lang: Lang = "en", host: Partial<Host> = {}) {
  const plain = withMarks(await recorded("inconclusive", lang), marked);
  const report: Report = { ...plain, marks: change(plain.marks) };
  const copy = vi.fn(async () => {});
  const examined: Examined = { id: "7", report, preview: false, exif_thumbnail: false };
  const examine = () => ({ done: Promise.resolve(examined), cancel: () => {} });
  show(["/a.png"], lang, { examine, copy, report: async () => report, ...host });
  return { card: await soon("marks-card"), report, copy };
}
const same = (card: MarksCard) => card;
const pressed = (within: Element | undefined, label: string) => {
  const button = [...(within?.querySelectorAll("button") ?? [])].find((b) => text(b) === label);
  expect(button, label).toBeDefined();
  button?.click();
  flushSync();
};
function unfold(details: Element | undefined | null) {
  if (!(details instanceof HTMLDetailsElement)) throw new Error("nothing to unfold");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  flushSync();
}

describe.each(["en", "fr"] as const)("the card in %s", (lang) => {
  test("says what was found, each mark's kind in a word, what it is worth and where it stands", async () => {
    const { card, report } = await open(same, settings, lang);
    const { t } = locale;
    for (const said of [report.marks.headline, report.marks.meaning]) expect(text(card)).toContain(said);
    expect(all("mark")).toHaveLength(3);
    report.marks.marks.forEach(({ headline, worth, tier, mark, settings }, i) => {
      const told = text(all("mark")[i]);
      const { place } = report.facts.generator.marks[mark]!;
      for (const said of [headline, worth, t.marks.tier[tier], place.path, ...settings.map(({ label }) => label)]) expect(told).toContain(said);
    });
    expect(document.querySelectorAll("h1")).toHaveLength(1);
  });

  test("lists where marks were looked for, and where not", async () => {
    const { report } = await open(same, settings, lang);
    const { t } = locale;
    expect(text(all("searches")[0]?.querySelector("summary"))).toBe(t.marks.searches("2", "4"));
    report.marks.searches.forEach(({ what, searched, outcome }, i) => {
      expect(text(all("search")[i])).toBe(`${what} ${searched ? t.marks.done : t.marks.notDone} ${outcome}`);
    });
  });
});

test("where there are any, it stands before what was checked and before credentials that there are none of", async () => {
  const { card } = await open(same);
  const follows = (a: Element | undefined, b: Element | undefined) => !!(a!.compareDocumentPosition(b!) & Node.DOCUMENT_POSITION_FOLLOWING);
  expect(follows(card, all("credentials-card")[0])).toBe(true);
  expect(follows(card, all("gaps")[0])).toBe(true);
  expect(follows(card, all("row")[0])).toBe(true);
  expect(follows(card, all("timeline")[0])).toBe(true);
});

describe("settings", () => {
  test("that everybody asks for come first, the program's own are folded", async () => {
    await open(same);
    const own = all("mark")[0]?.querySelectorAll("details:not([data-testid]) [data-testid=setting]");
    expect([...own!].map(text)).toEqual(["7", "832x1216", "31e35c80fc", "2", "v1.10.1"]);
    const roles = [...all("mark")[0]!.querySelectorAll<HTMLElement>("[data-testid=setting]")].map(({ dataset }) => dataset["role"]);
    expect(roles.slice(0, 7)).toEqual(["prompt", "negative_prompt", "model", "seed", "steps", "sampler", undefined]);
  });

  test("without any of those, the program's own are shown, and eight of many", async () => {
    await open(same);
    expect(all("mark")[2]?.querySelectorAll("details:not([data-testid])")).toHaveLength(0);
    const many = Array.from({ length: 64 }, (_, i) => ({ role: null, label: `own ${i}`, value: `${i}` }));
    await open((card) => ({ ...card, marks: [{ ...card.marks[0]!, settings: many }] }));
    const folded = all("mark")[0]!.querySelector("details:not([data-testid])");
    expect(text(folded?.querySelector("summary"))).toBe(locale.t.marks.further("56"));
    expect(folded?.querySelectorAll("[data-testid=setting]")).toHaveLength(56);
  });

  test("a long prompt unfolds in its own lines, and is copied whole", async () => {
    const { report, copy } = await open(same);
    const prompt = withLines(report.marks.marks[0]!.settings[0]!.value);
    const shown = all("setting")[0]!;
    expect(shown.querySelector("bdi")?.textContent).toBe(fold(prompt));
    pressed(shown, locale.t.showWhole(locale.number(charactersOf(prompt))));
    expect(shown.querySelector("bdi")?.textContent).toBe(prompt);
    expect(prompt).toContain("\nBREAK\n");
    pressed(shown, locale.t.copy("Prompt"));
    expect(copy).toHaveBeenCalledExactlyOnceWith(prompt);
    pressed(shown, locale.t.showLess);
    expect(shown.querySelector("bdi")?.textContent).toBe(fold(prompt));
  });

  test("a mark without any, and one whose facts are not there, do no harm", async () => {
    await open((card) => ({ ...card, marks: [{ ...card.marks[0]!, mark: 31, settings: [] }] }));
    expect(all("mark")).toHaveLength(1);
    expect(all("raw")).toHaveLength(0);
    expect(all("setting")).toHaveLength(0);
  });
});

describe("the mark as it stands", () => {
  const rawOf = (raw: string) => ({ ...settings, generator: settings.generator.map((mark) => ({ ...mark, raw })) });

  test("is drawn when it is opened: laid out where it is JSON, and as stored", async () => {
    const { report, copy } = await open(same);
    const graph = report.facts.generator.marks[1]!.raw;
    expect(all("raw-text")).toHaveLength(0);
    unfold(all("raw")[1]);
    const shown = () => all("raw-text")[0]?.textContent;
    expect(shown()).toBe(indented(graph));
    expect(shown()).toContain('"seed": 18446744073709551615');
    all("mark-as-stored")[0]?.click();
    flushSync();
    expect(shown()).toBe(graph);
    pressed(all("raw")[1], locale.t.copy(locale.t.marks.what));
    expect(copy).toHaveBeenCalledExactlyOnceWith(graph);
  });

  test("has no such switch where it is no JSON", async () => {
    await open(same);
    unfold(all("raw")[0]);
    expect(all("raw-text")).toHaveLength(1);
    expect(all("mark-as-stored")).toHaveLength(0);
  });

  test("of two million characters comes in pieces, and is copied whole", async () => {
    const long = "0123456789".repeat(209_716);
    const { copy } = await open(same, rawOf(long));
    unfold(all("raw")[0]);
    const shown = () => all("raw-text")[0]?.textContent.length;
    expect(shown()).toBe(4000);
    all("raw-more")[0]?.click();
    flushSync();
    expect(shown()).toBe(24_000);
    pressed(all("raw")[0], locale.t.copy(locale.t.marks.what));
    expect(copy).toHaveBeenCalledExactlyOnceWith(long);
  });

  test("says where the report keeps its beginning only", async () => {
    await open(same, rawOf(`${"x".repeat(2 * 1024 * 1024)}… (+12345)`));
    unfold(all("raw")[0]);
    expect(text(all("raw")[0])).toContain(locale.t.marks.cut("12,345"));
  });
});

test("thirty-two marks come six at a time", async () => {
  const { card } = await open((card) => ({ ...card, marks: Array.from({ length: 32 }, () => card.marks[2]!) }));
  expect(all("mark")).toHaveLength(6);
  pressed(card, locale.t.showMore("6", "26"));
  expect(all("mark")).toHaveLength(12);
});

describe("the watermark", () => {
  const of = (changes: Partial<WatermarkSeen>) => (card: MarksCard) => ({ ...card, watermark: { ...card.watermark!, ...changes } });

  test("that was found is open, and its words say all that the drawing shows", async () => {
    const { report } = await open(same, watermark);
    const { test, meaning } = report.marks.watermark!;
    const shown = all("watermark")[0]!;
    expect(shown).not.toBeInstanceOf(HTMLDetailsElement);
    const { marks } = locale.t;
    for (const said of [test, meaning, marks.level.found, marks.line("0.704", "0.41", "0.7")]) expect(text(shown)).toContain(said);
    const words = [...all("scale")[0]!.querySelectorAll("text")].map(text);
    expect(words).toEqual(["0", "1", marks.here("0.704"), marks.chanceEnds("0.41"), marks.needed("0.7")]);
    expect(all("scale")[0]?.getAttribute("aria-label")).toBe(marks.scale);
    expect(text(shown)).not.toContain(marks.inCrop);
  });

  test("stands on the scale in the order of its numbers", async () => {
    await open(of({ score: 0.2, chance: 0.41, threshold: 0.7 }));
    const [here, chance, needed] = [".here", ".edge", ".needed"].map((path) => {
      const drawn = all("scale")[0]?.querySelector(path)?.getAttribute("d");
      return Number(/^M([\d.]+) /.exec(drawn ?? "")?.[1]);
    }) as [number, number, number];
    expect(here).toBeGreaterThan(0);
    expect(chance / here).toBeCloseTo(0.41 / 0.2);
    expect(needed / here).toBeCloseTo(0.7 / 0.2);
  });

  test("at chance level is one line until it is opened", async () => {
    await open(same);
    const shown = all("watermark")[0] as HTMLDetailsElement;
    expect(shown.open).toBe(false);
    expect(text(shown.querySelector("summary"))).toBe(`${locale.t.marks.watermark}: ${locale.t.marks.level.chance}`);
    expect(all("scale")).toHaveLength(1);
  });

  test("says when a crop showed it, and that it may be none", async () => {
    await open(of({ level: "possible", score: 0.66, in_crop: true }));
    expect(text(all("watermark")[0])).toContain(locale.t.marks.inCrop);
    expect(text(all("watermark")[0])).toContain(locale.t.marks.level.possible);
    await open(of({ in_crop: true }));
    expect(text(all("watermark")[0])).not.toContain(locale.t.marks.inCrop);
  });

  test("that was not tested for is not shown", async () => {
    await open((card) => ({ ...card, watermark: null }));
    expect(all("watermark")).toHaveLength(0);
  });
});

describe("the search of crops", () => {
  /** A host that examines when the test says so. */
  async function slow(lang: Lang = "en") {
    const plain = withMarks(await recorded("inconclusive", lang), settings);
    const deep: Report = { ...plain, marks: { ...watermark[lang], headline: "After the crops" } };
    const asked: Reach[] = [];
    const cancelled = vi.fn();
    let finish: (examined: Examined) => void = () => {};
    let fail: (thrown: unknown) => void = () => {};
    let hear: (heard: Heard) => void = () => {};
    const examined = (report: Report): Examined => ({ id: report === deep ? "8" : "7", report, preview: false, exif_thumbnail: false });
    const examine: Host["examine"] = (_, __, onProgress, reach = {}) => {
      asked.push(reach);
      if (!reach.deep) return { done: Promise.resolve(examined(plain)), cancel: () => {} };
      hear = onProgress;
      const done = new Promise<Examined>((resolve, reject) => ([finish, fail] = [resolve, reject]));
      return { done, cancel: () => (cancelled(), fail({ kind: "cancelled", sentence: "Stopped." })) };
    };
    show(["/a.png"], lang, { examine, report: async (id) => (id === "8" ? deep : plain), pickCredentials: async () => "/a.c2pa" });
    const button = await soon("deepen");
    const press = () => (button.focus(), button.click(), flushSync());
    return { asked, button, press, cancelled, finish: () => finish(examined(deep)), fail: (thrown: unknown) => fail(thrown), step: (step: Step) => (hear({ step, glimpse: null }), flushSync()) };
  }
  const status = () => text(all("deepening")[0]);

  test("is made at a press, keeps the report meanwhile, and puts the new one in its place", async () => {
    const { asked, button, press, finish, step } = await slow();
    const article = document.querySelector("article");
    expect(status()).toBe("");
    press();
    expect(asked).toEqual([{}, { deep: true }]);
    expect(status()).toBe(locale.t.marks.deepenStarts);
    step("pixels");
    expect(status()).toBe(locale.t.marks.deepening(locale.t.progress.step.pixels, "5", "6"));
    expect(document.querySelector("article")).toBe(article);
    expect(text(button)).toBe(locale.t.progress.cancel);
    finish();
    await until(() => expect(text(all("marks-card")[0])).toContain("After the crops"));
    expect(document.querySelector("article")).toBe(article);
    expect(all("deepen")).toHaveLength(0);
    expect(status()).toBe(locale.t.marks.deepened);
    await until(() => expect(document.activeElement).toBe(all("deepening")[0]));
  });

  test("is stopped by the same button, or by Escape, and can be asked for again", async () => {
    const { asked, button, press, cancelled } = await slow("fr");
    press();
    press();
    expect(cancelled).toHaveBeenCalledOnce();
    await until(() => expect(text(button)).toBe(locale.t.marks.deepen));
    expect(document.activeElement).toBe(button);
    press();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(cancelled).toHaveBeenCalledTimes(2);
    await until(() => expect(text(button)).toBe(locale.t.marks.deepen));
    expect(asked).toHaveLength(3);
    expect(document.querySelectorAll("[role=alert]")).toHaveLength(0);
    expect(all("mark")).toHaveLength(3);
  });

  test("stays made where the file is read once more with its credentials", async () => {
    const { asked, finish } = await slow();
    all("open-credentials")[0]?.click();
    await until(() => expect(asked).toEqual([{}, { credentials: "/a.c2pa" }]));
    await soon("deepen");
    all("deepen")[0]?.click();
    expect(asked[2]).toEqual({ credentials: "/a.c2pa", deep: true });
    finish();
    await until(() => expect(status()).toBe(locale.t.marks.deepened));
    all("open-credentials")[0]?.click();
    await until(() => expect(asked[3]).toEqual({ credentials: "/a.c2pa", deep: true }));
  });

  test("says why it failed, and leaves the report", async () => {
    const { press, fail, button } = await slow();
    press();
    fail({ kind: "too_large", sentence: "This file is too large now." });
    await until(() => expect(text(document.querySelector("[role=alert]"))).toBe("This file is too large now."));
    expect(text(button)).toBe(locale.t.marks.deepen);
    expect(all("mark")).toHaveLength(3);
    press();
    expect(document.querySelectorAll("[role=alert]")).toHaveLength(0);
  });

  test("is not offered where nothing is left to search, nor for what was pasted", async () => {
    const { report } = await open((card) => ({ ...card, deeper: false }));
    expect(all("deepen")).toHaveLength(0);
    expect(status()).toBe("");
    const pasted = { ...report, marks: { ...report.marks, deeper: true } };
    show([], "en", {
      paste: () => ({ done: Promise.resolve({ id: "9", report: pasted, preview: false, exif_thumbnail: false }), cancel: () => {} }),
      report: async () => pasted,
    });
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "v", ctrlKey: true, bubbles: true, cancelable: true }));
    expect(text(await soon("marks-card"))).toContain(locale.t.credentials.pastedOnly);
    expect(all("deepen")).toHaveLength(0);
  });
});
