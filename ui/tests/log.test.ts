import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import type { Lang, Query } from "$model";
import { fixture } from "../src/host/fixture";
import type { Failure, Host } from "../src/host/host";
import type { LogEntry, Verified } from "../src/host/log";
import { locale } from "../src/locales/locale.svelte";
import { everyReport } from "../src/views/Log/entries.svelte";
import { all, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const recorded = (log = "desk") => fixture(new URLSearchParams({ log }));
const settle = async (ms = 20) => {
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, ms));
  flushSync();
};
const set = (control: HTMLInputElement | null | undefined, value: string) => {
  if (!control) throw new Error("there is no such field");
  control.value = value;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  flushSync();
};
const filter = (name: string, value: string) => set(document.querySelector<HTMLInputElement>(`[data-testid="log-filters"] [data-field="${name}"]`), value);
const press = (key: string, more: KeyboardEventInit = {}, on: EventTarget = document.activeElement ?? window) => {
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  flushSync();
};
const positions = () => all("entry-line").map((line) => Number(line.dataset["position"]));

/** The log over a recorded one; `changes` replace parts of the host. */
async function open(lang: Lang = "en", changes: Partial<Host> = {}, log = "desk", names: string[] = []): Promise<Host> {
  const host = { ...recorded(log), ...changes };
  show(names, lang, { ...host, openedPaths: async () => names });
  press("l", { ctrlKey: true }, window);
  await soon("log");
  return host;
}

async function openEntry(position: number, lang: Lang = "en", changes: Partial<Host> = {}) {
  const host = await open(lang, changes);
  await soon("entry-line");
  filter("kind", "");
  await until(() => expect(positions()).toContain(position));
  document.querySelector<HTMLElement>(`[data-position="${position}"]`)?.click();
  await soon("chain");
  return host;
}

describe("the list", () => {
  test.each(["en", "fr"] as const)("in %s has every report with its last decision, newest first", async (lang) => {
    await open(lang);
    await soon("entry-line");
    const { t } = locale;
    expect(text(document.activeElement)).toBe(t.log.headline);
    expect(positions()).toEqual([9, 7, 6, 3, 1]);
    const [newest, erased, unnamed, camera, coat] = all("entry-line").map(text);
    expect(newest).toContain("camera-forwarded.jpg");
    expect(newest).toContain(t.log.undecided);
    expect(erased).toContain(t.log.erased);
    expect(erased).not.toContain(t.log.undecided);
    expect(unnamed).toContain(t.verdict.kind.declared_ai);
    expect(camera).toContain(t.log.decision.kind.use_with_context);
    expect(camera).toContain("Ben Okafor");
    expect(camera).toContain(", Ada Moreau");
    expect(coat).toContain(locale.minute("2026-11-18T08:12:40Z"));
    expect(all("entry-line")[0]?.querySelector("img")?.getAttribute("alt")).toBe("");
    expect(text(all("log-place")[0])).toContain("9");
    expect(text(all("listed")[0])).toBe(t.log.listed(5, "5", false));
  });

  test("is asked by every filter, once the typing pauses", async () => {
    const logEntries = vi.fn(recorded().logEntries);
    await open("en", { logEntries });
    await soon("entry-line");
    for (const [name, value] of [["words", "f"], ["words", "film"], ["by", "ada"], ["from", "2026-11-01"], ["to", "2026-11-30"], ["name", "camera"], ["sha256", "02 87"], ["verdict", "inconclusive"], ["decision", "use_with_context"]] as const) {
      filter(name, value);
      await settle(20);
    }
    await settle(350);
    const asked: Query = { ...everyReport(), words: "film", by: "ada", from: "2026-11-01", to: "2026-11-30", name: "camera", sha256: "0287", verdicts: ["inconclusive"], decisions: ["use_with_context"] };
    expect(logEntries.mock.calls.map(([query]) => query)).toEqual([everyReport(), asked]);
    await until(() => expect(positions()).toEqual([3]));
    expect(text(all("more-filters")[0]?.querySelector("summary"))).toBe(locale.t.log.filter.moreSet("6"));
    filter("decision", "undecided");
    filter("kind", "");
    await settle(350);
    expect(logEntries.mock.calls.at(-1)?.[0]).toMatchObject({ kind: null, decisions: [], undecided: true });
    await until(() => expect(text(all("log-none")[0])).toContain(locale.t.log.noneFound));
    all("log-none")[0]?.querySelector("button")?.click();
    await until(() => expect(positions()).toEqual([9, 7, 6, 3, 1]));
  });

  test("is walked with arrows, Home and End, and one line of it is in the order of Tab", async () => {
    await open("en");
    await soon("entry-line");
    const at = () => (document.activeElement as HTMLElement).dataset["position"];
    const inOrder = () => all("entry-line").filter((line) => line.tabIndex === 0).map((line) => line.dataset["position"]);
    expect(inOrder()).toEqual(["9"]);
    all("entry-line")[0]?.focus();
    for (const [key, expected] of [["ArrowDown", "7"], ["ArrowDown", "6"], ["ArrowUp", "7"], ["End", "1"], ["ArrowDown", "1"], ["Home", "9"], ["ArrowUp", "9"], ["End", "1"]] as const) {
      press(key);
      await until(() => expect(at()).toBe(expected));
      expect(inOrder()).toEqual([expected]);
    }
  });

  test("goes on where it ends, and the reader is back where they were", async () => {
    const logEntries = vi.fn(recorded("long").logEntries);
    await open("en", { ...recorded("long"), logEntries });
    await soon("entry-line");
    expect(positions()).toHaveLength(40);
    all("entry-line").at(-1)?.focus();
    press("ArrowDown");
    await until(() => expect(positions()).toHaveLength(80));
    expect(logEntries.mock.calls.at(-1)?.[0].before).toBe(positions()[39]);
    const line = all("entry-line")[40]!;
    await until(() => expect(document.activeElement).toBe(line));
    const position = line.dataset["position"];
    line.click();
    expect((await soon("entry")).dataset["position"]).toBe(position);
    await soon("chain");
    press("Escape", {}, window);
    await soon("log");
    await until(() => expect((document.activeElement as HTMLElement).dataset["position"]).toBe(position));
    expect([positions().length, logEntries.mock.calls.length]).toEqual([80, 2]);
    press("Escape", {}, window);
    await until(() => expect(all("log")).toHaveLength(0));
    await until(() => expect(document.activeElement).toBe(all("to-log")[0]));
  });

  test("says when nothing is written yet, and why it cannot be read", async () => {
    await open("fr", {}, "empty");
    expect(text(await soon("log-empty"))).toContain(locale.t.log.emptyWhy);
    let answers = false;
    const failure: Failure = { kind: "log", sentence: "No server." };
    await open("en", { logEntries: (...asked) => (answers ? recorded().logEntries(...asked) : Promise.reject(failure)) });
    const alert = () => document.querySelector<HTMLElement>("[data-testid=log] [role=alert]");
    await until(() => expect(text(alert())).toContain("No server."));
    answers = true;
    alert()?.querySelector("button")?.click();
    await soon("entry-line");
  });

  test("stays where older entries do not come, and goes on at the first of them where they do", async () => {
    const base = recorded("long");
    let answers: "first" | "all" | "none" = "first";
    await open("en", {
      ...base,
      logEntries: (query, ...rest) => (answers === "all" || (answers === "first" && query.before === null) ? base.logEntries(query, ...rest) : Promise.reject({ kind: "log", sentence: "No server." })),
    });
    (await soon("more-entries")).click();
    const alert = () => document.querySelector<HTMLElement>("[data-testid=log] [role=alert]");
    await until(() => expect(text(alert())).toContain("No server."));
    expect(positions()).toHaveLength(40);
    answers = "all";
    all("more-entries")[0]?.click();
    await until(() => expect(positions()).toHaveLength(80));
    expect(alert()).toBeNull();
    await until(() => expect(document.activeElement).toBe(all("entry-line")[40]));
    // Another query that fails leaves nothing of the one before.
    answers = "none";
    filter("words", "wire");
    await until(() => expect(text(alert())).toContain("No server."));
    expect(positions()).toEqual([]);
  });

  test("gives way to files that are given", async () => {
    await open("en", { pick: async () => ["inconclusive"] });
    press("o", { ctrlKey: true }, window);
    await soon("verdict");
    expect(all("log")).toHaveLength(0);
  });

  test("is exported as it was asked for, and the export can be stopped", async () => {
    const cancelLog = vi.fn();
    let finish: (written: { path: string; entries: number }) => void = () => {};
    let fail: (thrown: Failure) => void = () => {};
    const exportLog = vi.fn<Host["exportLog"]>(() => new Promise((resolve, reject) => ([finish, fail] = [resolve, reject])));
    await open("en", { exportLog, cancelLog });
    await soon("entry-line");
    filter("by", "ben");
    const card = all("export-log")[0]!;
    card.querySelector<HTMLElement>('[data-format="csv"]')?.click();
    flushSync();
    expect(exportLog).toHaveBeenCalledExactlyOnceWith({ ...everyReport(), by: "ben" }, "csv", "en");
    all("cancel-export")[0]?.click();
    expect(cancelLog).toHaveBeenCalledOnce();
    fail({ kind: "cancelled", sentence: "" });
    await until(() => expect(text(card.querySelector("[role=status]"))).toBe(locale.t.log.save.stopped));
    card.querySelector<HTMLElement>('[data-format="ndjson"]')?.click();
    finish({ path: "/home/ada/log.ndjson", entries: 1 });
    await until(() => expect(text(card.querySelector("[role=status]"))).toBe("1 entry written to /home/ada/log.ndjson"));
  });
});

describe("verifying", () => {
  const agreed: Verified = { agrees: true, sentences: ["Nothing was changed."], entries: 9, head: "ab".repeat(32), position: null };
  const disagreed: Verified = { agrees: false, sentences: [`Entry 3: ${"cd".repeat(32)} and ${"ef".repeat(32)}.`], entries: 9, head: "00", position: 3 };

  /** A host whose verifications end when the test says so. */
  async function slow(lang: Lang = "en", names: string[] = []) {
    const begun: { step: (done: number, total: number) => void; finish: (told: Verified) => void; fail: (thrown: Failure) => void }[] = [];
    const verifyLog: Host["verifyLog"] = (step) => new Promise((finish, fail) => begun.push({ step, finish, fail }));
    const cancelLog = vi.fn();
    const page = names.length > 0 ? fixture(new URLSearchParams({ fixture: names.join(",") })) : {};
    await open(lang, { ...page, verifyLog, cancelLog }, "desk", names);
    await soon("entry-line");
    all("verify-start")[0]?.click();
    flushSync();
    return { begun, cancelLog };
  }

  test("shows how far it is, and what came of it", async () => {
    const { begun } = await slow("fr");
    begun[0]?.step(4, 9);
    flushSync();
    const bar = all("verifying")[0]?.querySelector("progress");
    expect([bar?.value, bar?.max, text(all("verifying")[0])]).toEqual([4, 9, expect.stringContaining("4 entrées sur 9")]);
    begun[0]?.finish(agreed);
    const told = await soon("agrees");
    expect(text(told)).toContain("9 entrées vérifiées");
    expect(text(told)).toContain("Nothing was changed.");
    expect(text(all("verify")[0])).toContain("ab".repeat(32));
    expect(told.closest("[role=status]")).not.toBeNull();
    expect(all("log-warning")).toHaveLength(0);
  });

  test("can be stopped, and then says nothing of the log", async () => {
    const { begun, cancelLog } = await slow();
    press("Escape", {}, window);
    expect(cancelLog).toHaveBeenCalledOnce();
    begun[0]?.fail({ kind: "cancelled", sentence: "" });
    await until(() => expect(text(all("verify")[0])).toContain(locale.t.log.verify.stopped));
    expect([all("agrees"), all("log-warning"), all("log")].map((found) => found.length)).toEqual([0, 0, 1]);
  });

  test("that fails warns over every view, until one succeeds", async () => {
    const { begun } = await slow("en", ["inconclusive"]);
    begun[0]?.finish(disagreed);
    const warning = await soon("log-warning");
    expect(text(warning.querySelector("[role=alert]"))).toContain(disagreed.sentences[0]);
    expect(text(warning)).toContain(locale.t.log.warning.at("3"));
    expect([...warning.querySelectorAll("button")].map((button) => button.dataset["testid"])).toEqual(["verify-again", "open-broken"]);
    expect(text(all("to-log")[0])).toBe(locale.t.places.logBroken);

    all("log-leave")[0]?.click();
    await soon("verdict");
    expect(all("log-warning")).toHaveLength(1);
    all("open-broken")[0]?.click();
    expect((await soon("entry")).dataset["position"]).toBe("3");
    expect(all("log-warning")).toHaveLength(1);

    // Neither a verification under way, nor one that is stopped or comes to no end, takes it away.
    all("verify-again")[0]?.click();
    await settle();
    expect(all("log-warning")[0]?.querySelector("progress")).not.toBeNull();
    begun[1]?.fail({ kind: "cancelled", sentence: "" });
    await settle();
    expect(all("log-warning")).toHaveLength(1);
    all("verify-again")[0]?.click();
    flushSync();
    begun[2]?.fail({ kind: "log", sentence: "No server." });
    await until(() => expect(text(all("log-warning")[0])).toContain("No server."));
    all("verify-again")[0]?.click();
    flushSync();
    begun[3]?.finish(agreed);
    await until(() => expect(all("log-warning")).toHaveLength(0));
    expect(text(all("to-log")[0])).toBe(locale.t.places.log);
  });
});

describe("an entry", () => {
  test("of a report reads as it read that day, with the pages of that day", async () => {
    const page = vi.fn(recorded().page);
    const copy = vi.fn(async () => {});
    const exportEntry = vi.fn(async () => ({ path: "/home/ada/entry-3.json" }));
    const host = await openEntry(3, "fr", { page, copy, exportEntry });
    const { t } = locale;
    const entry = await host.logEntry(3, "fr");
    const report = entry.logged!.report;
    expect(report.language).toBe("en");
    expect(text(document.querySelector("h1"))).toBe(`${t.log.entry("3")}${t.colon}${report.exhibit.name}`);
    expect(document.activeElement).toBe(document.querySelector("h1"));
    expect(document.querySelectorAll("h1")).toHaveLength(1);
    expect(text(all("as-it-read")[0])).toContain(t.log.page.asItRead(locale.minute(report.examined_at)));
    expect(text(all("headline")[0])).toBe(report.verdict.headline);
    expect(all("headline")[0]?.closest("[lang]")?.getAttribute("lang")).toBe("en");
    expect(all("row").map((row) => row.dataset["check"]).sort()).toEqual(report.rows.map(({ check }) => check).sort());
    const spoke = report.rows.find(({ status }) => status === "finding")!;
    expect(text(all("row").find((row) => row.dataset["check"] === spoke.check))).toContain(spoke.innocent[0]);
    expect(text(all("sha256")[0])).toBe(report.exhibit.sha256);
    expect(text(all("chain")[0])).toContain(entry.header);
    expect(text(all("chain")[0])).toContain(entry.summary.digest);

    page.mockClear();
    const why = (check: string) => all("row").find((row) => row.dataset["check"] === check)?.querySelector<HTMLElement>("[data-testid=why], :scope > button")?.click();
    why(spoke.check);
    expect(text(await soon("page"))).toContain(entry.logged!.pages.find(({ id }) => id === spoke.check)!.looks_at);
    expect([page.mock.calls.length, all("page-today").length]).toEqual([0, 0]);
    document.querySelector<HTMLElement>("dialog header button")?.click();
    await settle();
    const quiet = report.rows.find(({ status }) => status === "nothing_found")!;
    why(quiet.check);
    await soon("page-today");
    expect(page).toHaveBeenCalledExactlyOnceWith(quiet.check, "fr");
    document.querySelector<HTMLElement>("dialog header button")?.click();
    await settle();

    all("verdict")[0]?.querySelector<HTMLElement>(".copy button")?.click();
    await until(() => expect(copy).toHaveBeenCalledExactlyOnceWith(camera));
    all("verdict")[0]?.querySelector<HTMLElement>('[data-format="jsonld"]')?.click();
    await until(() => expect(exportEntry).toHaveBeenCalledExactlyOnceWith(3, "jsonld", "fr"));
  });

  const camera = expect.stringContaining("camera.jpg");

  test("has its decisions, and takes another", async () => {
    const base = recorded();
    const decideEntry = vi.fn(base.decideEntry);
    await openEntry(3, "en", { ...base, decideEntry });
    expect(all("decided").map(({ dataset }) => dataset["kind"])).toEqual(["use_with_context", "needs_more_information"]);
    all("decide-entry")[0]?.click();
    flushSync();
    document.querySelector<HTMLInputElement>('[data-testid="choice"] input[value="do_not_use"]')?.click();
    await settle();
    set(document.querySelector<HTMLInputElement>('[data-testid="decision-form"] [data-field="reason"]'), "The shoot had no permission.");
    all("record-decision")[0]?.click();
    await until(() => expect(all("decided")[0]?.dataset["kind"]).toBe("do_not_use"));
    expect(decideEntry).toHaveBeenCalledExactlyOnceWith(3, expect.objectContaining({ by: "Ada Moreau", reason: "The shoot had no permission." }), "en");
    expect(all("decided")).toHaveLength(3);
    all("log-back")[0]?.click();
    await until(() => expect(positions()).toContain(10));
  });

  test("says whether a file is its own", async () => {
    await openEntry(3, "en", { verifyFile: async () => ({ path: "/a.jpg", same: true, sentence: "The same bytes." }) });
    all("verify-file")[0]?.click();
    expect(text(await soon("file-told"))).toContain("The same bytes.");
  });

  test("of a decision leads to its report, and that to others on the same bytes", async () => {
    const base = recorded();
    const other = async (position: number, lang: Lang): Promise<LogEntry> => {
      const entry = await base.logEntry(position, lang);
      return position === 1 ? { ...entry, looks: [(await base.logEntry(6, lang)).summary] } : entry;
    };
    await openEntry(2, "en", { logEntry: other });
    expect(all("decided").map(({ dataset }) => dataset["kind"])).toEqual(["do_not_use"]);
    expect(all("verdict")).toHaveLength(0);
    all("open-about")[0]?.click();
    await until(() => expect(all("entry")[0]?.dataset["position"]).toBe("1"));
    (await soon("looks")).querySelector("button")?.click();
    await until(() => expect(all("entry")[0]?.dataset["position"]).toBe("6"));
  });

  test("is erased for a reason, by somebody, and says so", async () => {
    const base = recorded();
    const eraseEntry = vi.fn(base.eraseEntry);
    await openEntry(3, "en", { ...base, eraseEntry });
    all("erase-open")[0]?.click();
    const form = await soon("erase");
    expect(text(form)).toContain(locale.t.log.erase.final);
    expect(text(form)).toContain(locale.t.log.erase.stays);
    await settle();
    set(form.querySelector<HTMLInputElement>('[data-field="by"]'), " ");
    all("confirm-erase")[0]?.click();
    await settle();
    expect(all("wrong")).toHaveLength(3);
    expect((document.activeElement as HTMLInputElement).type).toBe("radio");
    expect(eraseEntry).not.toHaveBeenCalled();
    form.querySelector<HTMLInputElement>('input[value="everything"]')?.click();
    all("confirm-erase")[0]?.click();
    await settle();
    expect(all("wrong")).toHaveLength(2);
    expect((document.activeElement as HTMLElement).dataset["field"]).toBe("reason");
    expect(eraseEntry).not.toHaveBeenCalled();
    set(form.querySelector<HTMLInputElement>('[data-field="by"]'), "Ada");
    set(form.querySelector<HTMLInputElement>('[data-field="reason"]'), "She asked for it.");
    all("confirm-erase")[0]?.click();
    await soon("erased");
    expect(eraseEntry).toHaveBeenCalledExactlyOnceWith(3, "everything", "She asked for it.", "Ada", "en");
    expect([all("verdict").length, all("erase-open").length, document.querySelectorAll("dialog").length]).toEqual([0, 0, 0]);
    expect([all("decided").length, all("decide-entry").length]).toEqual([2, 0]);
    all("erased")[0]?.querySelector("button")?.click();
    const erasure = await soon("erasure");
    for (const said of ["She asked for it.", "Ada", locale.t.log.page.erasure.what.everything]) expect(text(erasure)).toContain(said);
    expect(all("erase-open")).toHaveLength(0);
  });

  test("that cannot be read says why", async () => {
    await open("en", { logEntry: () => Promise.reject({ kind: "log", sentence: "There is none." }) });
    (await soon("entry-line")).click();
    await until(() => expect(text(document.querySelector("[data-testid=entry] [role=alert]"))).toContain("There is none."));
  });
});
