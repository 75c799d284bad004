import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import type { Field, Lang, Report } from "$model";
import type { Changes } from "../src/host/desk";
import { settingsWith } from "../src/host/fixtureDesk";
import type { Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { decimal, holdsPosition, position } from "../src/views/Report/map/position";
import { gps, photographed } from "./photographed";
import { all, connected, recorded, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const numbers = (...value: number[]): Field["value"] => ({ type: "numbers", value });
const said = (value: string): Field["value"] => ({ type: "text", value });
/** The position's fields with other values; `null` leaves one out. */
const changed = (values: Record<string, Field["value"] | null>): Field[] =>
  gps.flatMap((field) => {
    const value = field.name in values ? values[field.name] : field.value;
    return value ? [{ ...field, value }] : [];
  });

describe("a position", () => {
  test("is degrees, minutes and seconds with a hemisphere, as decimals", () => {
    const found = position(gps);
    expect(found).toEqual({
      latitude: 45.9,
      longitude: 6.125,
      altitude: { metres: 380, from: "above" },
      direction: { degrees: 215.5, north: "true" },
    });
    expect(decimal(found!)).toBe("45.900000, 6.125000");
    const south = position(changed({ GPSLatitudeRef: said("s "), GPSLongitudeRef: said("W") }));
    expect([south?.latitude, south?.longitude]).toEqual([-45.9, -6.125]);
    expect(position(changed({ GPSLatitude: numbers(45.9), GPSLongitude: numbers(6, 7.5) }))).toEqual(found);
    expect(decimal(position(changed({ GPSLatitude: numbers(0, 0, 0), GPSLatitudeRef: said("S") }))!)).toBe("0.000000, 6.125000");
  });

  test.each<[string, Record<string, Field["value"] | null>]>([
    ["no hemisphere", { GPSLatitudeRef: null }],
    ["another hemisphere", { GPSLatitudeRef: said("E") }],
    ["an empty hemisphere", { GPSLongitudeRef: said("") }],
    ["beyond the pole", { GPSLatitude: numbers(90, 0, 1) }],
    ["beyond the date line", { GPSLongitude: numbers(180, 0, 1) }],
    ["sixty minutes", { GPSLatitude: numbers(45, 60, 0) }],
    ["more than sixty seconds", { GPSLatitude: numbers(45, 0, 61) }],
    ["below zero", { GPSLatitude: numbers(-45, 0, 0) }],
    ["not a number", { GPSLatitude: { type: "numbers", value: [45, null as unknown as number, 0] } }],
    ["too many numbers", { GPSLatitude: numbers(45, 54, 0, 0) }],
    ["masked", { GPSLatitude: numbers() }],
    ["no longitude", { GPSLongitude: null }],
    ["bytes", { GPSLongitude: { type: "bytes", value: 24 } }],
  ])("is none with %s", (_, values) => {
    expect(position(changed(values))).toBeNull();
  });

  test("reaches to the poles and the date line", () => {
    const edge = position(changed({ GPSLatitude: numbers(90, 0, 0), GPSLongitude: numbers(180, 0, 0) }));
    expect([edge?.latitude, edge?.longitude]).toEqual([90, 180]);
  });

  test("of another IFD is no position", () => {
    expect(position(gps.map((field) => ({ ...field, ifd: "exif" as const })))).toBeNull();
    expect(holdsPosition(gps.map((field) => ({ ...field, ifd: "exif" as const })))).toBe(false);
    expect(holdsPosition(changed({ GPSLatitude: numbers() }))).toBe(true);
  });

  test("says from where its height and direction count, or that nobody says", () => {
    expect(position(changed({ GPSAltitudeRef: numbers(1) }))?.altitude).toEqual({ metres: 380, from: "below" });
    expect(position(changed({ GPSAltitudeRef: null }))?.altitude).toEqual({ metres: 380, from: null });
    expect(position(changed({ GPSAltitude: null }))?.altitude).toBeNull();
    expect(position(changed({ GPSImgDirectionRef: said("M") }))?.direction).toEqual({ degrees: 215.5, north: "magnetic" });
    expect(position(changed({ GPSImgDirectionRef: said("toString") }))?.direction?.north).toBeNull();
    expect(position(changed({ GPSImgDirection: numbers(360) }))?.direction).toBeNull();
  });
});

/** The page over a photo with a position, and what its host was asked. */
async function open(host: Partial<Host> = {}, change: (report: Report) => Report = (report) => report) {
  const recording = { en: await recorded("inconclusive", "en"), fr: await recorded("inconclusive", "fr") };
  const told = (lang: Lang, reveal: boolean) => change(photographed(recording[lang], reveal));
  const report = vi.fn(async (_: string, lang: Lang, reveal: boolean) => told(lang, reveal));
  const examine: Host["examine"] = (_, lang) => ({
    done: Promise.resolve({ id: "7", report: told(lang, false), preview: false, exif_thumbnail: false }),
    cancel: () => {},
  });
  const openMap = vi.fn(async (_: string, __: string) => {});
  const copy = vi.fn(async (_: string) => {});
  show(["/a.jpg"], "en", { examine, report, openMap, copy, ...connected, ...host });
  await soon("position");
  return { report, openMap, copy };
}

const reveal = () => all("reveal")[0]?.click();
const SECRETS = ["45.9", "45 54 0", "45 deg", "6 deg 7", "A0041337", "380 m", "215.5"];

test("a masked report draws nothing of the position, until somebody asks", async () => {
  const { report, openMap, copy } = await open();
  expect(text(all("position")[0])).toContain(locale.t.map.hidden);
  expect(all("world")).toHaveLength(0);
  expect(all("open-map")).toHaveLength(0);
  for (const secret of SECRETS) expect(text(document.body)).not.toContain(secret);
  expect(text(all("masking")[0])).toContain("9 values are hidden");
  expect(report).not.toHaveBeenCalled();

  reveal();
  const world = await soon("world");
  expect(report.mock.calls).toEqual([["7", "en", true]]);
  expect(world.getAttribute("aria-label")).toContain("45.900000, 6.125000");
  const [x, y] = ["cx", "cy"].map((name) => Number(world.querySelector("circle")?.getAttribute(name)));
  expect([x, y]).toEqual([1861.25, 441]);
  expect(text(all("position")[0])).toContain("380 m above");
  expect(text(all("position")[0])).toContain("215.5° clockwise from true north");
  expect(text(all("metadata")[0])).toContain("A0041337");
  expect(text(all("masking")[0])).toContain(locale.t.masking.shown);
  const heard = all("masking").map((control) => text(control.querySelector("[role=status]")));
  expect(heard).toEqual([locale.t.masking.shown, ""]);

  all("position")[0]?.querySelector<HTMLButtonElement>("dl button")?.click();
  expect(copy).toHaveBeenCalledWith("45.900000, 6.125000");
  expect(openMap).not.toHaveBeenCalled();
  all("open-map")[0]?.click();
  await until(() => expect(openMap.mock.calls).toEqual([["7", "en"]]));
});

test("what was shown can be hidden again, and is not asked for twice", async () => {
  const { report } = await open();
  reveal();
  await soon("world");
  reveal();
  await until(() => expect(all("world")).toHaveLength(0));
  for (const secret of SECRETS) expect(text(document.body)).not.toContain(secret);
  reveal();
  await soon("world");
  expect(report).toHaveBeenCalledOnce();
});

test("another language keeps what is shown and what is masked", async () => {
  const { report } = await open();
  locale.speak("fr");
  await until(() => expect(text(all("masking")[0])).toContain("9 valeurs sont masquées"));
  expect(report.mock.calls).toEqual([["7", "fr", false]]);
  reveal();
  await soon("world");
  locale.speak("en");
  flushSync();
  expect(all("world")).toHaveLength(1);
  await until(() => expect(report.mock.calls.at(-1)).toEqual(["7", "en", true]));
  expect(all("world")).toHaveLength(1);
});

test("what could not be shown says so beside its button, and stays masked", async () => {
  const report = async () => {
    throw { kind: "forgotten", sentence: "This examination was forgotten." };
  };
  await open({ report });
  reveal();
  await until(() => expect(text(all("masking")[0]?.querySelector("[role=alert]"))).toContain("was forgotten"));
  expect(all("world")).toHaveLength(0);
  expect(text(all("position")[0])).toContain(locale.t.map.hidden);
});

test("a map site that could not be opened says why", async () => {
  const openMap = async () => {
    throw { kind: "broke", sentence: "No browser was found." };
  };
  await open({ openMap });
  reveal();
  (await soon("open-map")).click();
  await until(() => expect(text(all("position")[0])).toContain("No browser was found."));
});

test("where map sites are switched off, it asks before it switches them on and goes on", async () => {
  let settings = { ...(await connected.settings("en")), network: { credentials: true, maps: false, searches: false } };
  const saveSettings = vi.fn(async (changes: Changes) => (settings = settingsWith(settings, changes)));
  const { openMap } = await open({ settings: async () => settings, saveSettings });
  reveal();
  (await soon("open-map")).click();
  expect((await soon("switch-on")).dataset["feature"]).toBe("maps");
  expect(text(all("switch-on")[0])).toContain(locale.t.handoff.off.maps);
  expect(document.activeElement).toBe(all("switch-on-go")[0]);
  all("switch-on-leave")[0]?.click();
  flushSync();
  expect(all("switch-on")).toHaveLength(0);
  expect(document.activeElement).toBe(all("open-map")[0]);
  expect(openMap).not.toHaveBeenCalled();

  all("open-map")[0]?.click();
  (await soon("switch-on-go")).click();
  await until(() => expect(openMap.mock.calls).toEqual([["7", "en"]]));
  expect(saveSettings.mock.calls.map(([changes]) => changes)).toEqual([{ network: { maps: true } }]);
  expect(all("switch-on")).toHaveLength(0);
});

test("fields that make no position say so and draw none", async () => {
  await open({}, (report) => {
    const { exif } = report.facts.metadata;
    if (exif.state !== "read") throw new Error("no Exif");
    const fields = exif.value.fields.filter(({ name }) => name !== "GPSLatitudeRef");
    const metadata = { ...report.facts.metadata, exif: { ...exif, value: { ...exif.value, fields } } };
    return { ...report, facts: { ...report.facts, metadata } };
  });
  reveal();
  await until(() => expect(text(all("position")[0])).toContain(locale.t.map.none));
  expect(all("world")).toHaveLength(0);
  expect(all("open-map")).toHaveLength(0);
});
