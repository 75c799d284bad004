import { describe, expect, test, vi } from "vitest";
import type { Changes, Settings } from "../src/host/desk";
import { fixture } from "../src/host/fixture";
import { settingsWith } from "../src/host/fixtureDesk";
import type { Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { all, show, soon, until } from "./page";

const text = (element: Element | null | undefined) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const field = (name: string) => document.querySelector<HTMLInputElement>(`[data-testid=settings] [data-field="${name}"]`)!;
const radio = (name: string, value: string) => field(name).querySelector<HTMLInputElement>(`input[value="${value}"]`)!;

function set(input: HTMLInputElement, value: string) {
  input.value = value;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

async function open(changes: Partial<Host> = {}) {
  const host = fixture(new URLSearchParams());
  const saveSettings = vi.fn(host.saveSettings);
  show([], "en", { ...host, saveSettings, ...changes });
  all("to-settings")[0]?.click();
  await soon("log-settings");
  return { saveSettings, last: () => saveSettings.mock.lastCall?.[0] as Changes };
}

describe("what is chosen", () => {
  test("holds at once and is kept, the language first of all", async () => {
    const speak = vi.fn();
    const { last } = await open({ speak });
    expect(speak.mock.calls).toEqual([["en"]]);
    radio("language", "fr").click();
    await until(() => expect(text(document.querySelector("h1"))).toBe("Réglages"));
    expect([document.documentElement.lang, last().language]).toEqual(["fr", "fr"]);
    expect(speak.mock.lastCall).toEqual(["fr"]);
    expect(text(await soon("saved"))).toBe("Enregistré.");
    radio("language", "").click();
    await until(() => expect(last().language).toBe(""));
    expect(locale.lang).toBe("en");
  });

  test("colours are dark, light, or the system's", async () => {
    const { last } = await open();
    const theme = () => document.documentElement.dataset["theme"];
    expect(theme()).toBeUndefined();
    for (const chosen of ["dark", "light"] as const) {
      radio("theme", chosen).click();
      await until(() => expect([theme(), last().theme]).toEqual([chosen, chosen]));
    }
    radio("theme", "system").click();
    await until(() => expect(theme()).toBeUndefined());
  });

  test("connections are off at first, each switched by itself", async () => {
    const { last } = await open();
    const names = ["credentials", "maps", "searches"];
    expect(names.map((name) => field(name).checked)).toEqual([false, false, false]);
    field("searches").click();
    await until(() => expect(last()).toEqual({ network: { searches: true } }));
    field("notify").click();
    await until(() => expect(last()).toEqual({ notify: false }));
    expect([...names, "notify"].map((name) => field(name).checked)).toEqual([false, false, true, false]);
  });

  test("that could not be kept is told, and does not hold", async () => {
    await open({ saveSettings: () => Promise.reject({ kind: "settings", sentence: "The disk is full." }) });
    radio("theme", "dark").click();
    await until(() => expect(text(document.querySelector("[data-testid=settings] [role=alert]"))).toBe("The disk is full."));
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
    field("remember_files").click();
    await until(() => expect(field("remember_files").checked).toBe(true));
  });

  test("is all that is sent, so that what was chosen elsewhere meanwhile stays and is seen", async () => {
    let kept = await fixture(new URLSearchParams()).settings("en");
    const saveSettings = vi.fn(async (changes: Changes): Promise<Settings> => (kept = settingsWith(kept, changes)));
    await open({ settings: async () => kept, saveSettings });
    kept = settingsWith(kept, { store: "postgres://desk@server/whence", limits: { seconds: 90 } });
    set(field("by"), "Chloé");
    set(field("megapixels"), "400");
    field("notify").click();
    await until(() => expect(field("store").value).toBe("postgres://desk@server/whence"));
    expect([field("by").value, field("megapixels").value, field("seconds").value]).toEqual(["Chloé", "400", "90"]);
    all("save-limits")[0]?.click();
    all("save-log-settings")[0]?.click();
    const sent = [{ notify: false }, { limits: { megapixels: 400 } }, { by: "Chloé" }];
    await until(() => expect(saveSettings.mock.calls.map(([changes]) => changes)).toEqual(sent));
    expect(kept).toMatchObject({ by: "Chloé", store: "postgres://desk@server/whence", limits: { megapixels: 400, seconds: 90 } });
  });

  test("stands at the next start before anything is drawn", () => {
    show([], "en", { beginning: { language: "fr", theme: "dark" } });
    expect([locale.lang, document.documentElement.dataset["theme"]]).toEqual(["fr", "dark"]);
    show([], "en");
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
  });

  test("from the menu of the header is kept too", async () => {
    const { saveSettings } = await open();
    const menu = document.querySelector<HTMLSelectElement>("[data-testid=lang]")!;
    menu.value = "fr";
    menu.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => expect(saveSettings.mock.lastCall?.[0].language).toBe("fr"));
    expect(locale.lang).toBe("fr");
  });
});

describe("about the log", () => {
  test("is shown and kept", async () => {
    const { last } = await open();
    expect(["keep_pictures", "keep_private", "every_check"].map((name) => field(name).checked)).toEqual([true, false, false]);
    field("every_check").click();
    await until(() => expect(last().every_check).toBe(true));
    set(field("by"), "Chloé");
    set(field("store"), "postgres://desk@server/whence");
    all("save-log-settings")[0]?.click();
    await until(() => expect(last()).toEqual({ by: "Chloé", store: "postgres://desk@server/whence" }));
    expect(field("by").value).toBe("Chloé");
  });

  test.each([
    ["postgres://desk:secret@server/whence", "password"],
    ["postgres://server/whence?user=a&password=b", "password"],
    ["server/whence", "address"],
    ["postgres://a b", "address"],
  ] as const)("refuses %s", async (store, wrong) => {
    const { saveSettings } = await open();
    set(field("store"), store);
    all("save-log-settings")[0]?.click();
    await until(() => expect(all("wrong").map(text)).toEqual([locale.t.log.settings[wrong]]));
    expect((document.activeElement as HTMLElement).dataset["field"]).toBe("store");
    expect(saveSettings).not.toHaveBeenCalled();
  });
});

describe("about limits", () => {
  test("is kept, beside what protects", async () => {
    const { last } = await open();
    expect(text(await soon("protection"))).toBe("Files are read in a locked room.");
    set(field("seconds"), "90");
    set(field("megapixels"), "400");
    all("save-limits")[0]?.click();
    await until(() => expect(last().limits).toEqual({ megapixels: 400, seconds: 90 }));
  });

  test.each([
    ["seconds", "0"],
    ["file_mib", "300"],
    ["megapixels", "1.5"],
    ["memory_mib", ""],
  ])("refuses %s of “%s”, and says between which numbers", async (name, value) => {
    const { saveSettings } = await open();
    set(field(name), value);
    all("save-limits")[0]?.click();
    await until(() => expect(all("wrong").map(text)).toHaveLength(1));
    expect(text(all("wrong")[0])).toMatch(/^A whole number from [\d,]+ to [\d,]+\.$/);
    expect((document.activeElement as HTMLElement).dataset["field"]).toBe(name);
    expect(saveSettings).not.toHaveBeenCalled();
  });
});

test("recent files are forgotten on a click", async () => {
  const clearRecentFiles = vi.fn(async () => {});
  await open({ clearRecentFiles });
  all("forget-files")[0]?.click();
  await until(() => expect(clearRecentFiles).toHaveBeenCalledOnce());
  await until(() => expect(text(document.querySelector("[data-testid=settings]"))).toContain(locale.t.settings.recentCleared));
});

test("settings that cannot be read say so, and the rest of the view stands", async () => {
  show([], "en", { settings: () => Promise.reject({ kind: "settings", sentence: "It is damaged." }) });
  all("to-settings")[0]?.click();
  const limits = await soon("limits");
  expect(text(limits)).toContain("Reading one file 2.1 GB (2,147,483,648 bytes), 30 seconds");
  expect(text(document.querySelector("[data-testid=settings] [role=alert]"))).toBe("It is damaged.");
});
