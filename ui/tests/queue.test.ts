import { flushSync } from "svelte";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Report, VerdictKind } from "$model";
import { fixture } from "../src/host/fixture";
import type { Examined, Failure, Heard, Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { Opened, type OpenedFile } from "../src/opened.svelte";
import { summaryOf } from "../src/queue/summary";
import { all, recorded, show, soon, until } from "./page";
import { watch } from "./watch.svelte";

/** What a host does with a path; a report where nothing is said. */
type Fate = VerdictKind | Failure;

const EMPTY: Failure = { kind: "empty", sentence: "This file is empty." };
const BROKE: Failure = { kind: "broke", sentence: "The inspecting process ended." };
let plain: Report;

beforeEach(async () => {
  locale.speak("en");
  plain = await recorded("inconclusive", "en");
});

interface Counted {
  host: Host;
  /** Paths as they were asked for. */
  asked: string[];
  most: number;
  /** Ids that the host has forgotten. */
  forgotten: Set<string>;
  finished: { title: string; body: string }[];
}

/** A host that examines quickly, and counts. */
function quick(fate: (path: string) => Fate = () => "inconclusive", changes: Partial<Host> = {}): Counted {
  let running = 0;
  const counted: Counted = { host: fixture(new URLSearchParams()), asked: [], most: 0, forgotten: new Set(), finished: [] };
  const examine = (path: string, _lang: string, onProgress: (heard: Heard) => void) => {
    counted.asked.push(path);
    counted.most = Math.max(counted.most, (running += 1));
    onProgress({ step: "identity", glimpse: null });
    const done = Promise.resolve().then((): Examined => {
      running -= 1;
      const become = fate(path);
      if (typeof become !== "string") throw become;
      return examinedAs(path, become, counted.asked.length);
    });
    return { done, cancel: () => {} };
  };
  const report: Host["report"] = async (id) => {
    if (counted.forgotten.has(id)) throw { kind: "forgotten", sentence: "Forgotten." } satisfies Failure;
    return examinedAs(id.replace(/#.*/, ""), fate(id.replace(/#.*/, "")) as VerdictKind, 0).report;
  };
  const queueFinished: Host["queueFinished"] = (told) => counted.finished.push(told);
  Object.assign(counted.host, { examine, report, queueFinished, expand: async (paths: string[]) => ({ paths, others: 0, refused: [] }), ...changes });
  return counted;
}

function examinedAs(path: string, kind: VerdictKind, n: number): Examined {
  const exhibit = { ...plain.exhibit, name: path.split("/").at(-1)! };
  const report = { ...plain, exhibit, verdict: { ...plain.verdict, kind, because: ["metadata/editor"] } };
  return { id: `${path}#${n}`, report, preview: false, exif_thumbnail: false, small: true };
}

const paths = (n: number) => Array.from({ length: n }, (_, at) => `/given/${at + 1}.jpg`);
const settle = async (ms = 0) => {
  for (let i = 0; i < 3; i += 1) await new Promise((resolve) => setTimeout(resolve, ms / 3));
  flushSync();
};
const names = (files: readonly OpenedFile[]) => files.map(({ name }) => name);
const finish = (opened: Opened) => until(() => expect(opened.shown.counts.pending).toBe(0));
const select = async (opened: Opened, file: OpenedFile) => {
  opened.selected = file;
  await settle(90);
};

describe("a queue", () => {
  test("of fifty is examined four at a time, a refusal holding nobody up, and tells once that it has finished", async () => {
    const counted = quick((path) => (path.endsWith("/7.jpg") ? BROKE : path.endsWith("/9.jpg") ? "known_match" : "inconclusive"));
    const { host, asked, finished } = counted;
    const opened = new Opened(host);
    await opened.open(paths(50));
    await finish(opened);
    await settle();
    expect(asked).toEqual(paths(50));
    expect(counted.most).toBe(4);
    expect(opened.shown.counts).toMatchObject({ inconclusive: 48, known_match: 1, refused: 1, pending: 0 });
    expect(opened.files[6]?.state).toMatchObject({ is: "refused", failure: BROKE });
    expect(finished).toEqual([{ title: "Finished: 50 files", body: "Known picture: 1 · Nothing conclusive: 48 · Not examined: 1" }]);
    await opened.open(["/one/more.jpg"]);
    await finish(opened);
    await settle();
    expect(finished.length).toBe(1);
  });

  test("takes what is given while it runs at its end, and opens what ships by its name", async () => {
    const { host, asked } = quick();
    const expand = vi.fn(host.expand);
    const opened = new Opened({ ...host, expand });
    const first = opened.open(paths(12));
    await opened.open(["sample:declared_ai", "/late.jpg"]);
    await first;
    await finish(opened);
    expect(asked.length).toBe(14);
    expect(asked).toEqual(expect.arrayContaining(["sample:declared_ai", "/late.jpg"]));
    expect(expand.mock.calls.flatMap(([given]) => given)).not.toContain("sample:declared_ai");
    const sample = new Opened(quick(() => EMPTY).host);
    await sample.open(["sample:declared_ai"]);
    expect(sample.selected?.name).toBe("declared_ai");
  });

  test("stops what waits, and tries again what was refused, where it stands", async () => {
    let held = true;
    const { host, asked } = quick((path) => (held && path.endsWith("/2.jpg") ? EMPTY : "inconclusive"));
    const opened = new Opened(host);
    await opened.open(paths(10));
    opened.stopWaiting();
    await finish(opened);
    expect(asked.length).toBe(4);
    expect(opened.shown.counts).toMatchObject({ inconclusive: 3, refused: 7 });
    expect(opened.files[9]?.state).toMatchObject({ failure: { kind: "cancelled", sentence: locale.t.queue.stopped } });
    held = false;
    opened.retry(opened.files[1]!);
    await finish(opened);
    expect(opened.shown.counts).toMatchObject({ inconclusive: 4, refused: 6 });
    opened.retryRefused();
    await finish(opened);
    expect(opened.shown.counts).toMatchObject({ inconclusive: 10, refused: 0 });
    expect(names(opened.files)).toEqual(paths(10).map((path) => path.slice(7)));
  });

  test("of folders that were refused walks them once more", async () => {
    let full = false;
    const refused = { path: "/trip", kind: "no_images", sentence: "No image was found." } as const;
    const { host, asked } = quick(() => "inconclusive", {
      expand: async (given) => ({ paths: given.filter((path) => path !== "/trip").concat(full ? ["/trip/1.png"] : []), others: 0, refused: full ? [] : [refused] }),
    });
    const opened = new Opened(host);
    await opened.open(["/a.jpg", "/trip"]);
    await finish(opened);
    full = true;
    opened.retryRefused();
    await until(() => expect(asked).toEqual(["/a.jpg", "/trip/1.png"]));
    expect(names(opened.files)).toEqual(["a.jpg", "1.png"]);
  });

  test("examines first who is looked at", async () => {
    const { host, asked } = quick();
    const opened = new Opened(host);
    await opened.open(paths(20));
    opened.selected = opened.files[17]!;
    await finish(opened);
    expect(asked[4]).toBe("/given/18.jpg");
  });

  test("is summed up with its reasons grouped, the most frequent first, and what was left out", async () => {
    const { host } = quick((path) => (/[12]\.jpg/.test(path) ? EMPTY : path.endsWith("/3.jpg") ? BROKE : "signs_of_editing"));
    const opened = new Opened(host);
    await opened.open(paths(10));
    await finish(opened);
    opened.leftOut = 2;
    expect(summaryOf(opened).text).toBe(
      [
        "Finished: 10 files",
        "Signs of editing: 7",
        "Not examined: 3",
        "  This file is empty. (2)",
        "  The inspecting process ended. (1)",
        "2 files were left out: they are no images.",
      ].join("\n"),
    );
  });
});

describe("a report", () => {
  test("is held of the nine that were looked at last; of every other a brief is kept, and the host asked again", async () => {
    const { host } = quick();
    const report = vi.fn(host.report);
    const opened = new Opened({ ...host, report });
    await opened.open(paths(30));
    await finish(opened);
    const held = () => opened.files.filter(({ state }) => state.is === "done").length;
    expect(held()).toBe(9);
    const far = opened.files[29]!;
    expect(far.state).toEqual({ is: "brief" });
    expect(far.brief).toMatchObject({ name: "30.jpg", kind: "inconclusive", because: ["metadata/editor"], told: { small: true } });
    expect(far.brief?.told).not.toHaveProperty("report");
    await select(opened, far);
    expect(far.report?.exhibit.name).toBe("30.jpg");
    expect(report).toHaveBeenCalledWith(far.brief!.told.id, "en", false);
    for (const file of opened.files.slice(10, 29)) await select(opened, file);
    expect(held()).toBe(9);
    expect(far.state.is).toBe("brief");
    expect(opened.files.slice(20, 29).every(({ state }) => state.is === "done")).toBe(true);
  });

  test("that the host forgot is made anew, where the person stays at it; the verdict stays in the list", async () => {
    const { host, asked, forgotten, finished } = quick();
    const opened = new Opened(host);
    await opened.open(paths(20));
    await finish(opened);
    await settle();
    opened.files.forEach(({ brief }) => forgotten.add(brief!.told.id));
    const [passed, stayed] = [opened.files[15]!, opened.files[16]!];
    opened.selected = passed;
    await select(opened, stayed);
    expect(asked.slice(20)).toEqual(["/given/17.jpg"]);
    expect(passed.state.is).toBe("brief");
    expect(stayed.report?.exhibit.name).toBe("17.jpg");
    expect(opened.shown.counts).toMatchObject({ inconclusive: 20, pending: 0 });
    expect(finished.length).toBe(1);
  });

  test("that turns out to be forgotten when the person has gone on is left until they come back", async () => {
    const { host, asked } = quick();
    const answers: (() => void)[] = [];
    const report: Host["report"] = () => new Promise((_, fail) => answers.push(() => fail({ kind: "forgotten", sentence: "Forgotten." })));
    const opened = new Opened({ ...host, report });
    await opened.open(paths(20));
    await finish(opened);
    const passed = opened.files[15]!;
    await select(opened, passed);
    opened.selected = opened.files[0]!;
    answers[0]!();
    await settle();
    expect([passed.state.is, asked.length]).toEqual(["brief", 20]);
    await select(opened, passed);
    answers[1]!();
    await until(() => expect(passed.state.is).toBe("done"));
    expect(asked.slice(20)).toEqual(["/given/16.jpg"]);
  });

  test("of a pasted picture that the host forgot cannot be made anew, and says so", async () => {
    const { host, forgotten } = quick();
    const paste: Host["paste"] = () => ({ done: Promise.resolve(examinedAs("clipboard", "inconclusive", 0)), cancel: () => {} });
    const opened = new Opened({ ...host, paste });
    opened.paste();
    await settle();
    await opened.open(paths(20));
    await finish(opened);
    for (const file of opened.files.slice(1, 15)) await select(opened, file);
    const pasted = opened.files[0]!;
    expect(pasted.state.is).toBe("brief");
    forgotten.add("clipboard#0");
    await select(opened, pasted);
    expect(pasted.state).toMatchObject({ is: "refused", failure: { kind: "forgotten", sentence: locale.t.queue.pastedForgotten } });
    expect(pasted.outcome).toBe("inconclusive");
  });
});

describe("files", () => {
  const fate = (path: string): Fate => (path.includes("b") ? EMPTY : path.includes("10") ? "declared_ai" : path.includes("É") ? "signs_of_editing" : "inconclusive");
  const some = ["/z.jpg", "/img10.jpg", "/b.jpg", "/img2.jpg", "/Été.jpg"];
  const given = async () => {
    const { host } = quick(fate);
    const opened = new Opened(host);
    await opened.open(some);
    await finish(opened);
    return opened;
  };

  test("stand as given, by name as a person counts, or by their answer", async () => {
    const opened = await given();
    const { shown } = opened;
    expect(names(shown.visible)).toEqual(["z.jpg", "img10.jpg", "b.jpg", "img2.jpg", "Été.jpg"]);
    shown.sort = "name";
    expect(names(shown.visible)).toEqual(["b.jpg", "Été.jpg", "img2.jpg", "img10.jpg", "z.jpg"]);
    shown.sort = "verdict";
    expect(names(shown.visible)).toEqual(["img10.jpg", "Été.jpg", "z.jpg", "img2.jpg", "b.jpg"]);
  });

  test("are found by verdict, by decision, by having none, and by name without case or accents", async () => {
    const opened = await given();
    const { shown } = opened;
    shown.filter = "refused";
    expect(names(shown.visible)).toEqual(["b.jpg"]);
    shown.filter = "inconclusive";
    expect(names(shown.visible)).toEqual(["z.jpg", "img2.jpg"]);
    shown.filter = "undecided";
    expect([shown.undecided, names(shown.visible)]).toEqual([4, ["z.jpg", "img10.jpg", "img2.jpg", "Été.jpg"]]);
    opened.decided(opened.files[0]!, "escalate");
    expect([shown.undecided, names(shown.visible)]).toEqual([3, ["img10.jpg", "img2.jpg", "Été.jpg"]]);
    shown.words = " ETE";
    expect(names(shown.visible)).toEqual(["Été.jpg"]);
    shown.showAll();
    expect(shown.visible.length).toBe(5);
  });

  test("are walked in the order in which they are seen; who went out of sight is left from where it stood", async () => {
    const opened = await given();
    opened.shown.sort = "name";
    opened.selected = opened.files[3]!;
    opened.next();
    expect(opened.selected.name).toBe("img10.jpg");
    opened.previous();
    opened.previous();
    expect(opened.selected.name).toBe("Été.jpg");
    opened.shown.filter = "inconclusive";
    opened.next();
    expect(opened.selected.name).toBe("img2.jpg");
    opened.next();
    opened.next();
    expect(opened.selected.name).toBe("z.jpg");
    opened.shown.showAll();
    opened.shown.sort = "given";
    opened.decided(opened.files[0]!, "cleared_to_use");
    opened.decided(opened.files[1]!, "cleared_to_use");
    opened.nextUndecided();
    expect(opened.selected.name).toBe("img2.jpg");
    opened.selected = opened.files[4]!;
    opened.nextUndecided();
    expect(opened.selected.name).toBe("img2.jpg");
  });

  test("that are taken off the list leave who stands beside them in sight", async () => {
    const opened = await given();
    opened.shown.sort = "name";
    opened.selected = opened.files[3]!;
    opened.remove(opened.selected);
    expect(opened.selected.name).toBe("img10.jpg");
    expect(opened.shown.counts).toMatchObject({ inconclusive: 1, declared_ai: 1 });
    opened.clear();
    expect(Object.values(opened.shown.counts)).toEqual(Array(10).fill(0));
    expect([opened.shown.undecided, opened.shown.waiting]).toEqual([0, 0]);
  });
});

test("ten thousand files are asked for four at a time, put in order a few times only, and nine reports held", async () => {
  const counted = quick((path) => (path.endsWith("7.jpg") ? "known_match" : "inconclusive"));
  const { host, asked } = counted;
  const opened = new Opened(host);
  opened.shown.sort = "verdict";
  opened.shown.filter = "known_match";
  let arranged = 0;
  const stop = watch(() => {
    void opened.shown.visible;
    arranged += 1;
  });
  await opened.open(paths(10_000));
  await finish(opened);
  await until(() => expect(opened.shown.visible.length).toBe(1000));
  stop();
  expect(asked.length).toBe(10_000);
  expect(counted.most).toBe(4);
  expect(opened.files.filter(({ state }) => state.is === "done").length).toBe(9);
  // By the clock, not by the files.
  expect(arranged).toBeLessThan(100);
});

describe("on the page", () => {
  const text = (testid: string) => all(testid)[0]?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  const rows = () => all("file");
  const selected = () => rows().find((row) => row.getAttribute("aria-selected") === "true")?.querySelector(".name")?.textContent;
  const press = (key: string, on: Element | null, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    on?.dispatchEvent(event);
    flushSync();
    return event;
  };
  const list = () => all("files")[0]!;

  test("a queue shows how far it is, and at its end what became of it", async () => {
    const { host } = quick((path) => (path.endsWith("/2.jpg") ? EMPTY : "inconclusive"), { openedPaths: async () => paths(20) });
    show([], "en", host);
    await soon("files");
    await until(() => expect(text("queue-summary")).toContain("Finished: 20 files"));
    expect(text("queue-summary")).toContain("Not examined: 1");
    expect(text("queue-summary")).toContain("This file is empty. (1)");
    expect(rows().length).toBeLessThan(100);
    const [first, second] = rows();
    await until(() => expect(first?.textContent).toContain("Nothing conclusive"));
    expect(second?.textContent).toContain("Not examined");
    expect(second?.textContent).toContain("This file is empty.");
    expect(first?.getAttribute("aria-setsize")).toBe("20");
    expect(text("where")).toBe("1 of 20");
  });

  test("a listener hears of a queue every few seconds, and once that it has finished", async () => {
    vi.useFakeTimers();
    try {
      const ends: (() => void)[] = [];
      const examine: Host["examine"] = (path) => ({ done: new Promise((end) => ends.push(() => end(examinedAs(path, "inconclusive", 0)))), cancel: () => {} });
      const { host } = quick(() => "inconclusive", { openedPaths: async () => paths(6), examine });
      show([], "en", host);
      const said: string[] = [];
      const pass = async (ms: number) => {
        await vi.advanceTimersByTimeAsync(ms);
        flushSync();
        if (said.at(-1) !== text("queue-heard")) said.push(text("queue-heard"));
      };
      await pass(0);
      for (let step = 0; step < 6; step += 1) {
        ends[step]!();
        await pass(3000);
      }
      expect(said).toEqual(["", "Examined: 3 of 6", "Finished: 6 files"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("a line says what decided in the language of the page, and what was decided", async () => {
    const check = plain.rows[0]!.check;
    const { host } = quick(() => "inconclusive", { openedPaths: async () => paths(3), titles: async (lang) => ({ "metadata/editor": `${lang} ${check}` }) });
    show([], "en", host);
    await until(() => expect(rows()[0]?.textContent).toContain(`en ${check}`));
    locale.speak("fr");
    flushSync();
    await until(() => expect(rows()[0]?.textContent).toContain(`fr ${check}`));
  });

  test("keys walk the list while the focus stays on it, open the report, and take a file off", async () => {
    const { host } = quick(() => "inconclusive", { openedPaths: async () => paths(12) });
    show([], "en", host);
    await soon("headline");
    list().focus();
    press("ArrowDown", list());
    await until(() => expect(selected()).toBe("2.jpg"));
    expect(document.activeElement).toBe(list());
    expect(list().getAttribute("aria-activedescendant")).toBe(rows().find((row) => row.getAttribute("aria-selected") === "true")?.id);
    press("End", list());
    await until(() => expect(text("where")).toBe("12 of 12"));
    press("ArrowDown", list());
    expect(text("where")).toBe("12 of 12");
    press("Home", list());
    press("Delete", list());
    await until(() => expect(selected()).toBe("2.jpg"));
    expect(text("where")).toBe("1 of 11");
    await soon("headline");
    press("Enter", list());
    expect(document.activeElement?.id).toBe("headline");
  });

  test("keys go on to the next picture and to the decision from anywhere but where text is written", async () => {
    const { host } = quick(() => "inconclusive", { openedPaths: async () => paths(12) });
    show([], "en", host);
    await soon("headline");
    expect(press("ArrowDown", document.body, { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(text("where")).toBe("2 of 12");
    press("ArrowUp", document.body, { ctrlKey: true });
    expect(text("where")).toBe("1 of 12");
    expect(press("ArrowDown", all("queue-search")[0]!, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(text("where")).toBe("1 of 12");
    await soon("decision");
    press("d", document.body, { ctrlKey: true });
    expect(document.activeElement?.closest("[data-testid=choice]")).not.toBeNull();
  });

  test("a decision stands in its line, and leads to the next that has none", async () => {
    const { host } = quick(() => "inconclusive", { openedPaths: async () => paths(12) });
    const decide: Host["decide"] = async (_, decision) => ({ report: 1, decision: 2, history: [{ position: 2, digest: "0".repeat(64), recorded_at: "2026-11-27T00:00:00Z", decision }] });
    show([], "en", { ...host, decide, recorded: async () => null });
    await soon("choice");
    document.querySelector<HTMLInputElement>('[data-testid="choice"] input')?.click();
    flushSync();
    const reason = document.querySelector<HTMLTextAreaElement>('[data-field="reason"]')!;
    reason.value = "Known to the desk.";
    reason.dispatchEvent(new Event("input", { bubbles: true }));
    await until(() => expect(document.querySelector<HTMLInputElement>('[data-field="by"]')?.value).toBe("Ada Moreau"));
    press("Enter", reason, { ctrlKey: true });
    const next = await soon("next-undecided");
    expect(all("file-decision").map((line) => line.dataset["kind"])).toEqual(["cleared_to_use"]);
    expect(rows()[0]?.textContent).toContain(locale.t.log.decision.kind.cleared_to_use);
    next.click();
    flushSync();
    expect(text("where")).toBe("2 of 12");
  });

  test("the picture shows before its report, as soon as it could be drawn", async () => {
    let hear: (heard: Heard) => void = () => {};
    const examine: Host["examine"] = (_path, _lang, onProgress) => {
      hear = onProgress;
      return { done: new Promise(() => {}), cancel: () => {} };
    };
    const { host } = quick(() => "inconclusive", { openedPaths: async () => ["/a.jpg"], examine, glimpseUrl: (id) => `/glimpse/${id}` });
    show([], "en", host);
    await soon("progress");
    hear({ step: "metadata", glimpse: null });
    flushSync();
    expect(all("early")).toEqual([]);
    hear({ step: "pixels", glimpse: "41" });
    flushSync();
    expect(all("early")[0]?.querySelector("img")?.getAttribute("src")).toBe("/glimpse/41");
    expect(document.querySelector('[aria-current="step"]')?.textContent).toContain("Decoding the picture");
  });

  test("one picture shows its report and no queue", async () => {
    const { host, finished } = quick(() => "inconclusive", { openedPaths: async () => ["/a.jpg"] });
    show([], "en", host);
    await soon("headline");
    expect(all("files")).toEqual([]);
    expect(finished).toEqual([]);
  });

  test("of ten thousand files fewer than a hundred lines are drawn", async () => {
    const { host } = quick(() => "inconclusive", { openedPaths: async () => paths(10_000) });
    show([], "en", host);
    await until(() => expect(text("queue-summary")).toContain("Finished: 10,000 files"));
    expect(rows().length).toBeGreaterThan(3);
    expect(rows().length).toBeLessThan(100);
  });
});
