import { beforeEach, describe, expect, test } from "vitest";
import type { DateSeen, Report } from "$model";
import { en } from "../src/locales/en";
import { locale } from "../src/locales/locale.svelte";
import { clockSeconds, layout } from "../src/views/Report/timeline/layout";
import { zoneOf } from "../src/views/Report/timeline/zone";
import { date, dates, moment, photographed } from "./photographed";
import { all, recorded, show, soon } from "./page";

const zoned = (text: string, offset: number, changes: Partial<DateSeen> = {}) =>
  date(text, { moment: moment(text, offset), zone: "stated", ...changes });
const marks = (dates: DateSeen[]) => layout(dates).lanes.flatMap((lane) => lane.marks);

beforeEach(() => locale.speak("en"));

describe("the axis", () => {
  test("counts from 1970 on the clock that was read, in every year that a moment may have", () => {
    expect(clockSeconds(moment("1970-01-01 00:00:00"))).toBe(0);
    expect(clockSeconds(moment("2024-02-29 12:00:00"))).toBe(1_709_208_000);
    expect(clockSeconds(moment("1969-12-31 23:59:59"))).toBe(-1);
    expect(clockSeconds(moment("0001-01-01"))).toBe(-62_135_596_800);
  });

  test("is one piece where nothing long is empty, and stands within its width", () => {
    const four = ["10:00:00", "10:05:00", "10:10:00", "10:15:00"].map((time) => date(`2024-06-15 ${time}`));
    const { segments, cuts, clock } = layout(four);
    expect([segments.length, cuts.length, clock]).toEqual([1, 0, "written"]);
    expect(segments[0]).toMatchObject({ left: 0, right: 1, fine: true });
    const at = marks(four).map((mark) => mark.at);
    expect(at).toEqual([...at].sort());
    expect(Math.min(...at)).toBeGreaterThan(0);
    expect(Math.max(...at)).toBeLessThan(1);
    expect(at[1]! - at[0]!).toBeCloseTo(at[2]! - at[1]!);
  });

  test("cuts what is long and empty short, from seconds to decades, and says how long it was", () => {
    const spans = ["1998-02-09 06:49:00", "2024-06-15 18:42:05", "2024-06-15 18:42:07", "2024-06-15 21:00:00", "2025-08-01 09:00:00"];
    const { segments, cuts } = layout(spans.map((text) => date(text)));
    expect(segments).toHaveLength(4);
    expect(cuts.map(({ seconds }) => locale.duration(seconds))).toEqual(["26 years", "2 hours", "1 year"]);
    expect(segments.at(-1)?.right).toBeCloseTo(1);
    segments.slice(1).forEach((segment, i) => {
      expect(cuts[i]?.left).toBeCloseTo(segments[i]!.right);
      expect(cuts[i]?.right).toBeCloseTo(segment.left);
    });
  });

  test("never has more than five pieces, and bears 256 dates of every age", () => {
    const many = Array.from({ length: 256 }, (_, i) => date(`${String(1 + Math.floor(1.03 ** i)).padStart(4, "0")}-01-01 00:00:00`));
    const { segments, lanes } = layout(many);
    expect(segments.length).toBeLessThanOrEqual(5);
    const written = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
    const everRarer = Array.from({ length: 9 }, (_, i) => date(written(10 ** i)));
    expect(layout(everRarer).segments).toHaveLength(5);
    expect(lanes[0]?.marks).toHaveLength(256);
    expect(lanes[0]?.rows).toBeLessThanOrEqual(4);
    for (const { whole } of lanes[0]!.marks) {
      expect(whole[0]).toBeGreaterThanOrEqual(0);
      expect(whole[1]).toBeLessThanOrEqual(1);
    }
  });

  test("counts in UTC as soon as a zone is known: the same moment stands in one place", () => {
    const same = [zoned("2024-06-15 18:42:07", 120), date("2024-06-15 16:42:07", { source: "gps", zone: "utc" })];
    expect(layout(same).clock).toBe("utc");
    const [exif, gps] = marks(same);
    expect(exif?.at).toBeCloseTo(gps!.at);
    expect(exif?.reach).toBeNull();
  });

  test("shows how far a date without a zone may reach, beside one with a zone", () => {
    const [known, unknown] = marks([zoned("2024-06-15 12:00:00", 0), date("2024-06-15 12:00:00", { source: "xmp" })]);
    expect(known?.reach).toBeNull();
    expect(unknown!.at).toBeCloseTo(known!.at);
    const [left, right] = unknown!.reach!;
    expect((unknown!.at - left) / (right - unknown!.at)).toBeCloseTo(14 / 12, 2);
    expect(marks([date("2024-06-15 12:00:00")])[0]?.reach).toBeNull();
  });

  test("draws a bar as wide as the date is precise", () => {
    const months = Array.from({ length: 12 }, (_, i) => date(`2024-${i + 1}-1`));
    const width = (precision: DateSeen["precision"]) => {
      const all = marks([date("2024-02-29 12:30:00", { precision }), ...months, date("2024-12-31 23:59:59")]);
      const { bar } = all.find((mark) => mark.date === 0)!;
      return bar[1] - bar[0];
    };
    const day = width("day");
    expect(width("month") / day).toBeCloseTo(29, 3);
    expect(width("minute") / day).toBeCloseTo(1 / 1440, 6);
    expect(width("second")).toBeLessThan(width("minute"));
    expect(width("year") / day).toBeCloseTo(366, 3);
  });

  test("takes a date of a day and what happened on that day for one piece", () => {
    const both = [date("2024-06-15", { precision: "day" }), date("2024-06-15 18:42:07")];
    expect(layout(both).segments).toHaveLength(1);
    const [day, second] = marks(both);
    expect(day!.bar[0]).toBeGreaterThan(0);
    expect(day!.bar[1]).toBeLessThan(1);
    expect(second!.at).toBeGreaterThan(day!.at);
    expect(second!.at).toBeLessThan(day!.bar[1]);
  });

  test("gives dates near each other rows of their own, and each source its lane", () => {
    const { lanes, unplaced } = layout(dates);
    expect(lanes.map(({ source, rows }) => [source, rows])).toEqual([
      ["exif", 2],
      ["gps", 1],
      ["maker_note", 1],
      ["xmp", 1],
      ["iptc", 1],
      ["icc", 1],
    ]);
    expect(unplaced).toBe(1);
  });

  test("has no place for what is no date, or a clock that was never set", () => {
    const unset = date("1980-01-01 00:00:00", { agreement: "unusable" });
    expect(layout([unset, date("", { moment: null, agreement: "unusable" })])).toEqual({
      clock: "written",
      segments: [],
      cuts: [],
      lanes: [],
      unplaced: 2,
    });
    expect(layout([]).unplaced).toBe(0);
  });
});

test("a zone is told as it is known", () => {
  expect(zoneOf(zoned("2024-06-15 12:00:00", 120), en)).toBe("+02:00");
  expect(zoneOf(zoned("2024-06-15 12:00:00", -210), en)).toBe("−03:30");
  expect(zoneOf(zoned("2024-06-15 12:00:00", 0), en)).toBe("UTC");
  expect(zoneOf(date("2024-06-15 12:00:00", { zone: "utc" }), en)).toBe("UTC");
  expect(zoneOf(date("2024-06-15 12:00:00"), en)).toBe("no zone");
});

test("stretches of time are named in the largest unit that fits", () => {
  expect([0, 1, 59, 60, 7200, 86_400 * 3, 2_629_800 * 5].map((seconds) => locale.duration(seconds))).toEqual([
    "0 seconds",
    "1 second",
    "59 seconds",
    "1 minute",
    "2 hours",
    "3 days",
    "5 months",
  ]);
  locale.speak("fr");
  expect(locale.duration(31_557_600 * 6)).toBe("6 ans");
});

async function open(lang: "en" | "fr", change: (report: Report) => Report) {
  const report = change(await recorded("inconclusive", lang));
  const examined = { id: "7", report, preview: false, exif_thumbnail: false };
  show(["/a.jpg"], lang, { examine: () => ({ done: Promise.resolve(examined), cancel: () => {} }), report: async () => report });
  return soon("timeline");
}

test.each(["en", "fr"] as const)("in %s, the list says of each date all that the drawing shows", async (lang) => {
  const card = await open(lang, (report) => photographed(report, false));
  const { t } = locale;
  const listed = all("date");
  expect(listed).toHaveLength(dates.length);
  dates.forEach((date, i) => {
    const told = listed[i]?.textContent ?? "";
    const { timeline } = t;
    const when = date.moment ? [zoneOf(date, t), timeline.precision[date.precision]] : [timeline.noMoment];
    const words = [date.label, date.field, date.evidence.value, date.note, timeline.agreement[date.agreement], timeline.source[date.source]];
    for (const word of [...words, ...when]) expect(told).toContain(word);
  });
  expect(card.textContent).toContain("Four of eight dates agree");
  expect(card.textContent).toContain(t.timeline.cut);
  expect(card.textContent).toContain(t.timeline.unplaced(1));
  expect(all("axis")[0]?.getAttribute("aria-hidden")).toBe("true");
  expect(all("lane").map((lane) => lane.dataset["source"])).toEqual(["exif", "gps", "maker_note", "xmp", "iptc", "icc"]);
  expect(all("cut")).toHaveLength(2);
});

test("a file without dates says so, and draws nothing", async () => {
  const nothing = { dates: [], reference: null, summary: "" };
  const card = await open("en", (report) => ({ ...photographed(report, false), timeline: nothing }));
  expect(card.textContent).toContain(locale.t.timeline.none);
  expect(all("axis")).toHaveLength(0);
});

test("many dates are listed thirty at a time", async () => {
  const many = { dates: Array.from({ length: 256 }, () => date("2024-06-15 18:42:07")), reference: 0, summary: "All agree." };
  const card = await open("en", (report) => ({ ...photographed(report, false), timeline: many }));
  expect(all("date")).toHaveLength(30);
  [...card.querySelectorAll("button")].at(-1)?.click();
  await expect.poll(() => all("date").length).toBe(60);
});
