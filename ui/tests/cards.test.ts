import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";
import type { Gap, JpegCoding, Lang, Report, Structure, ThumbnailLikeness } from "$model";
import type { Examined } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { grouped } from "../src/views/Report/gaps";
import { likenessOf } from "../src/views/Report/thumbnail/likeness";
import { moment, photographed } from "./photographed";
import { all, recorded, show, soon } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const place = { path: "JPEG › APP1 Exif › IFD1 › thumbnail", offset: 778, length: 2000 };

async function open(change: (report: Report) => Report, examined: Partial<Examined> = {}, lang: Lang = "en") {
  const report = change(photographed(await recorded("inconclusive", lang), false));
  const whole: Examined = { id: "7", report, preview: true, exif_thumbnail: false, ...examined };
  show(["/a.jpg"], lang, {
    examine: () => ({ done: Promise.resolve(whole), cancel: () => {} }),
    report: async () => report,
    previewUrl: (id) => `preview:${id}`,
    exifThumbnailUrl: (id) => `preview:${id}/exif`,
    exifDifferenceUrl: (id) => `preview:${id}/difference`,
  });
  await soon("verdict");
}

describe("gaps", () => {
  const gap = (check: string, reason: string, status: Gap["status"] = "failed"): Gap => ({ check, title: `Title of ${check}`, status, reason });

  test("that share a reason are one, in the order in which the reasons come", () => {
    const gaps = [gap("a/1", "late"), gap("a/2", "broken"), gap("a/3", "late"), gap("a/4", "late", "skipped")];
    expect(grouped(gaps).map(({ status, reason, gaps }) => [status, reason, gaps.map(({ check }) => check)])).toEqual([
      ["failed", "late", ["a/1", "a/3"]],
      ["failed", "broken", ["a/2"]],
      ["skipped", "late", ["a/4"]],
    ]);
    expect(grouped([])).toEqual([]);
  });

  test("say their reason once, and each check leads to its row", async () => {
    const rows = (await recorded("inconclusive", "en")).rows.filter(({ status }) => status === "finding");
    const gaps = rows.map(({ check }) => gap(check, "The picture took too long."));
    await open((report) => ({ ...report, verdict: { ...report.verdict, gaps } }));
    const listed = all("gap");
    expect(listed).toHaveLength(1);
    expect(text(listed[0]).split("The picture took too long.")).toHaveLength(2);
    const buttons = [...listed[0]!.querySelectorAll("button")];
    expect(buttons.map(text)).toEqual(gaps.map(({ title }) => title));
    buttons.at(-1)?.click();
    expect(document.activeElement?.closest<HTMLElement>("[data-check]")?.dataset["check"]).toBe(rows.at(-1)?.check);
  });
});

describe("the condition", () => {
  test("stands below the answer with its reasons, and is no heading of its rank", async () => {
    await open((report) => report);
    const card = all("condition")[0];
    expect(text(card?.querySelector("h2"))).toBe("As files leave a camera");
    expect(text(card)).toContain("Most checks can tell something here.");
    const reasons = card?.querySelector("details");
    expect(reasons?.open).toBe(false);
    expect(text(reasons)).toContain("The Exif data agree with each other.");
    expect(text(reasons)).toContain("45, 54, 0 JPEG › APP1 Exif › GPS, byte 640");
    expect(document.querySelectorAll("h1")).toHaveLength(1);
    expect(all("verdict")[0]!.compareDocumentPosition(card!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });
});

describe("the thumbnail", () => {
  const likeness = (correlation: number, contrast = 40): ThumbnailLikeness => ({ correlation, contrast, place, size: [160, 107], turns: 0 });

  test("is as alike as its check says", () => {
    const words = [1, 0.9, 0.899, 0.6, 0.599, -1].map((correlation) => likenessOf(likeness(correlation)));
    expect(words).toEqual(["very", "very", "somewhat", "somewhat", "unlike", "unlike"]);
    expect(likenessOf(likeness(0.2, 7.9))).toBe("too_even");
    expect(likenessOf(likeness(null as unknown as number))).toBe("not_compared");
    expect(likenessOf(null)).toBe("not_compared");
  });

  test("stands beside the picture and their difference, each to be enlarged", async () => {
    await open((report) => report, { exif_thumbnail: true });
    const sources = ["picture", "own", "difference"].map((which) => all(`thumbnail-${which}`)[0]?.getAttribute("src"));
    expect(sources).toEqual(["preview:7", "preview:7/exif", "preview:7/difference"]);
    const card = all("thumbnail-card")[0]!;
    expect(text(all("likeness")[0])).toBe("somewhat alike (0.71 on a scale that ends at 1)");
    expect(text(card)).toContain("160 × 107 pixels");
    expect(text(card)).toContain("turned by 90° clockwise");
    expect(text(card)).toContain(locale.t.thumbnail.innocent);
    for (const [i, src] of sources.entries()) {
      card.querySelectorAll<HTMLButtonElement>("figure button")[i]?.click();
      flushSync();
      expect(all("enlarged")[0]?.getAttribute("src")).toBe(src);
      document.querySelector<HTMLButtonElement>("dialog header button")?.click();
      flushSync();
      expect(all("enlarged")).toHaveLength(0);
    }
  });

  test("has no card where there is none, and no picture where none could be decoded", async () => {
    await open((report) => report);
    expect(all("thumbnail-card")).toHaveLength(0);
    const uncompared = (report: Report): Report => ({
      ...report,
      facts: { ...report.facts, pixels: { ...report.facts.pixels, thumbnail: null } },
    });
    await open(uncompared, { exif_thumbnail: true, preview: false });
    expect(all("thumbnail-picture")).toHaveLength(0);
    expect(text(all("thumbnail-card")[0])).toContain(locale.t.thumbnail.noPicture);
    expect(text(all("likeness")[0])).toBe(locale.t.thumbnail.notCompared);
  });
});

describe("how the file is built", () => {
  const built = async (changes: Partial<Structure>) => {
    await open((report) => ({ ...report, facts: { ...report.facts, structure: { ...report.facts.structure, ...changes } } }));
    return text(all("structure")[0]);
  };

  test("tells how a JPEG was coded, its tables folded", async () => {
    const { jpeg } = (await recorded("inconclusive", "en")).facts.structure;
    const coding: JpegCoding = {
      ...jpeg!,
      sof: 2,
      precision: 12,
      huffman_tables: 4,
      standard_huffman: false,
      restart_interval: 1200,
      adobe: place,
      jfif: place,
      ducky: null,
      encoder: { family: "Some encoder", quality: 85, by: ["order of its markers", "its tables"] },
      quantisation: [{ number: 0, sixteen_bit: true, values: Array.from({ length: 64 }, (_, i) => 1000 + i) }],
      tables_redefined: 2,
    };
    const told = await built({ jpeg: coding });
    for (const words of [
      "SOF2, 12 bits a sample",
      "4, the encoder's own",
      "1,200 units",
      "JFIF, Adobe",
      "Some encoder, quality 85 on its own scale",
      "order of its markers, its tables",
      "Quantisation tables (1)",
      "Table 0, 16 bits a value",
      "2 tables were defined again",
    ]) {
      expect(told).toContain(words);
    }
    expect((all("quantisation")[0] as HTMLDetailsElement).open).toBe(false);
    const first = [...document.querySelectorAll('[data-testid="quantisation"] tr:first-child td')].map(text);
    expect(first).toEqual(["1000", "1001", "1005", "1006", "1014", "1015", "1027", "1028"]);
  });

  test("tells of a PNG, a WebP, brands, listed pictures and a gain map", async () => {
    const told = await built({
      jpeg: null,
      png: {
        bit_depth: 8,
        colour_type: 6,
        interlaced: true,
        density: [3780, 3780, true],
        modified: moment("2024-06-15 16:42:07", 0),
        modified_place: place,
        wrong_checksums: 3,
      },
      webp: { lossless: true, extended: true, announced: ["ICC", "Exif"], held: [], place },
      brands: ["avif", "mif1"],
      multi_picture: {
        state: "read",
        value: { place, announced: 2, pictures: [{ kind: 0x30000, place, stands: true }, { kind: 0x50000, place, stands: false }] },
      },
      gain_map: { declared_by: ["hdrgm", "ISO 21496-1"], place, picture: place, size: [480, 320] },
    });
    for (const words of [
      "8 bits, colour with transparency, interlaced",
      "3,780 × 3,780 pixels a metre",
      "2024-06-15 16:42:07",
      "lossless, with VP8X",
      "ICC, Exif",
      "nothing",
      "avif, mif1",
      "0x030000",
      "0x050000",
      "declared by hdrgm, ISO 21496-1",
      "480 × 320 pixels",
    ]) {
      expect(told).toContain(words);
    }
  });

  test("counts an index that could not be read among the defects", async () => {
    expect(await built({ multi_picture: { state: "unreadable", value: { place, what: "MPF points outside" } } })).toContain(
      "Unreadable: MPF points outside",
    );
  });

  test("names a colour type that the standard does not know by its number", async () => {
    const png = { bit_depth: 8, colour_type: 5, interlaced: false, density: null, modified: null, modified_place: null, wrong_checksums: 0 };
    expect(await built({ jpeg: null, png })).toContain("8 bits, colour type 5, not interlaced");
  });
});
