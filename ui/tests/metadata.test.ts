import { flushSync } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import type { Metadata, Report } from "$model";
import { locale } from "../src/locales/locale.svelte";
import { tabbed } from "../src/shared/tabbed";
import { asTable, defects, lines, search } from "../src/views/Report/facts/metadata";
import { rows as quantisationRows } from "../src/views/Report/facts/quantisation";
import { gps, moment } from "./photographed";
import { all as every, recorded, show, soon } from "./page";

const place = { path: "PNG › tEXt", offset: 8, length: 20 };
const metadata: Metadata = {
  exif: { state: "unreadable", value: { place, what: "IFD0 points outside the block" } },
  xmp: { state: "absent" },
  iptc: { state: "read", value: { place, datasets: [{ record: 2, dataset: 80, name: "By-line", value: "Ada" }] } },
  photoshop: { state: "absent" },
  icc: { state: "absent" },
  samsung: { state: "absent" },
  texts: Array.from({ length: 230 }, (_, i) => ({ key: `Key ${i}`, value: `Value ${i}`, place, after_pixels: false })),
};
/** Every block that has more than one line to give. */
const full: Metadata = {
  ...metadata,
  exif: {
    state: "read",
    value: {
      place,
      big_endian: false,
      fields: [
        ...gps.slice(0, 2),
        { ...gps[0]!, ifd: "sub", name: "UserComment", value: { type: "bytes", value: 1200 }, shown: "binary" },
        { ...gps[1]!, name: "GPSAltitude", value: { type: "numbers", value: [] }, shown: "●●●" },
      ],
      maker_note: { place, header: "Nikon", maker: "NIKON", fields: [{ ...gps[0]!, ifd: "maker_note", name: "Quality" }] },
      thumbnail: null,
      defects: [],
    },
  },
  photoshop: {
    state: "read",
    value: {
      place,
      resources: [{ id: 0x404, name: "IPTC-NAA", given_name: null, bytes: 64, place }],
      iptc_digest: { stated: "aa", computed: "bb", place },
      quality: 10,
    },
  },
  icc: {
    state: "read",
    value: {
      place,
      bytes: 588,
      description: "sRGB",
      copyright: "CC0",
      created: moment("2015-01-02 03:04:05"),
      version: "4.3",
      device_class: "mntr",
      colour_space: "RGB",
      platform: "APPL",
      manufacturer: null,
      model: null,
      creator: "appl",
    },
  },
  samsung: {
    state: "read",
    value: { place, entries: [{ name: "Image_UTC_Data", value: null, place }], taken: moment("2024-06-15 16:42:07", 0) },
  },
  texts: [],
};

beforeEach(() => locale.speak("en"));

test("every block gives its lines, and what is unreadable is a defect", () => {
  const all = lines(metadata, locale);
  expect(all).toHaveLength(231);
  expect(all[0]).toEqual({ group: "IPTC", name: "By-line", value: "Ada", stored: "Ada", place });
  expect(defects(metadata, locale)).toEqual([{ place, what: "Unreadable: IFD0 points outside the block" }]);
  expect(defects({ ...metadata, samsung: { state: "unreadable", value: { place, what: "no SEFT" } } }, locale)).toHaveLength(2);
});

test("what was read stands beside what is stored", () => {
  const told = lines(full, locale).map(({ group, name, value, stored }) => [group, name, value, stored]);
  expect(told).toEqual([
    ["EXIF, position", "GPSLatitudeRef", "N", "N"],
    ["EXIF, position", "GPSLatitude", "45 deg 54 min 0 sec N", "45 54 0"],
    ["EXIF, further picture (SubIFD)", "UserComment", "binary", "1,200 bytes"],
    ["EXIF, position", "GPSAltitude", "●●●", ""],
    ["EXIF, capture", "Maker's block (MakerNote)", "NIKON", "Nikon"],
    ["EXIF, maker's block", "Quality", "N", "N"],
    ["Samsung's trailer", "Image_UTC_Data", "20 bytes", "20 bytes"],
    ["Samsung's trailer", "Taken, by the phone's clock", "2024-06-15 16:42:07", "2024-06-15 16:42:07"],
    ["IPTC", "By-line", "Ada", "Ada"],
    ["Photoshop", "Resource 0x0404 · IPTC-NAA", "64 bytes", "64 bytes"],
    ["Photoshop", "JPEG quality on Photoshop's scale", "10", "10"],
    ["Photoshop", "Digest of the IPTC data, as stated", "aa", "aa"],
    ["Photoshop", "Digest of the IPTC data, as computed", "bb", "bb"],
    ["ICC profile", "Description", "sRGB", "sRGB"],
    ["ICC profile", "Created", "2015-01-02 03:04:05", "2015-01-02 03:04:05"],
    ["ICC profile", "Version", "4.3", "4.3"],
    ["ICC profile", "Device class", "mntr", "mntr"],
    ["ICC profile", "Colour space", "RGB", "RGB"],
    ["ICC profile", "Platform", "APPL", "APPL"],
    ["ICC profile", "Creator", "appl", "appl"],
    ["ICC profile", "Copyright", "CC0", "CC0"],
    ["ICC profile", "Length", "588 bytes", "588 bytes"],
  ]);
});

test("a search looks at names, values as read and as stored, and blocks, whatever the case", () => {
  const all = lines(metadata, locale);
  expect(search(all, " ada ")).toHaveLength(1);
  expect(search(all, "KEY 22")).toHaveLength(11);
  expect(search(all, "iptc")).toHaveLength(1);
  expect(search(all, "")).toHaveLength(231);
  expect(search(lines(full, locale), "45 54 0").map(({ name }) => name)).toEqual(["GPSLatitude"]);
});

test("a table for elsewhere has a line for each field", () => {
  const table = asTable(lines(full, locale).slice(0, 2), locale).split("\n");
  expect(table).toEqual([
    "Block\tField\tValue\tAs stored\tPlace\tByte\tBytes",
    "EXIF, position\tGPSLatitudeRef\tN\tN\tJPEG › APP1 Exif › GPS\t640\t24",
    "EXIF, position\tGPSLatitude\t45 deg 54 min 0 sec N\t45 54 0\tJPEG › APP1 Exif › GPS\t640\t24",
  ]);
});

test("no cell of a table ends its row or is taken for a formula", () => {
  expect(tabbed([["a\tb\r\nc", "=1+1", " @SUM(A1)", "-2+3"], ["-12.5", "+33 6", "＝A1", "a=b"]])).toBe(
    "a b c\t'=1+1\t' @SUM(A1)\t'-2+3\n-12.5\t'+33 6\t'＝A1\ta=b",
  );
});

test("quantisation values stand where their frequencies do", () => {
  // ITU-T T.81, figure A.6.
  expect(quantisationRows(Array.from({ length: 64 }, (_, i) => i))).toEqual([
    [0, 1, 5, 6, 14, 15, 27, 28],
    [2, 4, 7, 13, 16, 26, 29, 42],
    [3, 8, 12, 17, 25, 30, 41, 43],
    [9, 11, 18, 24, 31, 40, 44, 53],
    [10, 19, 23, 32, 39, 45, 52, 54],
    [20, 22, 33, 38, 46, 51, 55, 60],
    [21, 34, 37, 47, 50, 56, 59, 61],
    [35, 36, 48, 49, 57, 58, 62, 63],
  ]);
});

/** The page over a report with that metadata, and what it copied. */
async function open(metadata: Metadata): Promise<{ table: HTMLElement; copy: ReturnType<typeof vi.fn> }> {
  const report = await recorded("inconclusive", "en");
  const told: Report = { ...report, facts: { ...report.facts, metadata } };
  const copy = vi.fn(async () => {});
  const examined = { id: "7", report: told, preview: false, exif_thumbnail: false };
  show(["/a.jpg"], "en", { examine: () => ({ done: Promise.resolve(examined), cancel: () => {} }), copy });
  return { table: await soon("metadata"), copy };
}

test("the table shows 200 lines, and the next at a press", async () => {
  const { table } = await open(metadata);
  const rows = () => table.querySelectorAll("table:first-of-type tbody tr").length;
  expect(rows()).toBe(200);
  [...table.querySelectorAll<HTMLButtonElement>("button")].find((b) => b.textContent.startsWith("Show 31"))?.click();
  flushSync();
  expect(rows()).toBe(231);
});

test("stored values show when asked for, and one or all are copied", async () => {
  const { table, copy } = await open(full);
  expect(every("stored")).toHaveLength(0);
  every("as-stored")[0]?.click();
  flushSync();
  const stored = every("stored").map((cell) => cell.textContent);
  expect(stored).toHaveLength(3);
  expect(stored[0]).toContain("45 54 0");
  const press = (label: string) =>
    [...table.querySelectorAll<HTMLButtonElement>("button")].find((b) => b.textContent.trim() === label)?.click();
  press("Copy: GPSLatitude");
  press("Copy: GPSLatitude, As stored");
  press("Copy as a table (22 fields)");
  expect(copy.mock.calls).toEqual([["45 deg 54 min 0 sec N"], ["45 54 0"], [asTable(lines(full, locale), locale)]]);
});
