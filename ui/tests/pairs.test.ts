import { expect, test } from "vitest";
import { nameOf, pair } from "../src/pairs";

test("a credentials file goes with the picture of its name", () => {
  const { pictures, credentials, alone } = pair([
    "/trip/pope.jpg",
    "/trip/pope.png",
    "/sent/pope.png.C2PA",
    "C:\\sent\\cat.c2pa",
    "C:\\Pictures\\cat.webp",
    "/sent/dog.c2pa",
  ]);
  expect(pictures).toEqual(["/trip/pope.jpg", "/trip/pope.png", "C:\\Pictures\\cat.webp"]);
  expect([...credentials]).toEqual([
    ["/trip/pope.png", "/sent/pope.png.C2PA"],
    ["C:\\Pictures\\cat.webp", "C:\\sent\\cat.c2pa"],
  ]);
  expect(alone).toEqual(["/sent/dog.c2pa"]);
});

test("a folder is no credentials file, and a name has no folders", () => {
  expect(pair(["/trip", "/trip/c2pa"]).pictures).toEqual(["/trip", "/trip/c2pa"]);
  expect([nameOf("/trip/a.png"), nameOf("/trip/"), nameOf("C:\\b.png")]).toEqual(["a.png", "trip", "b.png"]);
});
