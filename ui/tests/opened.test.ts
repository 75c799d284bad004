import { flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import type { Examined, Host, Reach } from "../src/host/host";
import { fixture } from "../src/host/fixture";
import { locale } from "../src/locales/locale.svelte";
import { Opened, type OpenedFile } from "../src/opened.svelte";
import { credentialed } from "./credentialed";
import { recorded } from "./page";
import { photographed } from "./photographed";

interface Started {
  path: string;
  reach: Reach | undefined;
  finish: (examined: Examined) => void;
  fail: (thrown: unknown) => void;
  cancelled: boolean;
}

/** A host whose examinations end when the test says so. */
function slow(): { host: Host; started: Started[] } {
  const started: Started[] = [];
  const examine: Host["examine"] = (path, _lang, _onProgress, reach) => {
    const entry: Started = { path, reach, finish: () => {}, fail: () => {}, cancelled: false };
    started.push(entry);
    const done = new Promise<Examined>((finish, fail) => Object.assign(entry, { finish, fail }));
    return { done, cancel: () => (entry.cancelled = true) };
  };
  return { host: { ...fixture(new URLSearchParams()), examine }, started };
}

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const states = (opened: Opened) => opened.files.map((file) => file.state.is);

test("four files are asked for at a time, and a failure holds nobody up", async () => {
  const { host, started } = slow();
  const opened = new Opened(host);
  await opened.open(["/a.png", "/b.png", "/c.png", "/d.png", "/e.png", "/f.png"]);
  expect(states(opened)).toEqual(["running", "running", "running", "running", "waiting", "waiting"]);
  started[0]?.fail({ kind: "empty", sentence: "This file is empty." });
  await settle();
  expect(states(opened)).toEqual(["refused", "running", "running", "running", "running", "waiting"]);
  started[1]?.finish({ id: "1", report: await recorded("inconclusive", "en"), preview: false, exif_thumbnail: false });
  await settle();
  expect(states(opened)).toEqual(["refused", "done", "running", "running", "running", "running"]);
});

test("a folder gives its images, tells of what it left out, and of what was refused", async () => {
  const { host, started } = slow();
  const refused = { path: "/trip/locked", kind: "forbidden", sentence: "Not allowed." } as const;
  const opened = new Opened({
    ...host,
    expand: async (paths) => ({ paths: paths.flatMap((path) => [`${path}/1.png`, `${path}/2.png`]), others: 3, refused: [refused] }),
  });
  await opened.open(["/trip"]);
  expect(started.map(({ path }) => path)).toEqual(["/trip/1.png", "/trip/2.png"]);
  expect(opened.leftOut).toBe(3);
  expect(opened.files[2]?.state).toMatchObject({ is: "refused", failure: { kind: "forbidden", sentence: "Not allowed." } });
});

test("what was thrown that is no failure of the host is a fault of ours", async () => {
  const { host, started } = slow();
  const opened = new Opened(host);
  await opened.open(["/a.png"]);
  started[0]?.fail("command examine not allowed");
  await settle();
  expect(opened.files[0]?.state).toMatchObject({
    is: "refused",
    failure: { kind: "broke", sentence: "command examine not allowed" },
  });
});

test("the first of the files just given is selected", async () => {
  const { host } = slow();
  const opened = new Opened(host);
  await opened.open(["/folder/a.png", "C:\\Pictures\\b.png"]);
  expect(opened.selected?.name).toBe("a.png");
  await opened.open(["C:\\Pictures\\c.png"]);
  expect(opened.selected?.name).toBe("c.png");
  await opened.open([]);
  expect(opened.selected?.name).toBe("c.png");
});

test("a file given twice stands once, and is examined anew", async () => {
  const { host, started } = slow();
  const opened = new Opened(host);
  await opened.open(["/a.png", "/a.png", "/b.png"]);
  await opened.open(["/a.png"]);
  expect(opened.files.map((file) => file.path)).toEqual(["/b.png", "/a.png"]);
  expect(started.map(({ path, cancelled }) => [path, cancelled])).toEqual([
    ["/a.png", true],
    ["/b.png", false],
    ["/a.png", false],
  ]);
});

test("removing stops the examination, starts the next and selects a neighbour", async () => {
  const { host, started } = slow();
  const opened = new Opened(host);
  await opened.open(["/a.png", "/b.png", "/c.png", "/d.png", "/e.png"]);
  opened.remove(opened.files[0]!);
  expect(started.map(({ cancelled }) => cancelled)).toEqual([true, false, false, false, false]);
  expect(started[4]?.path).toBe("/e.png");
  expect(opened.selected?.path).toBe("/b.png");
  opened.clear();
  expect(started.every(({ cancelled }) => cancelled)).toBe(true);
  expect(opened.selected).toBeNull();
});

test("what was refused can be tried again, a folder as a folder", async () => {
  const { host, started } = slow();
  const empty = { path: "/trip", kind: "no_images", sentence: "No image was found." } as const;
  let filled = false;
  const opened = new Opened({
    ...host,
    expand: async () => ({ paths: filled ? ["/trip/1.png"] : [], others: 0, refused: filled ? [] : [empty] }),
  });
  await opened.open(["/trip"]);
  expect(states(opened)).toEqual(["refused"]);
  filled = true;
  opened.retry(opened.files[0]!);
  await settle();
  expect(started.map(({ path }) => path)).toEqual(["/trip/1.png"]);
});

test("a credentials file is read with its picture, and refused alone", async () => {
  const { host, started } = slow();
  const opened = new Opened(host);
  await opened.open(["/trip/pope.jpg", "/sent/pope.c2pa", "/sent/dog.c2pa"]);
  expect(started.map(({ path, reach }) => [path, reach])).toEqual([["/trip/pope.jpg", { credentials: "/sent/pope.c2pa" }]]);
  expect(opened.files[1]?.state).toMatchObject({ is: "refused", failure: { kind: "credentials_alone" } });
});

test("whom the person trusts now is asked of signed files, and of no server again", async () => {
  const { host, started } = slow();
  const opened = new Opened(host);
  await opened.open(["/signed.jpg", "/plain.jpg", "/asked.jpg"]);
  const plain = await recorded("inconclusive", "en");
  const reports = [credentialed(plain), credentialed(plain, { manifests: [] }), credentialed(plain)];
  started.forEach(({ finish }, i) => finish({ id: `${i}`, report: reports[i]!, preview: false, exif_thumbnail: false }));
  await settle();
  opened.again(opened.files[2]!, { online: true });
  started[3]?.finish({ id: "3", report: reports[2]!, preview: false, exif_thumbnail: false });
  await settle();
  opened.trustChanged();
  expect(states(opened)).toEqual(["running", "done", "done"]);
  expect(started.slice(3).map(({ path, reach }) => [path, reach])).toEqual([
    ["/asked.jpg", { online: true }],
    ["/signed.jpg", {}],
  ]);
});

test("a file starts masked, and each of its reports is fetched once, when it is asked for", async () => {
  locale.speak("en");
  const { host, started } = slow();
  const plain = await recorded("inconclusive", "en");
  const report = vi.fn(async (_: string, lang: "en" | "fr", reveal: boolean) => ({ ...photographed(plain, reveal), language: lang }));
  const opened = new Opened({ ...host, report });
  await opened.open(["/a.jpg", "/b.jpg"]);
  const [file, other] = opened.files;
  started.forEach(({ finish }, i) => finish({ id: `${i}`, report: photographed(plain, false), preview: false, exif_thumbnail: false }));
  await settle();
  const seen = () => [file!.report?.language, file!.report?.masked];
  expect([file!.revealed, ...seen()]).toEqual([false, "en", 9]);

  await opened.reveal(file!, true);
  expect(seen()).toEqual(["en", 0]);
  expect(other!.report?.masked).toBe(9);

  // Until French has come, what was asked for stays shown; and the other way round.
  locale.speak("fr");
  expect(seen()).toEqual(["en", 0]);
  await opened.tellIn(file!, "fr", true);
  expect(seen()).toEqual(["fr", 0]);
  file!.revealed = false;
  expect(seen()).toEqual(["en", 9]);
  await opened.reveal(file!, false);
  await opened.reveal(file!, true);
  expect(seen()).toEqual(["fr", 0]);
  expect(report.mock.calls).toEqual([
    ["0", "en", true],
    ["0", "fr", true],
    ["0", "fr", false],
  ]);
  locale.speak("en");
});

test("a report that does not come leaves the file masked", async () => {
  const { host, started } = slow();
  const plain = await recorded("inconclusive", "en");
  const report = async () => {
    throw { kind: "forgotten", sentence: "Forgotten." };
  };
  const opened = new Opened({ ...host, report });
  await opened.open(["/a.jpg"]);
  started[0]?.finish({ id: "0", report: photographed(plain, false), preview: false, exif_thumbnail: false });
  await settle();
  await expect(opened.reveal(opened.files[0]!, true)).rejects.toMatchObject({ kind: "forgotten" });
  expect([opened.files[0]!.revealed, opened.files[0]!.report?.masked]).toEqual([false, 9]);
});

test("a file that is examined again, or given again, starts masked", async () => {
  const { host, started } = slow();
  const plain = await recorded("inconclusive", "en");
  const opened = new Opened({ ...host, report: async (_, __, reveal) => photographed(plain, reveal) });
  const finish = async (at: number) => {
    started[at]?.finish({ id: `${at}`, report: photographed(plain, false), preview: false, exif_thumbnail: false });
    await settle();
  };
  await opened.open(["/a.jpg"]);
  await finish(0);
  await opened.reveal(opened.files[0]!, true);
  opened.again(opened.files[0]!, { online: true });
  await finish(1);
  expect([opened.files[0]!.revealed, opened.files[0]!.report?.masked]).toEqual([false, 9]);
  await opened.reveal(opened.files[0]!, true);
  await opened.open(["/a.jpg"]);
  await finish(2);
  expect([opened.files[0]!.revealed, opened.files[0]!.report?.masked]).toEqual([false, 9]);
});

test("a deeper search leaves the report until the next has come, which starts masked and stays deep", async () => {
  const { host, started } = slow();
  const plain = await recorded("inconclusive", "en");
  const opened = new Opened({ ...host, report: async (_, __, reveal) => photographed(plain, reveal) });
  await opened.open(["/a.jpg"]);
  const file = opened.files[0]!;
  const finish = async (at: number, id: string) => {
    started[at]?.finish({ id, report: photographed(plain, false), preview: false, exif_thumbnail: false });
    await settle();
  };
  await finish(0, "first");
  await opened.reveal(file, true);
  const deepened = opened.deepen(file);
  await opened.deepen(file);
  expect(started.map(({ reach }) => reach)).toEqual([{}, { deep: true }]);
  expect([file.state.is, file.report?.masked, file.deepening !== null]).toEqual(["done", 0, true]);
  await finish(1, "second");
  await deepened;
  expect(file.state).toMatchObject({ is: "done", examined: { id: "second" } });
  expect([file.report?.masked, file.revealed, file.deepening, file.reach]).toEqual([9, false, null, { deep: true }]);
});

test("a deeper search counts among the four, and is stopped with its file, by a new examination, or alone", async () => {
  const { host, started } = slow();
  const plain = await recorded("inconclusive", "en");
  const opened = new Opened(host);
  await opened.open(["/a.jpg", "/b.jpg", "/c.jpg"]);
  started.forEach(({ finish }, i) => finish({ id: `${i}`, report: plain, preview: false, exif_thumbnail: false }));
  await settle();
  const [a, b, c] = opened.files as [OpenedFile, OpenedFile, OpenedFile];
  const outcomes = [a, b, c].map((file) => opened.deepen(file).catch((thrown: unknown) => thrown));
  await opened.open(["/d.jpg", "/e.jpg"]);
  expect(states(opened)).toEqual(["done", "done", "done", "running", "waiting"]);
  opened.stopDeepening(a);
  opened.again(b, { online: true });
  opened.remove(c);
  const deep = started.filter(({ reach }) => reach?.deep);
  expect(deep.map(({ cancelled }) => cancelled)).toEqual([true, true, true]);
  expect(states(opened)).toEqual(["done", "running", "running", "running"]);

  // What comes after all, or fails, changes nothing any more.
  deep[0]?.finish({ id: "late", report: plain, preview: false, exif_thumbnail: false });
  deep[1]?.fail({ kind: "cancelled", sentence: "Stopped." });
  deep[2]?.fail({ kind: "cancelled", sentence: "Stopped." });
  expect(await Promise.all(outcomes)).toMatchObject([undefined, { kind: "cancelled" }, { kind: "cancelled" }]);
  expect(a.state).toMatchObject({ is: "done", examined: { id: "0" } });
  expect([a.reach, b.reach]).toEqual([{}, { online: true }]);
});
