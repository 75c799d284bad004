import { describe, expect, test, vi } from "vitest";
import type { Report } from "$model";
import { fixture } from "../src/host/fixture";
import { locale } from "../src/locales/locale.svelte";
import { all, recorded, show, soon, until } from "./page";

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
  await until(() => expect(text(all("file")[1])).toContain(locale.t.verdict.kind.inconclusive));
  all("file")[1]?.click();
  expect((await soon("verdict")).dataset["kind"]).toBe("inconclusive");
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
