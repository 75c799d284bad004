import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import type { Lang, Provenance, Report } from "$model";
import type { Changes } from "../src/host/desk";
import { settingsWith } from "../src/host/fixtureDesk";
import type { Host, Reach, TrustOverview } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";
import { certificate, claims, credentialed, manifests } from "./credentialed";
import { all, connected, recorded, show, soon, until } from "./page";

const text = (element: Element | undefined | null) => element?.textContent?.replace(/[ \n]+/g, " ").trim() ?? "";
const only = (testid: string) => all(testid)[0];

/** The page over one signed file, and how far each of its examinations went. */
async function open(changes: Partial<Provenance> = {}, lang: Lang = "en", host: Partial<Host> = {}): Promise<Reach[]> {
  const reports = {
    en: credentialed(await recorded("inconclusive", "en"), changes),
    fr: credentialed(await recorded("inconclusive", "fr"), changes),
  };
  return openWith(reports, lang, host);
}

async function openWith(reports: Record<Lang, Report>, lang: Lang, host: Partial<Host> = {}): Promise<Reach[]> {
  const reached: Reach[] = [];
  show(["/trip/cropped.jpg"], lang, {
    examine: (_, lang, __, reach = {}) => {
      reached.push(reach);
      return { done: Promise.resolve({ id: "7", report: reports[lang], preview: true, exif_thumbnail: false }), cancel: () => {} };
    },
    report: async (_, lang) => reports[lang],
    previewUrl: (id) => `preview:${id}`,
    thumbnailUrl: (id, manifest) => `preview:${id}/${manifest}`,
    ...host,
  });
  await soon("credentials-card");
  return reached;
}

describe.each(["en", "fr"] as const)("the card in %s", (lang) => {
  test("gives five answers, each with its tone in a word", async () => {
    await open({}, lang);
    const { answers, limits } = credentialed(await recorded("inconclusive", lang)).credentials;
    const shown = all("answer");
    expect(shown).toHaveLength(5);
    answers.forEach(({ topic, question, answer, tone }, i) => {
      expect(shown[i]?.dataset).toMatchObject({ topic, tone });
      expect(text(shown[i])).toContain(question);
      expect(text(shown[i])).toContain(answer);
      expect(text(shown[i])).toContain(locale.t.credentials.tone[tone]);
    });
    expect(text(only("credentials-card"))).toContain(limits);
  });

  test("is short where there is nothing, and takes a credentials file", async () => {
    const pick = { pickCredentials: async () => "/sent/cropped.c2pa" };
    const reached = await open({ class: "none", manifests: [], claims: [], raw: null }, lang, pick);
    expect(all("answer")).toHaveLength(1);
    expect(all("history")).toHaveLength(0);
    expect(all("json")).toHaveLength(0);
    only("open-credentials")?.click();
    await until(() => expect(reached).toEqual([{}, { credentials: "/sent/cropped.c2pa" }]));
  });

  test("asks a server only at a press, and says what that tells it", async () => {
    const remote_url = "https://cdn.example.org:8443/manifests/1.c2pa";
    const reached = await open({ class: "remote_not_fetched", manifests: [], claims: [], remote_url }, lang, connected);
    const button = only("ask-server");
    expect(text(button)).toBe(locale.t.credentials.ask("cdn.example.org:8443"));
    const told = document.getElementById(button?.getAttribute("aria-describedby") ?? "");
    expect(text(told)).toBe(locale.t.credentials.tells("cdn.example.org:8443"));
    expect(reached).toEqual([{}]);
    button?.click();
    await until(() => expect(reached).toEqual([{}, { online: true }]));
  });
});

test("where asking is switched off, the report stays until that is settled", async () => {
  const remote_url = "https://cdn.example.org/1.c2pa";
  let settings = { ...(await connected.settings("en")), network: { credentials: false, maps: true, searches: false } };
  const saveSettings = async (changes: Changes) => (settings = settingsWith(settings, changes));
  const off = { settings: async () => settings, saveSettings };
  const reached = await open({ class: "remote_not_fetched", manifests: [], claims: [], remote_url }, "en", off);
  only("ask-server")?.click();
  expect((await soon("switch-on")).dataset["feature"]).toBe("credentials");
  expect(reached).toEqual([{}]);
  expect(all("headline")).toHaveLength(1);
  only("switch-on-go")?.click();
  await until(() => expect(reached).toEqual([{}, { online: true }]));
  expect(settings.network).toEqual({ credentials: true, maps: true, searches: false });
});

test("after a failure the server can be asked again, after success it is named", async () => {
  const url = "https://cdn.example.org/1.c2pa";
  const failed = { kind: "refused", status: 404 } as const;
  await open({ class: "remote_not_fetched", manifests: [], remote_url: url, fetch: { url, bytes: 0, failed } });
  expect(text(only("ask-server"))).toBe(locale.t.credentials.askAgain("cdn.example.org"));
  await open({ carrier: { kind: "server" }, remote_url: url, fetch: { url, bytes: 2048, failed: null } });
  expect(all("ask-server")).toHaveLength(0);
  expect(text(only("fetched"))).toContain("cdn.example.org");
});

describe("the history", () => {
  const items = () => all("treeitem");
  const current = () => document.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
  const press = async (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve));
    flushSync();
  };

  test("is walked by keyboard, and shows the details of where one stands", async () => {
    await open();
    expect(items().map((item) => [item.ariaLevel ?? item.getAttribute("aria-level"), text(item).split(" ")[0]])).toEqual([
      ["1", "cropped.jpg"],
      ["2", "edited.jpg"],
      ["3", "capture.jpg"],
      ["2", "logo.png"],
    ]);
    current()?.focus();
    expect(text(only("manifest-details"))).toContain("TrustMark P");
    await press("ArrowDown");
    expect(document.activeElement).toBe(items()[1]);
    expect(items()[1]?.getAttribute("aria-selected")).toBe("true");
    expect(items()[0]?.tabIndex).toBe(-1);
    expect(text(only("manifest-details"))).toContain("compositeWithTrainedAlgorithmicMedia");
    await press("ArrowLeft");
    expect(items()).toHaveLength(3);
    expect(items()[1]?.getAttribute("aria-expanded")).toBe("false");
    await press("ArrowRight");
    expect(items()).toHaveLength(4);
    await press("End");
    expect(text(document.activeElement)).toContain("logo.png");
    expect(text(only("manifest-details"))).toContain("assertion.dataHash.mismatch");
    await press("Home");
    expect(document.activeElement).toBe(items()[0]);
  });

  test("shows certificates and time stamp, and pictures only where they were decoded", async () => {
    await open();
    const signature = text(only("signature"));
    for (const said of [certificate.serial, certificate.sha256, "Northern Light Issuing CA", "Example TSA", "es256"]) {
      expect(signature).toContain(said);
    }
    expect(document.querySelectorAll('[role="tree"] img')).toHaveLength(2);
    expect(only("thumbnail")?.getAttribute("src")).toBe("preview:7/0");
    await open({ manifests: manifests.map((m) => ({ ...m, thumbnail: m.thumbnail && { ...m.thumbnail, width: null, height: null } })) });
    expect(document.querySelectorAll('[role="tree"] img')).toHaveLength(0);
    expect(all("compare")).toHaveLength(0);
  });

  test("tells the path of each claim, and leads to it although it is folded", async () => {
    const chain = manifests.slice(0, 1).concat(
      Array.from({ length: 6 }, (_, i) => ({ ...manifests[1]!, parent: i, depth: i + 1, title: `step ${i + 1}` })),
    );
    await open({ manifests: chain, claims: [] });
    expect(items()).toHaveLength(3);
    await open({ manifests: chain, claims: [claims[0]!, { ...claims[1]!, at: 5 }] });
    expect(items(), "the way to a claim is open").toHaveLength(6);
    expect(text(all("claim")[1])).toContain("cropped.jpg\u00a0← edited.jpg\u00a0← Camera 7");
    items()[0]?.focus();
    await press("ArrowLeft");
    expect(items()).toHaveLength(1);
    all("claim")[1]?.querySelector("button")?.click();
    await until(() => expect(items()[5]?.getAttribute("aria-selected")).toBe("true"));
  });

  test("a picture of the credentials is compared with the file, by keyboard too", async () => {
    await open();
    all("claim")[0]?.querySelector("button")?.click();
    flushSync();
    only("compare")?.click();
    const comparison = await soon("comparison");
    expect(["compare-now", "compare-then"].map((side) => only(side)?.getAttribute("src"))).toEqual(["preview:7", "preview:7/1"]);
    expect(text(comparison)).toContain(locale.t.compare.now);
    expect(text(comparison)).toContain(locale.t.compare.byTaker("cropped.jpg"));
    expect(text(comparison)).toContain(locale.t.compare.worth);
    comparison.querySelector<HTMLInputElement>('input[value="slide"]')?.click();
    flushSync();
    const edge = only("edge") as HTMLInputElement;
    edge.value = "80";
    edge.dispatchEvent(new Event("input", { bubbles: true }));
    flushSync();
    expect(edge.getAttribute("aria-valuetext")).toBe(locale.t.compare.edgeAt("80"));
    expect(document.querySelector<HTMLElement>(".stack")?.style.getPropertyValue("--edge")).toBe("80%");
  });
});

test("the JSON is searched, hit by hit, through all its pages", async () => {
  const raw = { list: Array.from({ length: 900 }, (_, i) => (i % 400 === 7 ? "Needle" : "hay")) };
  await open({ raw });
  only("json")?.click();
  await soon("json-dialog");
  const box = only("json-search") as HTMLInputElement;
  box.value = "needle";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => expect(text(only("json-hits"))).toBe("1 of 3"));
  const enter = (shiftKey: boolean) => box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", shiftKey, bubbles: true }));
  expect(text(document.querySelector('mark[aria-current="true"]'))).toBe("Needle");
  enter(false);
  await until(() => expect(text(only("json-hits"))).toBe("2 of 3"));
  await until(() => expect(text(only("json-dialog"))).toContain("Page 2 of 4"));
  enter(true);
  enter(true);
  await until(() => expect(text(only("json-hits"))).toBe("3 of 3"));
  expect(only("json-lines")?.querySelectorAll(".line").length).toBeLessThanOrEqual(250);
  box.blur();
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, cancelable: true }));
  expect(document.activeElement).toBe(box);
});

describe("trust", () => {
  const list = {
    name: "C2PA Trust List",
    origin: "official",
    purpose: "signer",
    date: "2026-08-01",
    certificates: 30,
    sha256: "cd".repeat(32),
    source: "https://github.com/c2pa-org",
    licence: "CC BY 4.0",
    age_days: 115,
    old: true,
  } as const;
  const pin = { sha256: "ab".repeat(32), name: "Ada", note: "our photographer", date: "2026-11-24", certificate };
  const overview: TrustOverview = { lists: [list, { ...list, name: "EBU", origin: "imported", old: false }], pins: [pin] };

  test("an unknown signer is trusted with a note and a warning, then the file is examined again", async () => {
    const asked = vi.fn(async () => overview);
    const reached = await open({}, "fr", { pin: asked });
    only("trust-signer")?.click();
    const form = await soon("trust-signer-form");
    expect(text(form)).toContain(locale.t.trust.warning);
    expect(text(form)).toContain(certificate.sha256);
    const note = form.querySelector("textarea")!;
    note.value = "vue à Lyon";
    note.dispatchEvent(new Event("input", { bubbles: true }));
    only("confirm-trust")?.click();
    await until(() => expect(asked).toHaveBeenCalledWith("7", "vue à Lyon", "fr"));
    await until(() => expect(reached).toHaveLength(2));
  });

  test("why a signer was not trusted is said, and nothing is examined", async () => {
    const pin = async () => {
      throw { kind: "trust", sentence: "This certificate issues others." };
    };
    const reached = await open({}, "en", { pin });
    only("trust-signer")?.click();
    await soon("confirm-trust");
    only("confirm-trust")?.click();
    await until(() => expect(text(document.querySelector('form [role="alert"]'))).toBe("This certificate issues others."));
    expect(reached).toHaveLength(1);
  });

  test.each(["trusted_official", "changed_after_signing", "bad_certificate"] as const)("nobody is pinned from %s", async (c) => {
    await open({ class: c });
    expect(all("trust-signer")).toHaveLength(0);
  });

  test("lists are told with their age, imported and removed, and signed files examined again at the end", async () => {
    const [importList, removeList, unpin] = [vi.fn(async () => overview), vi.fn(async () => overview), vi.fn(async () => overview)];
    const host = { trust: async () => overview, pickList: async () => "/lists/ebu.pem", importList, removeList, unpin };
    const reached = await open({}, "en", host);
    only("trust-lists")?.click();
    await soon("trust-list");
    const [official, imported] = all("trust-list");
    for (const said of ["115 days old", locale.t.trust.old, list.sha256, list.licence, list.source]) {
      expect(text(official)).toContain(said);
    }
    expect(text(imported)).not.toContain(locale.t.trust.old);
    expect(all("remove-list")).toHaveLength(1);
    only("remove-list")?.click();
    only("import-list")?.click();
    only("unpin")?.click();
    await until(() => expect(unpin).toHaveBeenCalledWith(pin.sha256, "en"));
    expect(removeList).toHaveBeenCalledWith("EBU", "en");
    await until(() => expect(importList).toHaveBeenCalledWith("/lists/ebu.pem", "en"));
    expect(text(only("pin"))).toContain("our photographer");
    expect(reached).toHaveLength(1);
    document.querySelector<HTMLDialogElement>("dialog")?.close();
    await until(() => expect(reached).toHaveLength(2));
  });

  test("a book that could not be read is said above the answer", async () => {
    const report = credentialed(await recorded("inconclusive", "en"));
    await openWith({ en: report, fr: report }, "en", {
      examine: () => ({
        done: Promise.resolve({ id: "7", report, preview: false, exif_thumbnail: false, untrusting: "The book is damaged." }),
        cancel: () => {},
      }),
    });
    expect(text(document.querySelector('article [role="alert"]'))).toBe("The book is damaged.");
  });
});

test("strings of the credentials are text and nothing else", async () => {
  const markup = `<img src="x" onerror="document.title = 'run'"><script>document.title = 'run'</script>`;
  const kept = new Set(["class", "kind", "basis", "tone", "topic", "binding", "state", "source", "origin", "language"]);
  const hostile = <T>(part: T, key = ""): T => {
    if (typeof part === "string") return (kept.has(key) ? part : markup) as T;
    if (Array.isArray(part)) return part.map((each) => hostile(each, key)) as T;
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([k, v]) => [k, hostile(v, k)])) as T;
  };
  const plain = credentialed(await recorded("inconclusive", "en"), { remote_url: "x", codes: [] });
  const { flags, codes } = plain.facts.provenance;
  const report: Report = {
    ...plain,
    credentials: hostile(plain.credentials),
    facts: { ...plain.facts, provenance: { ...hostile(plain.facts.provenance), flags, codes, class: "unknown_signer" } },
  };
  await openWith({ en: report, fr: report }, "en");
  only("compare")?.click();
  await soon("comparison");
  document.querySelector<HTMLDialogElement>("dialog")?.close();
  flushSync();
  only("json")?.click();
  await soon("json-dialog");
  expect(text(only("json-lines"))).toContain("onerror");
  document.querySelector<HTMLDialogElement>("dialog")?.close();
  flushSync();
  only("trust-signer")?.click();
  await soon("trust-signer-form");
  for (const part of ["credentials-card", "history", "credentials", "trust-signer-form"]) {
    expect(text(only(part)), part).toContain("onerror");
  }
  expect(document.querySelectorAll(`img[src="x"], body script`)).toHaveLength(0);
  expect(document.title).not.toBe("run");
});
