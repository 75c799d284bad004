import { expect, test } from "vitest";
import { en } from "../src/locales/en";
import { fr } from "../src/locales/fr";
import { locale, preferred } from "../src/locales/locale.svelte";
import { literals, tellings } from "./words";

/** Every word of a locale by its path; a function is called with a value for each parameter. */
function words(part: object, path = ""): [path: string, word: string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const here = `${path}.${key}`;
    if (typeof value === "object") return words(value, here);
    return [[here, typeof value === "function" ? value(...Array(value.length).fill(2)) : value]];
  });
}

const source = import.meta.glob<string>(["../src/**/*.{svelte,ts}", "!../src/locales/{en,fr}.ts", "!../src/locales/{en,fr}/*.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const files = Object.entries(source).filter(([path]) => !path.startsWith("../src/design/"));
const code = files.map(([, text]) => text).join("\n");

test("both languages have the same words, and none is empty", () => {
  expect(words(fr).map(([path]) => path)).toEqual(words(en).map(([path]) => path));
  for (const [path, word] of [...words(en), ...words(fr)]) {
    expect(typeof word, path).toBe("string");
    expect(word.trim(), path).not.toBe("");
  }
});

/** Whether the page asks for the word of that path: by its whole name, or by one that is chosen among those beside it. */
function used(path: string): boolean {
  const named = (path: string, end: string) => new RegExp(`(?<!\\w)t${path.replaceAll(".", "\\.")}${end}`).test(code);
  return named(path, "(?![\\w$])") || named(path.slice(0, path.lastIndexOf(".")), "\\[");
}

test("every word is used", () => {
  expect(words(en).map(([path]) => path).filter((path) => !used(path))).toEqual([]);
  expect(used(".ope")).toBe(false);
});

/** What needs no translation: names, formats, keys, and what a locale could not write otherwise. */
const UNTRANSLATED = /^(Whence|English|Français|Esc|Ctrl|JPEG|PNG|WebP|TIFF|AVIF|HEIC|GIF|SHA-256|PDQ|JSON|C2PA|Google Lens|TinEye|Bing|Yandex|UTC|MediaReview|0x|[A-Z])$/;

test("no text stands in the markup instead of in a locale", () => {
  const found = files
    .filter(([path]) => path.endsWith(".svelte"))
    .flatMap(([path, text]) => literals(text).filter((literal) => !literal.split(/[\s,·/+]+/).every((word) => !/\p{L}/u.test(word) || UNTRANSLATED.test(word))).map((literal) => `${path}: ${literal}`));
  expect(found).toEqual([]);
  expect(literals('<p title="Some title" class="a b">Some words{a ? "more of them" : `${b} and these`}</p>')).toEqual(["Some title", "Some words", "more of them", " and these"]);
});

test("only the locale writes numbers and dates", () => {
  const writing = files.filter(([, text]) => /\bIntl\b|toLocale\w*String/.test(text)).map(([path]) => path);
  // The dates of a list may lack a day and a month.
  expect(writing).toEqual(["../src/locales/locale.svelte.ts", "../src/views/Report/known/words.ts"]);
});

test("no word says more than a file can show", () => {
  const forbidden = /\b(real|fakes?|authentic|genuine|safe|vraie?s?|faux|fausses?|authentiques?|sûre?s?)\b/i;
  for (const [path, word] of [...words(en), ...words(fr)]) {
    expect(word, path).not.toMatch(forbidden);
    expect(word, path).not.toContain("%");
  }
});

test("French puts a space that does not break before its double punctuation, English none", () => {
  for (const [path, word] of words(fr)) {
    expect(word, path).not.toMatch(/[^\s][;!?](\s|$)|[^\s\d]:(\s|$)/);
    expect(word, path).not.toMatch(/ [;:!?»](\W|$)|« /);
  }
  expect(fr.trust.pinHeadline).toMatch(/\u202f\?$/);
  expect(fr.copy("A : b")).toBe("Copier\u00a0: A\u00a0: b");
  for (const [path, word] of words(en)) expect(word, path).not.toMatch(/\s[;:!?]/);
});

test("the page starts in a language of the system that it speaks", () => {
  expect(preferred(["de-CH", "fr-CH", "en"])).toBe("fr");
  expect(preferred(["en-GB", "fr"])).toBe("en");
  expect(preferred(["C"])).toBe("en");
  expect(preferred([])).toBe("en");
});

test("sizes and moments are written as the language writes them", () => {
  locale.speak("en");
  expect(locale.size(0)).toBe("0 bytes");
  expect(locale.size(999)).toBe("999 bytes");
  expect(locale.size(1_402_113)).toBe("1.4 MB (1,402,113 bytes)");
  expect(locale.moment("not a date")).toBe("not a date");
  locale.speak("fr");
  expect(locale.size(1_402_113).replace(/\s/g, " ")).toBe("1,4 Mo (1 402 113 octets)");
  expect(locale.moment("2026-11-20T12:00:00Z")).toContain("20 novembre 2026");
});

/** Functions of a number that counts nothing, or that is never below two. */
const UNCOUNTED = new Set([
  ".facts.history",
  ".facts.ijg",
  ".facts.encoderQuality",
  ".facts.frameOf",
  ".facts.tableOf",
  ".facts.pngOtherColour",
  ".rows.allEvidence",
  ".known.near",
  ".known.related",
  ".known.part",
  ".known.add.wrong.long",
  ".log.settings.long",
  ".settings.limit.pixelCount",
  ".log.decision.wrong.many",
  ".log.decision.wrong.long",
]);

const TYPED = tellings("fr");

/** A word as the language says it of `n`, without the number itself. */
function said(of: object, path: string, n: number): string {
  const word = path.slice(1).split(".").reduce((part: object, key) => (part as Record<string, object>)[key] ?? {}, of);
  const telling = word as unknown as (...values: unknown[]) => string;
  const typed = TYPED.find((each) => each.path === path)?.parameters ?? [];
  const values = typed.map(({ type }) => (type === "number" ? n : type === "boolean" ? false : String(n)));
  return telling(...values).replace(/\d/g, "");
}

/** A plural that is the same whatever the number before it; the second of two sides is no count. */
const FIXED_PLURAL = /(?<!× )\$\{(\w+)\}( \p{L}+)? (?!(?:plus|dans|pas|sous|sans|alors|across|as|is|its|learns|was|this|has)\b)\p{L}{2,}s\b/u;

test("what is counted takes its singular and its plural", () => {
  const counting = TYPED.filter(({ path, parameters, source }) => !UNCOUNTED.has(path) && (parameters.some(({ type }) => type === "number") || FIXED_PLURAL.test(source)));
  const english = tellings("en").filter(({ path, source }) => !UNCOUNTED.has(path) && FIXED_PLURAL.test(source));
  const paths = [...new Set([...counting, ...english].map(({ path }) => path))];
  expect([...UNCOUNTED].filter((path) => !TYPED.some((each) => each.path === path))).toEqual([]);
  expect(paths.filter((path) => said(fr, path, 1) === said(fr, path, 2))).toEqual([]);
  expect(paths.filter((path) => said(en, path, 1) === said(en, path, 2))).toEqual([]);
  // Nothing is singular in French, plural in English.
  expect(paths.filter((path) => said(fr, path, 0) !== said(fr, path, 1))).toEqual([]);
  expect(paths.filter((path) => said(en, path, 0) !== said(en, path, 2))).toEqual([]);
});
