import { expect, test } from "vitest";
import { en } from "../src/locales/en";
import { fr } from "../src/locales/fr";
import { locale, preferred } from "../src/locales/locale.svelte";

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
const code = Object.values(source).join("\n");

test("both languages have the same words, and none is empty", () => {
  expect(words(fr).map(([path]) => path)).toEqual(words(en).map(([path]) => path));
  for (const [path, word] of [...words(en), ...words(fr)]) {
    expect(typeof word, path).toBe("string");
    expect(word.trim(), path).not.toBe("");
  }
});

test("every word is used", () => {
  const unused = words(en)
    .map(([path]) => path)
    .filter((path) => !code.includes(`t${path}`) && !code.includes(`t${path.slice(0, path.lastIndexOf("."))}[`));
  expect(unused).toEqual([]);
});

test("no word says more than a file can show", () => {
  const forbidden = /\b(real|fakes?|authentic|genuine|safe|vraie?s?|faux|fausses?|authentiques?|sûre?s?)\b/i;
  for (const [path, word] of [...words(en), ...words(fr)]) {
    expect(word, path).not.toMatch(forbidden);
    expect(word, path).not.toContain("%");
  }
});

test("French puts a space before its double punctuation, English none", () => {
  for (const [path, word] of words(fr)) expect(word, path).not.toMatch(/[^\s][;!?](\s|$)|[^\s\d]:(\s|$)/);
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
