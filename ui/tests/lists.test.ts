import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Lang } from "$model";
import { fixture } from "../src/host/fixture";
import type { Host } from "../src/host/host";
import type { ListImport, ListPage } from "../src/host/lists";
import { locale } from "../src/locales/locale.svelte";
import { ListEntries, PART } from "../src/views/Lists/entries.svelte";
import ListsPage from "./ListsPage.svelte";
import { all, soon, until } from "./page";

const plain = (words: string) => words.replace(/\s+/g, " ").trim();
const text = (element: Element | undefined | null) => plain(element?.textContent ?? "");
const settle = async (ms = 20) => {
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, ms));
  flushSync();
};
const card = (name: string) => all("list").find(({ dataset }) => dataset["name"] === name)!;
const inside = <E extends HTMLElement = HTMLElement>(parent: Element, testid: string) => parent.querySelector<E>(`[data-testid="${testid}"]`)!;
const field = (name: string) => document.querySelector<HTMLInputElement>(`[data-field="${name}"]`)!;
const fill = (name: string, value: string) => {
  field(name).value = value;
  for (const type of ["input", "change"]) field(name).dispatchEvent(new Event(type, { bubbles: true }));
  flushSync();
};
const press = (key: string, on: EventTarget = document.activeElement ?? document) => {
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  flushSync();
};
const told = () => text(all("lists-told")[0]);
const row = (place: number) => document.querySelector<HTMLElement>(`[data-place="${place}"]`);

// jsdom lays nothing out: the one row that the keyboard stands at is there.
Element.prototype.scrollTo = () => {};

/** Walks to an entry of the list that is open, until it has come. */
async function walk(place: number): Promise<HTMLElement> {
  document.querySelector<HTMLElement>("[data-place][tabindex='0']")?.focus();
  press("Home");
  await settle(0);
  for (let at = 0; at < place; at++) {
    press("ArrowDown");
    await settle(0);
  }
  await until(() => expect(text(row(place))).not.toBe(locale.t.lists.loading));
  return row(place)!;
}

let mounted: Record<string, unknown> | null = null;
afterEach(() => {
  if (mounted) void unmount(mounted);
  mounted = null;
  document.body.replaceChildren();
});

/** The view over recorded lists; `changes` replace parts of the host. */
async function open(lang: Lang = "en", search: Record<string, string> = {}, changes: Partial<Host> = {}): Promise<Host> {
  locale.speak(lang);
  const host: Host = { ...fixture(new URLSearchParams(search)), ...changes };
  mounted = mount(ListsPage, { target: document.body, props: { host } });
  await soon("lists");
  await settle();
  return host;
}

async function openList(name: string, lang: Lang = "en", changes: Partial<Host> = {}): Promise<Host> {
  const host = await open(lang, {}, changes);
  inside(card(name), "open-list").click();
  await soon("one-list");
  await until(() => expect(text(all("entries-found")[0])).not.toBe(locale.t.lists.loading));
  return host;
}

describe("the overview", () => {
  test.each(["en", "fr"] as const)("in %s tells of every list where it is from, whose it is, and how much is on it", async (lang) => {
    const host = await open(lang);
    const { t } = locale;
    const lists = await host.listOverview(lang);
    expect(all("list").map(({ dataset }) => dataset["name"])).toEqual(lists.map(({ name }) => name));
    for (const list of lists) {
      const shown = text(card(list.name));
      expect(shown).toContain(plain(t.lists.count(locale.number(list.entries))));
      expect(shown).toContain(t.lists.origin[list.origin]);
      expect(shown).toContain(list.owner ?? t.lists.notSaid);
      expect(shown).toContain(list.licence ?? t.lists.notSaid);
      expect(shown).toContain(list.sha256.slice(0, 12));
      expect(inside<HTMLInputElement>(card(list.name), "use-list").checked).toBe(list.on);
      expect(inside(card(list.name), "list-changed") !== null).toBe(list.changed);
      expect(text(inside(card(list.name), "list-problem"))).toBe(list.problem ?? "");
    }
    expect(text(card("Elections"))).toContain(t.lists.team);
    expect(text(card("Partner agency"))).toContain("partner.csv");
    expect(text(card("Partner agency"))).toContain(plain(t.lists.off));
  });

  test("copies a digest whole", async () => {
    const copy = vi.fn(async () => {});
    const [list] = await (await open("en", {}, { copy })).listOverview("en");
    card(list!.name).querySelector<HTMLElement>("dd .copy button")?.click();
    expect(copy).toHaveBeenCalledExactlyOnceWith(list!.sha256);
  });

  test("without a list of one's own says what lists are for, and that a match is no praise", async () => {
    await open("en", { lists: "empty" });
    expect(text(all("lists-empty")[0])).toContain(locale.t.lists.emptyWhy);
    expect(text(all("lists-empty")[0])).toContain("A match never says that the picture is unaltered");
    expect(all("list")).toHaveLength(1);
  });

  test("with lists keeps that at hand", async () => {
    await open();
    expect(all("lists-empty")).toHaveLength(0);
    expect(text(all("match-means")[0])).toBe(locale.t.lists.match);
  });

  test("that cannot be had says why, and can be asked for again", async () => {
    const listOverview = vi.fn(async () => Promise.reject({ kind: "known", sentence: "The folder is gone." }));
    const host = await open("en", {}, { listOverview });
    expect(text(all("lists-failure")[0])).toContain("The folder is gone.");
    host.listOverview = fixture(new URLSearchParams()).listOverview;
    listOverview.mockImplementation(fixture(new URLSearchParams()).listOverview as never);
    all("lists-failure")[0]?.querySelector("button")?.click();
    await until(() => expect(all("list").length).toBeGreaterThan(1));
    expect(all("lists-failure")).toHaveLength(0);
  });

  test("switches a list off and on", async () => {
    await open();
    const use = () => inside<HTMLInputElement>(card("Desk"), "use-list");
    expect(document.getElementById(use().getAttribute("aria-labelledby")!.split(" ")[1]!)?.textContent).toBe("Desk");
    use().click();
    await until(() => expect(told()).toBe(locale.t.lists.told.off("Desk")));
    expect([use().checked, text(card("Desk")).includes(locale.t.lists.off)]).toEqual([false, true]);
    use().click();
    await until(() => expect(told()).toBe(locale.t.lists.told.on("Desk")));
    expect(all("lists-told")[0]?.getAttribute("role")).toBe("status");
  });

  test("leaves a switch that was refused as it was", async () => {
    await open("en", {}, { switchKnown: async () => Promise.reject({ kind: "known", sentence: "The disk is full." }) });
    const use = inside<HTMLInputElement>(card("Desk"), "use-list");
    use.click();
    await until(() => expect(text(all("lists-failure")[0])).toContain("The disk is full."));
    expect([use.checked, told()]).toEqual([true, ""]);
  });

  test("asks before it removes a list, says that there is a way back, and takes it", async () => {
    await open();
    inside(card("Desk"), "remove-known").click();
    const asked = await soon("confirm");
    expect(text(asked)).toContain(locale.t.lists.confirm.listWhy("240"));
    inside(asked, "confirm-no").click();
    flushSync();
    expect([all("confirm").length, card("Desk") !== undefined]).toEqual([0, true]);
    inside(card("Desk"), "remove-known").click();
    inside(await soon("confirm"), "confirm-yes").click();
    await until(() => expect(told()).toBe(locale.t.lists.told.removed("Desk")));
    expect([card("Desk"), all("confirm").length]).toEqual([undefined, 0]);
    await until(() => expect(document.activeElement).toBe(all("lists-told")[0]));
    all("undo-change")[0]?.click();
    await until(() => expect(told()).toBe("Undone: the removal of “Desk”."));
    await until(() => expect(card("Desk")).toBeDefined());
  });

  test("does not offer to remove what ships, nor a way back for a team", async () => {
    await open();
    expect(inside(card("Whence starter list"), "remove-known")).toBeNull();
    inside(card("Elections"), "remove-known").click();
    const asked = await soon("confirm");
    expect(text(asked)).toContain(locale.t.lists.confirm.team);
    inside(asked, "confirm-yes").click();
    await until(() => expect(told()).toBe(locale.t.lists.told.removed("Elections")));
    expect(all("undo-told")).toHaveLength(0);
  });

  test("says that there is nothing to undo", async () => {
    await open();
    all("undo-change")[0]?.click();
    await until(() => expect(text(all("lists-failure")[0])).toContain("There is nothing to undo"));
  });

  test.each(["csv", "ndjson"] as const)("exports a list as %s", async (format) => {
    const exportKnown = vi.fn(async () => ({ path: "/home/ada/desk", entries: 240 }));
    await open("en", {}, { exportKnown });
    card("Desk").querySelector<HTMLElement>(`[data-format="${format}"]`)?.click();
    await until(() => expect(text(card("Desk"))).toContain(locale.t.lists.save.done("240", "/home/ada/desk")));
    expect(exportKnown).toHaveBeenCalledExactlyOnceWith("Desk", format, "en");
  });

  test("of an export that was given up says nothing, of one that failed why", async () => {
    const exportKnown = vi.fn<Host["exportKnown"]>(async () => null);
    await open("en", {}, { exportKnown });
    const csv = card("Desk").querySelector<HTMLElement>('[data-format="csv"]')!;
    csv.click();
    await settle();
    expect(text(card("Desk").querySelector("p[role=status]"))).toBe("");
    exportKnown.mockImplementation(async () => Promise.reject({ kind: "known", sentence: "It cannot be written there." }));
    csv.click();
    await until(() => expect(text(card("Desk").querySelector("[role=alert]"))).toBe("It cannot be written there."));
  });
});

describe("one list", () => {
  test("begins at its name, and Escape leads back to where it was opened", async () => {
    await openList("Desk");
    expect(text(document.activeElement)).toBe("Desk");
    press("Escape");
    await settle();
    expect(document.activeElement).toBe(inside(card("Desk"), "open-list"));
  });

  test("fetches what is in sight, and no more", async () => {
    const recorded = fixture(new URLSearchParams());
    const listEntries = vi.fn(recorded.listEntries);
    await openList("Partner agency", "en", { listEntries });
    expect(text(all("entries-found")[0])).toBe("12,480 entries");
    expect(listEntries.mock.calls.map(([, , offset]) => offset)).toEqual([0]);
    row(0)?.focus();
    press("End");
    await until(() => expect(text(row(12_479))).toContain("Picture 12480"));
    expect(listEntries.mock.calls.map(([, , offset]) => offset)).toEqual([0, 12_400]);
    expect(document.activeElement).toBe(row(12_479));
    const item = row(12_479)?.closest("li");
    expect([item?.getAttribute("aria-posinset"), item?.getAttribute("aria-setsize")]).toEqual(["12480", "12480"]);
  });

  test("is walked with arrows, one entry being in the order of Tab", async () => {
    await openList("Desk");
    row(0)?.focus();
    for (const [key, to] of [["ArrowDown", 1], ["PageDown", 11], ["ArrowUp", 10], ["Home", 0], ["ArrowUp", 0]] as const) {
      press(key);
      await settle();
      expect([key, document.activeElement]).toEqual([key, row(to)]);
      expect([...document.querySelectorAll("[data-place][tabindex='0']")]).toEqual([row(to)]);
    }
  });

  test("is searched while somebody types", async () => {
    await openList("Desk");
    fill("list-words", "picture 17");
    await until(() => expect(text(all("entries-found")[0])).toBe("13 of 240 entries"));
    await until(() => expect(text(row(0))).toContain("Picture 17"));
    fill("list-words", "zeppelin");
    await until(() => expect(text(all("entries-none")[0])).toBe(locale.t.lists.list.none));
    expect(text(all("entries-found")[0])).toBe("0 of 240 entries");
  });

  test.each(["en", "fr"] as const)("in %s shows all that an entry says, with addresses to copy and none to follow", async (lang) => {
    const copy = vi.fn(async () => {});
    const host = await openList("Desk", lang, { copy, listedPictureUrl: (sha256) => `preview:${sha256}` });
    const { t } = locale;
    await until(() => expect(text(row(0))).toContain("Picture 1"));
    row(0)?.click();
    const details = await soon("entry-details");
    const [entry] = (await host.listEntries("Desk", "", 0, lang)).entries;
    expect(text(row(0))).toContain(entry!.title);
    for (const said of [entry!.what, entry!.source_url!, entry!.fact_check_url!, entry!.sha256!, entry!.pdq!]) {
      expect(text(details)).toContain(said);
    }
    expect(text(details)).toContain(t.known.labelOf.ai_generated);
    expect(text(details)).toContain(plain(t.known.ownWords));
    expect(details.querySelector("img")?.getAttribute("src")).toBe(`preview:${entry!.sha256}`);
    // Where a list has no word of its own, the label alone is told.
    expect(text(details)).not.toContain(t.lists.entry.rating);
    expect(document.querySelectorAll("a")).toHaveLength(0);
    details.querySelector<HTMLElement>("dd .copy button")?.click();
    expect(copy).toHaveBeenCalledExactlyOnceWith(entry!.source_url);
    row(0)?.click();
    flushSync();
    expect(all("entry-details")).toHaveLength(0);
  });

  test("shows what a list wrote as text, each title within its own direction", async () => {
    await openList("Desk");
    const markup = await walk(3);
    expect(text(markup)).toContain("<img src=x onerror=alert(1)> <b>Bold</b>");
    expect([...markup.querySelectorAll("img, b")].filter((element) => element.getAttribute("src") === "x" || element.tagName === "B")).toEqual([]);
    expect((await walk(4)).querySelector("bdi.title")?.textContent).toBe("Invoice \u202egpj.exe");
  });

  test("asks before an entry goes, and goes on at what came of it", async () => {
    const recorded = fixture(new URLSearchParams());
    const [removeKnownEntry, listEntries] = [vi.fn(recorded.removeKnownEntry), vi.fn(recorded.listEntries)];
    await openList("Desk", "en", { ...recorded, removeKnownEntry, listEntries });
    (await walk(1)).click();
    inside(await soon("entry-details"), "remove-entry").click();
    const asked = await soon("confirm");
    expect(text(asked.closest("dialog"))).toContain(locale.t.lists.confirm.entry("Picture 2"));
    expect(removeKnownEntry).not.toHaveBeenCalled();
    inside(asked, "confirm-yes").click();
    await until(() => expect(told()).toBe(locale.t.lists.told.entry("Picture 2", "Desk")));
    expect(removeKnownEntry).toHaveBeenCalledExactlyOnceWith("Desk", "2", "en");
    await until(() => expect(document.activeElement).toBe(all("lists-told")[0]));
    // What was read before is read again.
    await until(() => expect(listEntries.mock.calls.length).toBeGreaterThan(1));
    await until(() => expect(text(all("entries-found")[0])).toBe("239 entries"));
    all("undo-told")[0]?.click();
    await until(() => expect(told()).toBe("Undone: the removal of an entry of “Desk”."));
    await until(() => expect(text(all("entries-found")[0])).toBe("240 entries"));
    expect([all("undo-told").length, document.activeElement]).toEqual([0, all("lists-told")[0]]);
  });

  test("that ships lets nothing be taken off it", async () => {
    await openList("Whence starter list");
    await until(() => expect(text(row(0))).toContain("Picture 1"));
    row(0)?.click();
    expect(inside(await soon("entry-details"), "remove-entry")).toBeNull();
  });

  test("that cannot be read says why", async () => {
    await open();
    inside(card("Old archive"), "open-list").click();
    await until(() => expect(text(document.querySelector("[role=alert].note"))).toContain("is not as it was kept"));
    expect(all("listed-entries")).toHaveLength(0);
  });
});

describe("entries", () => {
  const page = (offset: number, found: number): ListPage => ({
    entries: Array.from({ length: Math.min(100, found - offset) }, (_, at) => ({ id: `${offset + at}` }) as ListPage["entries"][number]),
    found,
    total: found,
  });
  const long = (found: number) => {
    const answers: (() => void)[] = [];
    const listEntries = vi.fn((_: string, __: string, offset: number) => new Promise<ListPage>((come) => answers.push(() => come(page(offset, found)))));
    const answer = async () => {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    };
    return { entries: new ListEntries({ listEntries } as unknown as Host, "Long"), listEntries, answer };
  };
  const offsets = (listEntries: ReturnType<typeof long>["listEntries"]) => listEntries.mock.calls.map(([, , offset]) => offset);

  test("that were passed while another page came are not fetched", async () => {
    const { entries, listEntries, answer } = long(1_000_000);
    void entries.load();
    await answer();
    const passed = [2, 3, 4].map((hundred) => entries.want(hundred * 100));
    passed.slice(0, 2).forEach((leave) => leave());
    await answer();
    await answer();
    // The first was asked for at once; the second was gone when its turn came.
    expect(offsets(listEntries)).toEqual([0, 200, 400]);
    expect([entries.entry(400)?.id, entries.entry(300)]).toEqual(["400", undefined]);
  });

  test("beyond what a browser lays out come in stretches", async () => {
    const { entries, listEntries, answer } = long(250_050);
    void entries.load();
    await answer();
    expect(entries.length).toBe(PART);
    entries.go(2);
    expect(entries.length).toBe(50_050);
    entries.want(50_049);
    await answer();
    expect(offsets(listEntries)).toEqual([0, 250_000]);
    expect(entries.entry(50_049)?.id).toBe("250049");
  });

  test("of an earlier question are no answer to a later one", async () => {
    const { entries, listEntries, answer } = long(500);
    void entries.load();
    entries.words = "other";
    void entries.load();
    await answer();
    expect([entries.found, entries.loading]).toEqual([null, true]);
    await answer();
    expect([entries.found, entries.loading, listEntries.mock.calls.length]).toEqual([500, false, 2]);
  });

  test("that nobody looks at any more are let go", async () => {
    const { entries, answer } = long(10_000);
    void entries.load();
    await answer();
    for (let hundred = 1; hundred <= 60; hundred++) {
      const leave = entries.want(hundred * 100);
      await answer();
      leave();
    }
    expect([entries.entry(0), entries.entry(6000)?.id]).toEqual([undefined, "6000"]);
  });
});

describe("an import", () => {
  const choose = async (changes: Partial<Host> = {}, search: Record<string, string> = {}, lang: Lang = "en") => {
    const host = await open(lang, search, changes);
    all("import-known")[0]?.click();
    await soon("import-form");
    return host;
  };
  const go = async () => {
    all("choose-file")[0]?.click();
    await settle();
  };

  test("says what was taken in, and the list is there", async () => {
    const importKnown = vi.fn(fixture(new URLSearchParams()).importKnown);
    const host = await choose({ importKnown });
    host.listOverview = async () => [];
    fill("import-name", "October");
    fill("import-owner", "Desk");
    fill("import-label", "altered");
    await go();
    const how = { name: "October", owner: "Desk", licence: "", label: "altered", rating: "", replace: false };
    expect(importKnown).toHaveBeenCalledExactlyOnceWith(how, "en");
    const came = await soon("imported");
    expect(text(came)).toContain(locale.t.lists.taking.done("October", "3"));
    expect(text(came)).toContain(locale.t.lists.taking.formulae("2"));
    expect(text(came)).not.toContain(locale.t.lists.taking.replaced);
    expect([document.activeElement, all("import-form").length]).toEqual([came, 0]);
  });

  test("is in the overview afterwards, and can be undone", async () => {
    await choose();
    await go();
    await until(() => expect(card("Checked in October")).toBeDefined());
    document.querySelector<HTMLElement>("dialog header button")?.click();
    all("undo-change")[0]?.click();
    await until(() => expect(card("Checked in October")).toBeUndefined());
    expect(told()).toBe("Undone: the import of “Checked in October”.");
  });

  test("that is refused names every line with its reason, and can be copied as text", async () => {
    const copy = vi.fn(async (_: string) => {});
    const host = await choose({ copy }, { import: "rejected" });
    await go();
    const report = await soon("rejected");
    const came = (await host.importKnown({} as never, "en")) as Extract<ListImport, { outcome: "rejected" }>;
    expect([...report.querySelectorAll("li")].map(text)).toEqual([...came.lines, locale.t.lists.rejected.more("38")]);
    expect(text(report)).toContain(came.sentence);
    expect(text(report)).toContain(locale.t.lists.rejected.todo);
    expect(text(report)).toContain("ai_generated, altered");
    expect(report.querySelector("b")).toBeNull();
    expect(document.activeElement).toBe(report);
    report.querySelector<HTMLElement>(".copy button")?.click();
    expect(copy.mock.calls[0]?.[0]).toBe([came.file, came.sentence, "", ...came.lines, "and 38 more lines"].join("\n"));
    // The form stays, so that the mended file can be chosen.
    expect(all("choose-file")).toHaveLength(1);
  });

  test("that was given up says so, and nothing else", async () => {
    await choose({}, { import: "none" });
    await go();
    expect(text(all("import-told")[0])).toBe(locale.t.lists.taking.none);
    expect([all("rejected").length, all("imported").length]).toEqual([0, 0]);
  });

  test("tells that it is under way", async () => {
    let come: (came: ListImport | null) => void = () => {};
    const importKnown = vi.fn(() => new Promise<ListImport | null>((done) => (come = done)));
    await choose({ importKnown });
    await go();
    expect(text(all("import-told")[0])).toBe(locale.t.lists.taking.running);
    await go();
    expect(importKnown).toHaveBeenCalledOnce();
    come(null);
    await until(() => expect(text(all("import-told")[0])).toBe(locale.t.lists.taking.none));
  });

  test.each(["en", "fr"] as const)("in %s of a name that is taken asks first whether it is to take its place", async (lang) => {
    const importKnown = vi.fn(async () => null);
    await choose({ importKnown }, {}, lang);
    fill("import-name", " desk ");
    await go();
    expect(text(all("wrong")[0])).toBe(plain(locale.t.lists.taking.taken));
    expect([importKnown.mock.calls.length, document.activeElement]).toEqual([0, field("import-name")]);
    field("import-replace").click();
    await go();
    expect(importKnown).toHaveBeenCalledOnce();
  });

  test("takes no name that is too long, and shows why a host refuses", async () => {
    const importKnown = vi.fn(async () => Promise.reject({ kind: "known", sentence: "A list may have 2 GiB at most." }));
    await choose({ importKnown });
    fill("import-name", "x".repeat(81));
    await go();
    expect(text(all("wrong")[0])).toBe(locale.t.known.add.wrong.long("80"));
    fill("import-name", "x".repeat(80));
    await go();
    await until(() => expect(text(document.querySelector("dialog [role=alert]"))).toBe("A list may have 2 GiB at most."));
  });
});

describe("a search of all lists", () => {
  test("says on which of them it was found, and opens that list there", async () => {
    await open();
    fill("all-words", "picture 17");
    await until(() => expect(text(all("search-told")[0])).toMatch(/^[\d,]+ entries found on your lists\.$/));
    const lists = all("hits").map(({ dataset }) => dataset["name"]);
    expect(lists).toEqual(["Whence starter list", "Desk", "Partner agency", "Elections", "Old archive"]);
    const desk = all("hits")[1]!;
    expect(text(desk)).toContain("13 of 240 entries");
    expect(desk.querySelectorAll("li")).toHaveLength(3);
    expect(text(all("hits")[2])).toContain(locale.t.lists.search.off);
    // A list that cannot be read is not passed over in silence.
    expect(text(all("hits")[4])).toContain("is not as it was kept");
    inside(desk, "all-hits").click();
    await soon("one-list");
    expect(field("list-words").value).toBe("picture 17");
    await until(() => expect(text(all("entries-found")[0])).toBe("13 of 240 entries"));
  });

  test("finds a hash by its beginning and a fact check by its address", async () => {
    const host = await open();
    const [entry] = (await host.listEntries("Elections", "", 0, "en")).entries;
    for (const words of [entry!.sha256!.slice(0, 12), entry!.fact_check_url!]) {
      fill("all-words", words);
      await until(() => expect(text(all("search-told")[0])).toContain("found on your lists"));
      expect(all("hits").map(({ dataset }) => dataset["name"])).toContain("Elections");
    }
  });

  test.each(["en", "fr"] as const)("in %s that finds nothing says that nothing follows", async (lang) => {
    await open(lang);
    fill("all-words", "zeppelin");
    await until(() => expect(text(all("search-told")[0])).toBe(plain(locale.t.lists.search.none)));
    fill("all-words", "z");
    await until(() => expect(text(all("search-told")[0])).toBe(""));
  });

  test("is dropped for a later one", async () => {
    const asked: string[] = [];
    const { listEntries } = fixture(new URLSearchParams());
    await open("en", {}, {
      listEntries: async (list, words, ...more) => {
        asked.push(`${list}: ${words}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
        return listEntries(list, words, ...more);
      },
    });
    const form = field("all-words").form!;
    fill("all-words", "first");
    form.requestSubmit();
    await settle(40);
    fill("all-words", "second");
    form.requestSubmit();
    await until(() => expect(text(all("search-told")[0])).toBe(locale.t.lists.search.none));
    expect(asked.filter((question) => question.endsWith("first")).length).toBeLessThan(5);
    expect(asked.filter((question) => question.endsWith("second"))).toHaveLength(5);
  });
});
