import { describe, expect, test, vi } from "vitest";
import type { Report } from "$model";
import { fixture } from "../src/host/fixture";
import { settingsWith } from "../src/host/fixtureDesk";
import type { Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { all, connected, recorded, show, soon, until } from "./page";

const text = (element: Element | undefined) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";

describe.each(["declared_ai", "inconclusive"])("the report of %s", (name) => {
  test("says the verdict first", async () => {
    const { verdict } = await recorded(name, "en");
    show([name], "en");
    expect(text(await soon("headline"))).toBe(verdict.headline);
    expect(text(all("meaning")[0])).toBe(verdict.meaning);
    expect(all("verdict")[0]?.dataset["kind"]).toBe(name);
    const deciding = all("deciding").map(text);
    expect(deciding).toHaveLength(verdict.because.length);
    expect(text(all("next")[0])).toContain(verdict.next);
    verdict.would_change.forEach((advice) => expect(text(all("verdict")[0])).toContain(advice));
  });

  test("has a row for each check, findings open", async () => {
    const { rows } = await recorded(name, "en");
    show([name], "en");
    await soon("headline");
    const shown = all("row");
    expect(shown.map((row) => row.dataset["check"]).sort()).toEqual(rows.map((row) => row.check).sort());
    for (const { check, status, message, innocent } of rows) {
      const row = shown.find((row) => row.dataset["check"] === check);
      expect(text(row)).toContain(message);
      innocent.forEach((cause) => expect(text(row)).toContain(cause));
      if (row instanceof HTMLDetailsElement) expect(row.open).toBe(status === "finding");
      else expect(["nothing_found", "not_applicable"]).toContain(status);
    }
  });

  test("names what could not be checked, and the file's identity", async () => {
    const { verdict, exhibit } = await recorded(name, "en");
    show([name], "en");
    await soon("headline");
    verdict.gaps.forEach((gap) => expect(text(all("gaps")[0])).toContain(gap.reason));
    expect(text(all("sha256")[0])).toBe(exhibit.sha256);
    expect(all("preview")[0]?.getAttribute("alt")).toContain(exhibit.name);
  });

  test("changes its language at once, an open page included", async () => {
    const [en, fr] = await Promise.all([recorded(name, "en"), recorded(name, "fr")]);
    show([name], "en");
    await soon("headline");
    const finding = en.rows.findIndex((row) => row.status === "finding");
    all("row")
      .find((row) => row.dataset["check"] === en.rows[finding]?.check)
      ?.querySelector<HTMLButtonElement>("[data-testid=why]")
      ?.click();
    expect(text(await soon("page"))).toContain(locale.t.why.looksAt);
    locale.speak("fr");
    await until(() => expect(text(all("headline")[0])).toBe(fr.verdict.headline));
    await until(() => expect(text(document.querySelector("dialog h2")!)).toBe(fr.rows[finding]?.title));
    expect(document.documentElement.lang).toBe("fr");
    expect(document.querySelector("article")?.lang).toBe("fr");
  });
});

test("a deciding row leads to its row", async () => {
  const { verdict } = await recorded("declared_ai", "en");
  show(["declared_ai"], "en");
  await soon("headline");
  const row = all("row").find((row) => row.dataset["check"] === verdict.because[0]) as HTMLDetailsElement;
  row.open = false;
  all("deciding")[0]?.click();
  expect(row.open).toBe(true);
  expect(document.activeElement).toBe(row.querySelector("summary"));
});

test("the answer is told in the order in which it is needed, and what would change it is folded", async () => {
  show(["signs_of_editing"], "en");
  const banner = await soon("verdict");
  const told = ["headline", "meaning", "next", "deciding", "would-change"].map((part) => all(part)[0]!);
  told.slice(1).forEach((part, i) => {
    expect(told[i]!.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING, part.dataset["testid"]).toBeTruthy();
  });
  expect((all("would-change")[0] as HTMLDetailsElement).open).toBe(false);
  expect(banner.contains(all("would-change")[0]!)).toBe(true);
});

test("a report from before that told nothing to do next leaves it out", async () => {
  const report = await recorded("inconclusive", "en");
  show(["/a.jpg"], "en", {
    examine: () => ({
      done: Promise.resolve({ id: "inconclusive", report: { ...report, verdict: { ...report.verdict, next: "" } }, preview: true, exif_thumbnail: false }),
      cancel: () => {},
    }),
  });
  await soon("verdict");
  expect(all("next")).toHaveLength(0);
});

describe("what a person takes along", () => {
  const button = (label: string) => [...all("verdict")[0]!.querySelectorAll<HTMLButtonElement>("button")].find((each) => text(each) === label);

  test("is the report as text and the digest, as the language is", async () => {
    const copy = vi.fn<Host["copy"]>(async () => {});
    const reportText = vi.fn<Host["reportText"]>(async (id, lang) => `${id} in ${lang}`);
    show(["inconclusive"], "en", { copy, reportText });
    await soon("verdict");
    // Before the click: a page may write to the clipboard only right after one.
    await until(() => expect(reportText.mock.lastCall).toEqual(["inconclusive", "en"]));
    button(locale.t.handoff.copyText)?.click();
    await until(() => expect(copy.mock.lastCall).toEqual(["inconclusive in en"]));
    button(locale.t.handoff.copyHash)?.click();
    expect(copy.mock.lastCall).toEqual([(await recorded("inconclusive", "en")).exhibit.sha256]);
    locale.speak("fr");
    await until(() => expect(button(locale.t.handoff.copyText)).toBeTruthy());
    await until(() => expect(reportText.mock.lastCall).toEqual(["inconclusive", "fr"]));
    button(locale.t.handoff.copyText)?.click();
    await until(() => expect(copy.mock.lastCall).toEqual(["inconclusive in fr"]));
  });

  test("a copy that fails says so", async () => {
    show(["inconclusive"], "en", { reportText: async () => Promise.reject({ kind: "forgotten", sentence: "Gone." }) });
    await soon("verdict");
    const copying = button(locale.t.handoff.copyText);
    copying?.click();
    await until(() => expect(text(copying?.parentElement?.querySelector("[role=status]") ?? undefined)).toBe(locale.t.copyFailed));
  });
});

describe("searching elsewhere", () => {
  async function open(searches: boolean, changes: Partial<Host> = {}) {
    const done: string[] = [];
    let settings = { ...(await connected.settings("en")), network: { credentials: false, maps: false, searches } };
    const host: Partial<Host> = {
      settings: async () => settings,
      saveSettings: async (changes) => (done.push("save"), (settings = settingsWith(settings, changes))),
      copyPreview: async (id) => void done.push(`copy ${id}`),
      openSearch: async (site) => void done.push(`open ${site}`),
      ...changes,
    };
    show(["inconclusive"], "en", host);
    const toggle = await soon("search-elsewhere");
    expect(toggle.getAttribute("aria-expanded")).toBe("false");
    toggle.click();
    await soon("handoff");
    expect(toggle.getAttribute("aria-expanded")).toBe("true");
    return { done, network: () => settings.network };
  }
  const site = (name: string) => document.querySelector<HTMLElement>(`[data-site="${name}"]`);

  test("says before it what leaves this computer and when, then copies the preview and opens the page", async () => {
    const { done } = await open(true);
    const note = text(all("handoff-note")[0]);
    for (const words of [locale.t.handoff.nothingSent, locale.t.handoff.leaves, locale.t.handoff.noMetadata]) expect(note).toContain(words);
    expect(all("handoff-note")[0]!.compareDocumentPosition(site("bing")!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(all("search-site").map(text)).toEqual(["Google Lens", "TinEye", "Bing", "Yandex"]);
    expect(done).toEqual([]);
    site("tineye")?.click();
    await until(() => expect(done).toEqual(["copy inconclusive", "open tineye"]));
    await until(() => expect(text(all("handoff-done")[0])).toBe(locale.t.handoff.opened("TinEye")));
    expect(all("handoff-done")[0]?.getAttribute("role")).toBe("status");
  });

  test("switched off, asks first, and does nothing where it is left off", async () => {
    const { done, network } = await open(false);
    site("yandex")?.click();
    const asked = await soon("switch-on");
    expect(text(asked)).toContain(`${locale.t.handoff.off.searches} ${locale.t.handoff.goOn}`);
    expect(document.activeElement).toBe(all("switch-on-go")[0]);
    all("switch-on-leave")[0]?.click();
    await until(() => expect(all("switch-on")).toHaveLength(0));
    expect(document.activeElement).toBe(site("yandex"));
    expect([done, network().searches]).toEqual([[], false]);
  });

  test("switched on there, goes on with what was wanted", async () => {
    const { done, network } = await open(false);
    site("google_lens")?.click();
    (await soon("switch-on-go")).click();
    await until(() => expect(done).toEqual(["save", "copy inconclusive", "open google_lens"]));
    expect(network()).toEqual({ credentials: false, maps: false, searches: true });
    await until(() => expect(all("switch-on")).toHaveLength(0));
  });

  test("asks as well where only the host knows that it is off", async () => {
    const refused = () => Promise.reject({ kind: "switched_off", sentence: "Off." });
    await open(true, { openSearch: refused });
    site("bing")?.click();
    expect((await soon("switch-on")).dataset["feature"]).toBe("searches");
  });

  test("says why where the picture could not be copied, and opens nothing", async () => {
    const { done } = await open(true, { copyPreview: () => Promise.reject({ kind: "broke", sentence: "No clipboard." }) });
    site("bing")?.click();
    await until(() => expect(text(all("handoff")[0]?.querySelector("[role=alert]") ?? undefined)).toBe("No clipboard."));
    expect(done).toEqual([]);
    expect(text(all("handoff-done")[0])).toBe("");
  });
});

describe("the order of the report", () => {
  const titles = () => all("contents-entry").map((entry) => text(entry.querySelector("span") ?? undefined));

  test("is that of its contents, which lead there and count the findings", async () => {
    const { rows, verdict } = await recorded("signs_of_editing", "en");
    show(["signs_of_editing"], "en");
    await soon("contents-entry");
    await until(() => expect(titles()).toContain(locale.t.thumbnail.headline));
    expect(titles()[0]).toBe(verdict.headline);
    const order = [locale.t.rows.headline, locale.t.verdict.gaps, locale.t.credentials.headline, locale.t.identity.headline, locale.t.facts.headline];
    expect(titles().filter((title) => order.includes(title))).toEqual(order);
    const findings = rows.filter(({ status }) => status === "finding").length;
    const entry = all("contents-entry").find((each) => text(each).startsWith(locale.t.rows.headline));
    expect(text(entry)).toBe(`${locale.t.rows.headline} ${locale.t.viewer.findings(findings, `${findings}`)}`);
    const family = all("contents-entry").find((each) => text(each).startsWith(locale.t.rows.family.metadata));
    expect(text(family)).toContain(locale.t.viewer.findings(2, "2"));
    family?.click();
    expect(text(document.activeElement ?? undefined)).toBe(locale.t.rows.family.metadata);
  });

  test("has what says something before what was checked, what says nothing after it", async () => {
    const before = async (name: string, title: string) => {
      show([name], "en");
      await soon("contents-entry");
      await until(() => expect(titles().some((each) => each.startsWith(title))).toBe(true));
      return titles().findIndex((each) => each.startsWith(title)) < titles().indexOf(locale.t.rows.headline);
    };
    expect(await before("history", locale.t.credentials.headline)).toBe(true);
    expect(await before("declared_ai", locale.t.marks.title)).toBe(true);
    expect(await before("known_match", "Known pictures (")).toBe(true);
    expect(await before("inconclusive", locale.t.credentials.headline)).toBe(false);
    expect(await before("inconclusive", locale.t.marks.title)).toBe(false);
    expect(await before("inconclusive", locale.t.rows.family.known)).toBe(false);
  });

  test("the weightiest finding of a family comes first, and the family with it", async () => {
    const report = await recorded("known_match", "en");
    const rising = (["info", "weak", "strong"] as const)[Symbol.iterator]();
    const rows = report.rows.map((row) =>
      row.family === "structure" && row.status === "finding" ? { ...row, strength: rising.next().value ?? row.strength } : row,
    );
    show(["/a.jpg"], "en", {
      examine: () => ({ done: Promise.resolve({ id: "known_match", report: { ...report, rows }, preview: true, exif_thumbnail: false }), cancel: () => {} }),
    });
    await soon("verdict");
    const strengths = ["info", "weak", "moderate", "strong", "cryptographic"];
    const weights = [...document.querySelectorAll<HTMLElement>("[data-part]")].map((part) =>
      [...part.querySelectorAll<HTMLElement>('[data-status="finding"]')].map(({ dataset }) => strengths.indexOf(rows.find(({ check }) => check === dataset["check"])?.strength ?? "")),
    );
    weights.forEach((own) => expect(own).toEqual([...own].sort((a, b) => b - a)));
    const heaviest = weights.map((own) => own[0] ?? -1);
    expect(heaviest).toEqual([...heaviest].sort((a, b) => b - a));
    const structure = document.querySelectorAll('[data-part="structure"] [data-status="finding"]');
    expect([...structure].map((row) => text(row.querySelector(".strength")!))).toEqual(["Strength: Strong", "Strength: Weak", "Strength: Information"]);
  });
});

test("strings from the file are text and nothing else", async () => {
  const markup = `<img src="x" onerror="document.title = 'run'"><script>document.title = 'run'</script>`;
  const named = new Set(
    "name value shown path raw tool key what holds title message label field note text header maker given_name".split(" "),
  );
  const hostile = <T>(part: T, key = ""): T => {
    if (typeof part === "string") return (named.has(key) ? markup : part) as T;
    if (Array.isArray(part)) return part.map((each) => hostile(each, key)) as T;
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([k, v]) => [k, hostile(v, k)])) as T;
  };
  for (const name of ["declared_ai", "inconclusive"]) {
    const report: Report = hostile(await recorded(name, "en"));
    show([name], "en", {
      examine: () => ({ done: Promise.resolve({ id: name, report, preview: true, exif_thumbnail: false }), cancel: () => {} }),
    });
    await until(() => expect(text(document.body)).toContain("onerror"));
    expect(document.querySelectorAll(`img[src="x"], body script`)).toHaveLength(0);
    expect(document.body.textContent.split(markup).length).toBeGreaterThan(report.rows.length);
  }
});

test("a file that is refused says why, and the next one goes on", async () => {
  show(["empty", "inconclusive"], "fr");
  const refusal = await soon("refusal");
  expect(refusal.getAttribute("role")).toBe("alert");
  expect(refusal.dataset["kind"]).toBe("empty");
  expect(text(refusal)).toContain("Ce fichier est vide");
  await soon("queue-summary");
  document.querySelector<HTMLElement>("nav [data-testid=next]")?.click();
  expect((await soon("verdict")).dataset["kind"]).toBe("inconclusive");
});

test("without the locked room no file is read until a person says so, who is told what it means", async () => {
  const report = await recorded("inconclusive", "en");
  let without = false;
  const goWithoutIsolation = vi.fn(async () => void (without = true));
  const refused = { kind: "unconfined", sentence: "The locked room could not be had." } as const;
  const examined = { id: "inconclusive", report, preview: false, exif_thumbnail: false };
  const examine = vi.fn(() => ({ done: without ? Promise.resolve(examined) : Promise.reject(refused), cancel: () => {} }));
  show(["inconclusive", "declared_ai"], "en", { goWithoutIsolation, examine });
  expect((await soon("refusal")).dataset["kind"]).toBe("unconfined");
  const button = await soon("go-without");
  const means = document.getElementById(button.getAttribute("aria-describedby")!);
  expect(text(means ?? undefined)).toBe(locale.t.refusal.withoutMeans);
  document.querySelector<HTMLElement>("[data-testid=retry]")?.click();
  expect((await soon("refusal")).dataset["kind"]).toBe("unconfined");
  expect(goWithoutIsolation).not.toHaveBeenCalled();
  (await soon("go-without")).click();
  expect((await soon("verdict")).dataset["kind"]).toBe("inconclusive");
  expect(goWithoutIsolation).toHaveBeenCalledOnce();
  // Both at first, one that was tried again, and both.
  await until(() => expect(examine).toHaveBeenCalledTimes(5));
});

test("a pasted picture is said to have lost its metadata, a pasted file is not", async () => {
  const report = await recorded("inconclusive", "en");
  const pasteOf = (name: string) => () => ({
    done: Promise.resolve({
      id: "inconclusive",
      report: { ...report, exhibit: { ...report.exhibit, name } },
      preview: false,
      exif_thumbnail: false,
    }),
    cancel: () => {},
  });
  const press = () =>
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "v", ctrlKey: true, bubbles: true, cancelable: true }));
  show([], "en", { paste: pasteOf("clipboard") });
  press();
  expect(text(await soon("verdict"))).toContain(locale.t.verdict.pasted);

  show([], "en", { paste: pasteOf("holiday.jpg") });
  press();
  expect(text(await soon("verdict"))).not.toContain(locale.t.verdict.pasted);
});

test("Escape stops an examination", async () => {
  const host = fixture(new URLSearchParams({ fixture: "declared_ai", pace: "100000" }));
  const stopped = vi.fn();
  show(["declared_ai"], "en", {
    examine: (path, lang, onProgress) => {
      const { done, cancel } = host.examine(path, lang, onProgress);
      return { done, cancel: () => (stopped(), cancel()) };
    },
  });
  await until(() => expect(document.querySelector('[aria-current="step"]')).not.toBeNull());
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  await until(() => expect(text(document.querySelector("h1")!)).toBe(locale.t.start.headline));
  expect(stopped).toHaveBeenCalledOnce();
});
