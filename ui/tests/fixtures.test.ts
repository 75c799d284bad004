// @vitest-environment node
import { existsSync, readFileSync, readdirSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { expect, test } from "vitest";
import type { Report } from "$model";
import { withMarks } from "../src/host/fixture";

const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const pages = json("fixtures/pages.json");
const recordings = readdirSync("fixtures")
  .filter((file) => file.endsWith(".json") && file !== "pages.json")
  .map((file) => ({ path: `fixtures/${file}`, recording: json(`fixtures/${file}`) }));

const isReport = new Ajv2020({ strict: false, validateFormats: false }).compile(json("../crates/model/report.schema.json"));

test("there are recordings of reports and of a refusal", () => {
  expect(recordings.filter(({ recording }) => recording.examined).length).toBeGreaterThanOrEqual(2);
  expect(recordings.some(({ recording }) => recording.refused)).toBe(true);
});

test.each(recordings.filter(({ recording }) => recording.examined))("$path holds reports", ({ path, recording }) => {
  const { examined, fr, revealed } = recording;
  for (const report of [examined.report, fr]) expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  expect([examined.report.language, fr.language]).toEqual(["en", "fr"]);
  expect(fr.exhibit).toEqual(examined.report.exhibit);
  expect(existsSync(path.replace(/json$/, "png"))).toBe(examined.preview);
  for (const picture of ["exif.png", "difference.png"]) {
    expect(existsSync(path.replace(/json$/, picture)), picture).toBe(examined.exif_thumbnail);
  }
  expect(revealed !== undefined).toBe(examined.report.masked > 0);
  for (const report of revealed ? [revealed.en, revealed.fr] : []) {
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(report.masked).toBe(0);
  }
  for (const lang of ["en", "fr"]) {
    const explained = pages[lang].map((page: { id: string }) => page.id);
    expect(explained).toEqual(expect.arrayContaining(fr.rows.map((row: { check: string }) => row.check)));
  }
});

test.each(readdirSync("fixtures/marks"))("fixtures/marks/%s holds the marks of a report", (file) => {
  const marked = json(`fixtures/marks/${file}`);
  for (const report of [recordings[0]?.recording.examined.report, recordings[0]?.recording.fr] as Report[]) {
    const other = withMarks(report, marked);
    expect(isReport(other), JSON.stringify(isReport.errors)).toBe(true);
    for (const { mark } of other.marks.marks) expect(other.facts.generator.marks[mark]).toBeDefined();
  }
});
