import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import type { Decision, Seen } from "$model";
import { fixture } from "../src/host/fixture";
import { settingsWith } from "../src/host/fixtureDesk";
import type { Host } from "../src/host/host";
import type { Changes, Settings } from "../src/host/desk";
import type { LogEntry, Recorded } from "../src/host/log";
import { locale } from "../src/locales/locale.svelte";
import { Draft, KINDS, decisionOf, wrongIn } from "../src/views/Report/decision/draft.svelte";
import { all, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const field = (name: string) => document.querySelector<HTMLInputElement>(`[data-testid="decision-form"] [data-field="${name}"]`);
const fill = (name: string, value: string) => {
  const control = field(name)!;
  control.value = value;
  control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  flushSync();
};
const choose = (kind: string) => {
  document.querySelector<HTMLInputElement>(`[data-testid="choice"] input[value="${kind}"]`)?.click();
  flushSync();
};
const settle = async () => {
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, 20));
  flushSync();
};
const empty = (changes: Partial<Host> = {}) => ({ ...fixture(new URLSearchParams({ fixture: "inconclusive", log: "empty" })), ...changes });
const network = { credentials: false, maps: false, searches: false };
const settings: Settings = { language: "", theme: "system", network, notify: true, remember_files: true, by: "", keep_pictures: true, keep_private: false, every_check: false, limits: { file_mib: 256, megapixels: 200, memory_mib: 2048, seconds: 30 }, store: "", place: "/log.db" };

describe("a draft", () => {
  const sound = () => Object.assign(new Draft(), { kind: "escalate", reason: "To the editor.", by: "Ada" });
  test.each<[Partial<Draft>, object]>([
    [{}, {}],
    [{ kind: "", reason: " \n", by: "" }, { kind: "missing", reason: "missing", by: "missing" }],
    [{ links: "https://a.example/1\n\n http://b.example " }, {}],
    [{ links: "https://a.example/1\nexample.org" }, { links: "address" }],
    [{ links: "javascript:alert(1)" }, { links: "address" }],
    [{ links: "https://a b" }, { links: "address" }],
    [{ links: "https://a.example\n".repeat(51) }, { links: "many" }],
    [{ by: "é".repeat(200) }, {}],
    [{ by: "😀".repeat(200) }, {}],
    [{ by: "x".repeat(201), claim: "x".repeat(10_001) }, { by: "long", claim: "long" }],
    [{ reason: "x".repeat((2 << 20) + 1) }, { reason: "long" }],
  ])("%# is wrong where the log would refuse it", (change, wrong) => expect(wrongIn(Object.assign(sound(), change))).toEqual(wrong));

  test("becomes a decision with what was said, and nothing that was not", () => {
    const draft = Object.assign(sound(), { links: "\nhttps://a.example\n", claim: " A flood " });
    expect(decisionOf(draft)).toEqual({
      kind: "escalate",
      reason: "To the editor.",
      by: "Ada",
      links: ["https://a.example"],
      media_review: null,
      context: { seen_at: "", claim: "A flood", claimed_date: "", claimed_place: "", sent_by: "" },
    });
  });
});

describe.each(["en", "fr"] as const)("in %s a decision", (lang) => {
  test("is offered in five words, none of them chosen, whatever the verdict", async () => {
    for (const name of ["declared_ai", "inconclusive"]) {
      show([name], lang, empty());
      await soon("decision");
      const choices = all("choice");
      expect(choices.map((choice) => choice.dataset["kind"])).toEqual(KINDS);
      for (const choice of choices) {
        const input = choice.querySelector("input")!;
        expect(input.checked).toBe(false);
        const kind = choice.dataset["kind"] as (typeof KINDS)[number];
        expect(text(document.getElementById(input.getAttribute("aria-labelledby")!))).toBe(locale.t.log.decision.kind[kind]);
        expect(text(document.getElementById(input.getAttribute("aria-describedby")!))).toBe(locale.t.log.decision.means[kind]);
      }
      expect(field("reason")).toBeNull();
    }
  });

  test("without a reason and a name is refused at the fields", async () => {
    const decide = vi.fn();
    show(["inconclusive"], lang, { ...empty(), decide, settings: async () => settings });
    await soon("decision");
    choose("do_not_use");
    fill("links", "example.org");
    all("record-decision")[0]?.click();
    await settle();
    const { missing, address } = locale.t.log.decision.wrong;
    expect(all("wrong").map(text)).toEqual([missing, missing, address]);
    const focused = document.activeElement as HTMLElement;
    expect([focused.dataset["field"], focused.getAttribute("aria-invalid")]).toEqual(["reason", "true"]);
    expect(focused.getAttribute("aria-describedby")!.split(" ").map((id) => text(document.getElementById(id)))).toContain(missing);
    expect(decide).not.toHaveBeenCalled();
  });

  test("is recorded, stands with its entry, and another follows it", async () => {
    let kept = settings;
    const saveSettings = vi.fn(async (changes: Changes) => (kept = settingsWith(kept, changes)));
    const host = empty();
    const decide = vi.fn(host.decide);
    show(["inconclusive"], lang, { ...host, decide, saveSettings, settings: async () => kept });
    await soon("decision");
    choose("needs_more_information");
    fill("reason", "Asked the sender.");
    fill("by", "Ada");
    fill("claim", "A flood");
    fill("media_review", "staged_content");
    all("record-decision")[0]?.click();
    const standing = await soon("decided");
    expect(decide.mock.calls[0]?.[1]).toMatchObject({ kind: "needs_more_information", reason: "Asked the sender.", by: "Ada", media_review: "staged_content", context: { claim: "A flood" } });
    expect(standing.dataset["kind"]).toBe("needs_more_information");
    for (const said of ["Asked the sender.", "Ada", "A flood", locale.t.log.decision.reviewOf.staged_content]) expect(text(standing)).toContain(said);
    await until(() => expect(document.activeElement).toBe(all("standing")[0]));
    expect(text(all("recorded")[0])).toBe(locale.t.log.decision.recorded);
    expect([all("decision-form"), all("log-report")].map((found) => found.length)).toEqual([0, 0]);
    await until(() => expect(saveSettings).toHaveBeenCalledExactlyOnceWith({ by: "Ada" }, lang));

    all("change-decision")[0]?.click();
    await settle();
    expect(document.querySelector('[data-testid="choice"] input:checked')).toBeNull();
    choose("do_not_use");
    expect([field("reason")?.value, field("by")?.value]).toEqual(["", "Ada"]);
    fill("reason", "No answer.");
    all("record-decision")[0]?.click();
    await until(() => expect(all("decided").map(({ dataset }) => dataset["kind"])).toEqual(["do_not_use", "needs_more_information"]));
    expect(text(all("decisions-before")[0])).toContain("Asked the sender.");
  });
});

test("a report is written down without a decision, and one can follow", async () => {
  show(["inconclusive"], "en", empty());
  (await soon("log-report")).click();
  await until(() => expect(text(all("standing")[0])).toContain(locale.t.log.decision.logged("1")));
  expect(all("log-report")).toHaveLength(0);
  expect(all("choice")).toHaveLength(5);
  all("open-entry")[0]?.click();
  expect((await soon("entry")).dataset["position"]).toBe("1");
});

test("a decision that could not be written keeps what was typed, also while the log is looked at", async () => {
  const refused = { kind: "log", sentence: "The disk is full." } as const;
  show(["inconclusive"], "en", { ...empty(), decide: () => Promise.reject(refused) });
  await soon("decision");
  choose("escalate");
  fill("reason", "Legal must see it.");
  fill("by", "Ada");
  all("record-decision")[0]?.click();
  await until(() => expect(text(document.querySelector("[data-testid=decision-form] [role=alert]"))).toContain("The disk is full."));
  all("to-log")[0]?.click();
  await soon("log");
  all("log-leave")[0]?.click();
  await soon("decision");
  expect(field("reason")?.value).toBe("Legal must see it.");
  expect(document.activeElement).toBe(all("to-log")[0]);
});

test("what is being written outlives another examination of the picture", async () => {
  let ids = 0;
  const host = fixture(new URLSearchParams({ fixture: "inconclusive", log: "empty", marks: "settings" }));
  const examine: Host["examine"] = (path, lang, onProgress) => {
    const examination = host.examine(path, lang, onProgress);
    return { ...examination, done: examination.done.then((examined) => ({ ...examined, id: `${(ids += 1)}` })) };
  };
  const recordedOf = vi.fn(async () => null);
  const report: Host["report"] = (_, lang, reveal) => host.report("inconclusive", lang, reveal);
  show(["inconclusive"], "en", { ...host, examine, report, recorded: recordedOf, seenBefore: async () => [], reportSentence: async () => "" });
  await soon("decision");
  choose("escalate");
  fill("reason", "Legal must see it.");
  (await soon("deepen")).click();
  await until(() => expect(recordedOf.mock.calls).toEqual([["1", "en"], ["2", "en"]]));
  expect(field("reason")?.value).toBe("Legal must see it.");
});

test("a log that cannot be asked is told quietly, and the decision can still be tried", async () => {
  show(["inconclusive"], "en", { ...empty(), recorded: () => Promise.reject({ kind: "log", sentence: "No server." }) });
  const panel = await soon("decision");
  await until(() => expect(text(panel)).toContain("No server."));
  expect([panel.querySelector("[role=alert]"), all("choice").length]).toEqual([null, 5]);
});

test("an erased decision is said to be erased, and hostile words are text", async () => {
  const markup = `<img src="x" onerror="document.title='run'">`;
  const context = { seen_at: markup, claim: markup, claimed_date: "", claimed_place: "", sent_by: markup };
  const decision: Decision = { kind: "do_not_use", reason: `${markup}\n${"é".repeat(5000)}`, by: markup, links: [`https://x/${markup}`], media_review: null, context };
  const history = [
    { position: 2, digest: "a", recorded_at: "2026-11-19T15:02:11Z", decision: null },
    { position: 3, digest: "b", recorded_at: "2026-11-20T15:02:11Z", decision },
  ];
  const recorded: Recorded = { report: 1, decision: 3, history };
  show(["inconclusive"], "en", { ...empty(), recorded: async () => recorded });
  const standing = await soon("decided");
  expect(all("decided").map(({ dataset }) => dataset["kind"])).toEqual(["do_not_use", "erased"]);
  // Reason, name, link, what copying it is called, and three fields.
  expect(text(standing).split(markup)).toHaveLength(8);
  expect(document.querySelector('img[src="x"]')).toBeNull();
  expect(text(standing)).toContain(locale.t.showWhole(locale.number(markup.length + 1 + 5000)));
  expect(text(all("decisions-before")[0])).toContain(locale.t.log.decision.gone);
});

describe("what was seen before", () => {
  const line = (position: number, by: Seen["by"], decision: Seen["entry"]["decision"] = null): Seen => ({
    by,
    entry: {
      position,
      digest: "d",
      recorded_at: "2026-03-03T09:00:00Z",
      kind: "report",
      about: null,
      earlier: null,
      name: "old.jpg",
      sha256: "ab",
      verdict: "inconclusive",
      by: "Ben",
      decision,
      picture: true,
      erased: false,
    },
  });
  const decided = (position: number) => ({ position, kind: "do_not_use", by: "Ada", recorded_at: "2026-03-03T10:00:00Z" }) as const;

  test.each(["en", "fr"] as const)("stands in %s with its day, its person, the decision and its reason", async (lang) => {
    const seen = [line(4, { kind: "sha256" }, decided(5)), line(2, { kind: "pdq", distance: 14 })];
    const logEntry = vi.fn(async () => ({ decision: { reason: `Staged. ${"x".repeat(300)}` } }) as LogEntry);
    show(["inconclusive"], lang, { ...empty(), seenBefore: async () => seen, logEntry });
    const card = await soon("seen");
    const { t } = locale;
    expect(text(card.querySelector("h2"))).toBe(t.log.seen.same);
    const [same, near] = all("seen-line");
    expect(text(same)).toContain(t.log.seen.examinedBy(locale.minute("2026-03-03T09:00:00Z"), "Ben"));
    expect(text(same)).toContain(t.log.decision.kind.do_not_use);
    await until(() => expect(text(same)).toContain("Staged. xxx"));
    expect(text(same)).not.toContain("x".repeat(160));
    expect(text(same)).toContain("…");
    expect(logEntry.mock.calls).toEqual([[5, lang]]);
    expect(text(near)).toContain(t.known.near(14));
    expect(text(near)).toContain(t.log.undecided);
    // Above the reasons, below the answer.
    expect(card.compareDocumentPosition(all("credentials-card")[0]!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test("is called similar where it is, and only three are told at once", async () => {
    const seen = [9, 8, 7, 6].map((position) => line(position, { kind: "pdq", distance: 20 }));
    const logEntries = vi.fn(empty().logEntries);
    show(["inconclusive"], "en", { ...empty(), seenBefore: async () => seen, logEntries });
    const card = await soon("seen");
    expect(text(card.querySelector("h2"))).toBe(locale.t.log.seen.similar);
    expect(all("seen-line")).toHaveLength(3);
    all("seen-all")[0]?.click();
    await soon("similar");
    await until(() => expect(logEntries.mock.calls.map(([, similarTo]) => similarTo)).toEqual(["inconclusive"]));
  });

  test("opens its entry", async () => {
    show(["inconclusive"], "en");
    (await soon("open-seen")).click();
    expect((await soon("entry")).dataset["position"]).toBe("3");
  });

  test("says nothing where there is nothing, and a failure quietly", async () => {
    show(["inconclusive"], "en", empty());
    await soon("decision");
    await settle();
    expect([all("seen"), all("seen-failed")].map((found) => found.length)).toEqual([0, 0]);
    show(["inconclusive"], "en", { ...empty(), seenBefore: () => Promise.reject({ kind: "log", sentence: "No server." }) });
    const line = await soon("seen-failed");
    expect(text(line)).toContain("No server.");
    expect(line.closest("[role=alert], .card")).toBeNull();
  });
});

test("the answer as a sentence is the host's, and so is the file that a report is saved to", async () => {
  const copy = vi.fn(async () => {});
  const exportReport = vi.fn(async () => ({ path: "/home/ada/report.pdf" }));
  show(["inconclusive"], "fr", { ...empty(), copy, exportReport, reportSentence: async (id, lang) => `${id} ${lang}` });
  const banner = await soon("verdict");
  await settle();
  banner.querySelector<HTMLElement>(".copy button")?.click();
  await until(() => expect(copy).toHaveBeenCalledExactlyOnceWith("inconclusive fr"));
  banner.querySelector<HTMLElement>('[data-format="pdf"]')?.click();
  await until(() => expect(text(banner.querySelector(".save [role=status]"))).toBe(locale.t.log.save.saved("/home/ada/report.pdf")));
  expect(exportReport).toHaveBeenCalledExactlyOnceWith("inconclusive", "pdf", "fr");
});
