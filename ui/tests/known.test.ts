import { flushSync } from "svelte";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Area, Exhibit, Form, KnownMatch, Lang, Report } from "$model";
import { fixture } from "../src/host/fixture";
import type { AddedTo, Examined, Host, ListChoice } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { type Place, type Point, TURNS, UPRIGHT, back, corners, covers, lies, turnOf, transform, within } from "../src/shared/place";
import { aligned } from "../src/views/Report/known/aligned";
import { type Draft, wrongIn } from "../src/views/Report/known/entry";
import { dateOf, kindOf } from "../src/views/Report/known/words";
import { all, recorded, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const near = (points: readonly Point[]) => points.map(([x, y]) => [expect.closeTo(x, 6), expect.closeTo(y, 6)]);

describe("a place", () => {
  const tilted: Place = { at: [0.2, 0.1], along: [0.5, 0.2], down: [-0.1, 0.4] };

  test("is undone by its back", () => {
    for (const place of [...TURNS, tilted]) {
      expect(corners(within(back(place)!, place))).toEqual(near(corners(UPRIGHT)));
      expect(corners(within(place, back(place)!))).toEqual(near(corners(UPRIGHT)));
    }
    expect(back({ at: [0, 0], along: [1, 1], down: [2, 2] })).toBeNull();
    expect(back({ at: [0, 0], along: [NaN, 1], down: [2, 2] })).toBeNull();
  });

  test("turns as Exif says", () => {
    // 6: the right side of what is stored is at the bottom of what is shown.
    expect(lies(TURNS[5]!, [0, 0])).toEqual([1, 0]);
    expect(lies(TURNS[5]!, [1, 0])).toEqual([1, 1]);
    expect(lies(TURNS[1]!, [0, 1])).toEqual([1, 1]);
    expect(corners(within(TURNS[5]!, TURNS[7]!))).toEqual(near(corners(UPRIGHT)));
  });

  test("covers, or does not", () => {
    TURNS.forEach((turn) => expect(covers(turn)).toBe(true));
    expect(covers({ ...UPRIGHT, at: [0.01, -0.01] })).toBe(true);
    expect(covers({ ...UPRIGHT, at: [0.03, 0] })).toBe(false);
    expect(covers({ at: [0, 0], along: [0.5, 0], down: [0, 1] })).toBe(false);
  });

  test("lies nearest to one of eight ways, whatever the ratio", () => {
    TURNS.forEach((turn) => [0.5, 1, 3].forEach((ratio) => expect(turnOf(turn, ratio)).toBe(turn)));
    expect(turnOf(tilted, 1)).toBe(UPRIGHT);
    const quarter: Place = { at: [0.9, 0.1], along: [-0.05, 0.5], down: [-0.4, 0] };
    expect(turnOf(quarter, 1.5)).toBe(TURNS[5]);
  });

  test("is drawn with its own ratio", () => {
    expect(transform(UPRIGHT, 2)).toBe("translate(0%, 0%) matrix(1, 0, 0, 1, 0, 0)");
    // In a frame twice as wide as high, what goes the whole height down goes half the width.
    expect(transform(TURNS[5]!, 2)).toBe("translate(100%, 0%) matrix(0, 0.5, -2, 0, 0, 0)");
  });
});

describe("the listed picture", () => {
  const exhibit = { width: 400, height: 200 } as Exhibit;
  const pdq = (form: Form, area: Area | null = null) => ({ kind: "pdq", distance: 4, form, area }) as const;
  const at = (by: KnownMatch["by"], turned = 1) => corners(aligned(by, exhibit, turned)!);

  test("lies as this one is turned", () => {
    expect(at({ kind: "sha256" })).toEqual(corners(UPRIGHT));
    // PDQ flips about the axis that it names, and turns against the clock.
    expect(at(pdq("flipy"))).toEqual([[1, 0], [0, 0], [0, 1], [1, 1]]);
    expect(at(pdq("flipx"))[0]).toEqual([0, 1]);
    expect(at(pdq("rot90")).slice(0, 2)).toEqual([[1, 0], [1, 1]]);
    expect(at(pdq("rot270")).slice(0, 2)).toEqual([[0, 1], [0, 0]]);
  });

  test("lies in the part that was compared", () => {
    const area = { left: 100, top: 50, width: 200, height: 100 };
    expect(at(pdq("asis", area))).toEqual([[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]]);
    expect(at(pdq("flipy", area))[0]).toEqual([0.75, 0.25]);
  });

  test("lies where its corners are, in a preview that was turned upright", () => {
    const corner = (x: number, y: number) => ({ x, y });
    const by = {
      kind: "shared",
      places: 40,
      of_listed: 50,
      of_this: 60,
      mirrored: false,
      corners: [corner(100, 200), corner(600, 200), corner(600, 700), corner(100, 700)] as const,
    } as unknown as KnownMatch["by"];
    expect(at(by)[0]).toEqual(near([[0.1, 0.2]])[0]);
    expect(at(by, 6)).toEqual(near([[0.8, 0.1], [0.8, 0.6], [0.3, 0.6], [0.3, 0.1]]));
    const flat = { ...by, corners: [corner(0, 0), corner(0, 0), corner(0, 0), corner(0, 0)] } as unknown as KnownMatch["by"];
    expect(aligned(flat, exhibit, 1)).toBeNull();
  });
});

test("a distance has a word", () => {
  const by = (distance: number) => kindOf({ kind: "pdq", distance, form: "asis", area: null });
  expect([0, 10, 11, 31, 32, 60].map(by)).toEqual(["alike", "alike", "near", "near", "related", "related"]);
});

test("a date is written as far as it is known", () => {
  expect(["2023", "2023-03", "2023-03-24"].map((date) => dateOf(date, "en"))).toEqual(["2023", "March 2023", "March 24, 2023"]);
  expect(dateOf("2023-03-24", "fr")).toBe("24 mars 2023");
  expect(["2023-99", "soon", "‮2023"].map((date) => dateOf(date, "en"))).toEqual(["2023-99", "soon", "‮2023"]);
});

describe("what is said of a picture", () => {
  const sound: Draft = { list: "Desk", title: "t", label: "other", rating: "r", what: "", source: "", fact_check: "", date: "", note: "" };
  test.each<[Partial<Draft>, object]>([
    [{}, {}],
    [{ list: " ", title: "", label: "", rating: "" }, { list: "missing", title: "missing", label: "missing", rating: "missing" }],
    [{ source: "example.org", fact_check: "https://a b" }, { source: "address", fact_check: "address" }],
    [{ source: "https://example.org/a?b=c#d", fact_check: "http://x" }, {}],
    [{ source: "https://a/<b>" }, { source: "address" }],
    [{ source: "javascript:alert(1)" }, { source: "address" }],
    [{ date: "2023-13" }, { date: "date" }],
    [{ date: "24.3.2023" }, { date: "date" }],
    [{ date: "2023-03-24" }, {}],
    [{ list: "x".repeat(81), note: "é".repeat(4096) }, { list: "long" }],
  ])("%j is wrong in %j", (change, wrong) => expect(wrongIn({ ...sound, ...change })).toEqual(wrong));
});

/** The page over the recorded picture that stands on lists in every way. */
async function open(lang: Lang, change: (report: Report) => Report = (report) => report, changes: Partial<Host> = {}) {
  const report = change(await recorded("known_match", lang));
  const told = await fixture(new URLSearchParams()).examine("known_match", lang, () => {}).done;
  const examined: Examined = { ...told, id: "7", report };
  const host = show(["/coat.jpg"], lang, {
    examine: () => ({ done: Promise.resolve(examined), cancel: () => {} }),
    report: async () => report,
    previewUrl: (id) => `preview:${id}`,
    listedPictureUrl: (sha256) => `preview:known/${sha256}`,
    ...changes,
  });
  return { host, report, card: await soon("known") };
}
const ofKind = (kind: string) => all("known-match").find((match) => match.dataset["kind"] === kind)!;

describe("the matches", () => {
  let kinds: string[] = [];
  beforeAll(async () => {
    const { facts } = await recorded("known_match", "en");
    kinds = facts.known.matches.map(({ by }) => kindOf(by));
  });

  test("of every kind were recorded", () => {
    expect(new Set(kinds)).toEqual(new Set(["file", "pixels", "alike", "near", "part"]));
  });

  test.each(["en", "fr"] as const)("in %s say how near, and quote the list as a list", async (lang) => {
    const { report } = await open(lang);
    const { t } = locale;
    for (const kind of new Set(kinds)) expect(text(ofKind(kind))).toContain(t.known.kind[kind as "file"]);
    const quoted = report.facts.known.matches.map(({ list, entry }) => {
      const french = lang === "fr" ? entry.french : null;
      return t.known.rates(list, french?.rating ?? entry.rating);
    });
    expect(all("known-match").slice(0, quoted.length).map((match) => text(match.querySelector(".rating")))).toEqual(quoted);
    expect(text(ofKind("near"))).toContain(t.known.form.flipy);
    expect(text(all("known")[0])).toContain(lang === "fr" ? "Pas de cette année" : "Not from this year");
  });

  test("with an original are no praise", async () => {
    await open("en");
    expect(text(ofKind("part").querySelector("[data-testid=known-caution]"))).toBe(locale.t.known.original);
  });

  test("that are only a little alike stand apart, and nothing follows", async () => {
    const { report } = await open("en");
    expect(report.facts.known.related.length).toBeGreaterThan(0);
    const related = all("known-related")[0];
    expect(text(related)).toContain("Nothing follows from that");
    expect(related?.querySelectorAll('[data-kind="related"]')).toHaveLength(report.facts.known.related.length);
    expect(related?.querySelector("[data-testid=known-caution]")).toBeNull();
  });

  test("without a small picture say so", async () => {
    await open("en");
    const archive = all("known-match").find((match) => text(match).includes("Press archive"));
    expect(text(archive?.querySelector("[data-testid=no-picture]"))).toBe(locale.t.known.noPicture);
    expect(archive?.querySelector("[data-testid=compare-known]")).toBeNull();
  });

  test("are compared side by side, one over the other, and by their difference", async () => {
    const { report } = await open("en");
    ofKind("near").querySelector<HTMLElement>("[data-testid=compare-known]")?.click();
    const comparison = await soon("comparison");
    const sha256 = report.facts.known.matches.find(({ by }) => kindOf(by) === "near")?.entry.sha256;
    expect(all("compare-then")[0]?.getAttribute("src")).toBe(`preview:known/${sha256}`);
    expect(all("compare-then")[0]?.closest<HTMLElement>(".sheet")?.style.transform).toContain("translate(100%, 0%) matrix(-1");
    expect(text(comparison)).toContain(locale.t.known.comparing.turned);
    comparison.querySelector<HTMLInputElement>('input[value="slide"]')?.click();
    flushSync();
    const edge = all("edge")[0] as HTMLInputElement;
    edge.value = "30";
    edge.dispatchEvent(new Event("input", { bubbles: true }));
    flushSync();
    expect(edge.getAttribute("aria-valuetext")).toBe(locale.t.known.comparing.edgeAt("30"));
    expect(all("compare-then")[0]?.closest<HTMLElement>("[style*=clip-path]")?.style.clipPath).toContain("30%");
    comparison.querySelector<HTMLInputElement>('input[value="difference"]')?.click();
    flushSync();
    expect(comparison.querySelector('[role="img"]')?.getAttribute("aria-label")).toBe(locale.t.compare.differs);
    expect(text(comparison)).toContain("Black: no difference");
    all("brighter")[0]?.click();
    flushSync();
    expect(comparison.querySelector(".brighter")).not.toBeNull();
  });

  test("of a part draw where one lies in the other", async () => {
    await open("en");
    ofKind("part").querySelector<HTMLElement>("[data-testid=compare-known]")?.click();
    await soon("comparison");
    expect(all("outline")).toHaveLength(2);
  });
});

describe("adding to a list", () => {
  const lists: ListChoice[] = [
    { name: "Whence starter list", on: true, entries: 30, takes: false },
    { name: "Desk", on: false, entries: 3, takes: true },
  ];
  const added: AddedTo = { list: "Desk", sha256: "ab", begun: false, added: true };
  const fill = (field: string, value: string) => {
    const control = document.querySelector<HTMLInputElement>(`[data-field="${field}"]`)!;
    control.value = value;
    control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    flushSync();
  };
  const confirm = async () => {
    all("confirm-known")[0]?.click();
    flushSync();
    await new Promise((resolve) => setTimeout(resolve, 20));
  };

  async function dialog(changes: Partial<Host> = {}, lang: Lang = "en") {
    const addKnown = vi.fn(async () => added);
    const undoKnown = vi.fn(async () => {});
    await open(lang, undefined, { knownLists: async () => lists, addKnown, undoKnown, ...changes });
    all("add-known")[0]?.click();
    await soon("add-known-form");
    return { addKnown, undoKnown };
  }

  test("begins at the first field, with a list of the person's own", async () => {
    await dialog();
    await until(() => expect((document.activeElement as HTMLElement).dataset["field"]).toBe("choice"));
    const options = [...document.querySelectorAll('[data-field="choice"] option')].map(text);
    expect(options).toEqual(["Desk", locale.t.known.add.newList]);
    expect(text(all("add-known-form")[0])).toContain(locale.t.known.add.off);
    expect(document.querySelector<HTMLInputElement>('[data-field="title"]')?.value).toBe("coat");
  });

  test.each(["en", "fr"] as const)("in %s says in a sentence what is wrong, and goes there", async (lang) => {
    const { addKnown } = await dialog({}, lang);
    fill("date", "yesterday");
    await confirm();
    expect(all("wrong").map(text)).toEqual([locale.t.known.add.wrong.missing, locale.t.known.add.wrong.missing, locale.t.known.add.wrong.date]);
    const label = document.activeElement as HTMLElement;
    expect([label.dataset["field"], label.getAttribute("aria-invalid")]).toEqual(["label", "true"]);
    expect(document.getElementById(label.getAttribute("aria-describedby")!)?.textContent).toBe(locale.t.known.add.wrong.missing);
    expect(addKnown).not.toHaveBeenCalled();
  });

  test("is told, can be undone, and the picture examined again", async () => {
    const { addKnown, undoKnown } = await dialog();
    fill("label", "altered");
    fill("rating", "Patched");
    fill("source", "https://example.org/a");
    await confirm();
    const entry = { title: "coat", label: "altered", rating: "Patched", what: "", source: "https://example.org/a", fact_check: "", date: "", note: "" };
    expect(addKnown).toHaveBeenCalledExactlyOnceWith("7", "Desk", entry, "en");
    expect(document.querySelector("dialog")).toBeNull();
    expect(text(all("added")[0])).toBe(locale.t.known.add.added("Desk"));
    expect(all("added")[0]?.getAttribute("role")).toBe("status");
    expect(all("examine-again")).toHaveLength(1);
    all("undo-known")[0]?.click();
    await until(() => expect(text(all("added")[0])).toBe(locale.t.known.add.undone("Desk")));
    expect(undoKnown).toHaveBeenCalledExactlyOnceWith("Desk", "ab", "en");
    expect(document.activeElement).toBe(all("added")[0]);
    expect(all("undo-known")).toHaveLength(0);
  });

  test("begins a list, and keeps the form where it is refused", async () => {
    const refused = { kind: "known", sentence: "The list is damaged." };
    const addKnown = vi.fn(async () => Promise.reject(refused));
    await dialog({ addKnown, knownLists: async () => lists.slice(0, 1) });
    expect(document.querySelector('[data-field="choice"]')).toBeNull();
    fill("list", "Ours");
    fill("label", "original");
    fill("rating", "Unaltered");
    await confirm();
    expect(addKnown).toHaveBeenCalledWith("7", "Ours", expect.anything(), "en");
    await until(() => expect(text(document.querySelector("dialog [role=alert]"))).toBe("The list is damaged."));
    expect(document.querySelector<HTMLInputElement>('[data-field="rating"]')?.value).toBe("Unaltered");
  });
});

test("lists that were left out are named", async () => {
  const report = await recorded("inconclusive", "en");
  const examined: Examined = { id: "7", report, preview: false, exif_thumbnail: false, left_out: ["The known list “Desk” is left out."] };
  show(["/a.jpg"], "en", { examine: () => ({ done: Promise.resolve(examined), cancel: () => {} }), report: async () => report });
  const told = await soon("left-out");
  expect([told.getAttribute("role"), text(told)]).toEqual(["alert", "The known list “Desk” is left out."]);
});
