import type { Changes } from "../src/host/desk";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test, vi } from "vitest";
import type { Heard, Step } from "../src/host/host";
import { tauri } from "../src/host/tauri";
import { everyReport } from "../src/views/Log/entries.svelte";

type Request = Record<string, unknown> & { onProgress?: { onmessage: (heard: Heard) => void } };

/** What the page asked of the window. */
function asked(answer: (command: string, request: Request) => unknown): [string, Request][] {
  const requests: [string, Request][] = [];
  mockIPC((command, request) => {
    requests.push([command, request as Request]);
    return answer(command, request as Request);
  });
  return requests;
}

afterEach(clearMocks);

test("an examination reports its steps, and is cancelled by its own number", async () => {
  const requests = asked((command, { onProgress }) => {
    onProgress?.onmessage({ step: "metadata", glimpse: null });
    return command === "examine" ? { id: "7", report: {}, preview: true } : null;
  });
  const steps: Step[] = [];
  const first = tauri.examine("/a.png", "fr", ({ step }) => steps.push(step));
  const second = tauri.paste("en", () => {});
  expect((await first.done).id).toBe("7");
  await second.done;
  second.cancel();
  await vi.waitFor(() => expect(requests).toHaveLength(3));
  const [examine, paste, cancel] = requests;
  expect(examine).toMatchObject(["examine", { path: "/a.png", lang: "fr", job: expect.any(Number) }]);
  expect(paste).toMatchObject(["paste", { lang: "en", job: expect.any(Number) }]);
  expect(paste?.[1]["job"]).not.toBe(examine?.[1]["job"]);
  expect(cancel).toEqual(["cancel", { job: paste?.[1]["job"] }]);
  expect(steps).toEqual(["metadata"]);
});

test("the other commands carry the names that the window knows", async () => {
  const requests = asked(() => []);
  await tauri.openedPaths();
  await tauri.expand(["/trip"], "en");
  await tauri.report("7", "fr", true);
  await tauri.openMap("7", "en");
  await tauri.page("declared/label", "fr");
  await tauri.trust("en");
  await tauri.pin("7", "our photographer", "en");
  await tauri.unpin("ab12", "en");
  await tauri.importList("/lists/ebu.pem", "en");
  await tauri.removeList("EBU", "en");
  const entry = { title: "A coat", label: "other", rating: "r", what: "", source: "", fact_check: "", date: "", note: "" } as const;
  await tauri.knownLists("en");
  await tauri.addKnown("7", "Desk", entry, "fr");
  await tauri.undoKnown("Desk", "ab12", "fr");
  expect(requests).toEqual([
    ["opened_paths", {}],
    ["expand", { paths: ["/trip"], lang: "en" }],
    ["report", { id: "7", lang: "fr", reveal: true }],
    ["open_map", { id: "7", lang: "en" }],
    ["explain", { check: "declared/label", lang: "fr" }],
    ["trust", { lang: "en" }],
    ["pin", { id: "7", note: "our photographer", lang: "en" }],
    ["unpin", { sha256: "ab12", lang: "en" }],
    ["import_list", { path: "/lists/ebu.pem", lang: "en" }],
    ["remove_list", { name: "EBU", lang: "en" }],
    ["known_lists", { lang: "en" }],
    ["add_known", { id: "7", list: "Desk", entry, lang: "fr" }],
    ["undo_known", { list: "Desk", sha256: "ab12", lang: "fr" }],
  ]);
});

test("what is asked of the log carries the names that the window knows", async () => {
  const decision = { kind: "escalate", reason: "r", by: "Ada", links: [], media_review: null, context: { seen_at: "", claim: "", claimed_date: "", claimed_place: "", sent_by: "" } } as const;
  const changes: Changes = { network: { maps: true }, by: "Ada" };
  const query = everyReport();
  const requests = asked((command, { onProgress }) => {
    (onProgress as unknown as { onmessage: (at: object) => void } | undefined)?.onmessage({ done: 3, total: 9 });
    return command === "log_entries" ? { entries: [], more: false } : null;
  });
  const steps: number[][] = [];
  await tauri.seenBefore("7", "en");
  await tauri.decide("7", { ...decision, links: [] }, "fr");
  await tauri.logReport("7", "en");
  await tauri.recorded("7", "en");
  await tauri.logEntries(query, "7", "en");
  await tauri.logEntry(3, "en");
  await tauri.decideEntry(3, { ...decision, links: [] }, "en");
  await tauri.eraseEntry(3, "picture", "asked to", "Ada", "en");
  await tauri.verifyLog((done, total) => steps.push([done, total]), "fr");
  await tauri.exportLog(query, "ndjson", "en");
  await tauri.exportEntry(3, "jsonld", "en");
  await tauri.exportReport("7", "pdf", "en");
  await tauri.reportSentence("7", "fr");
  await tauri.entrySentence(3, "fr");
  await tauri.verifyFile(3, "en");
  await tauri.settings("en");
  await tauri.saveSettings(changes, "en");
  await tauri.goWithoutIsolation();
  tauri.cancelLog();
  await vi.waitFor(() => expect(requests).toHaveLength(19));
  expect(requests).toEqual([
    ["seen_before", { id: "7", lang: "en" }],
    ["decide", { id: "7", decision, lang: "fr" }],
    ["log_report", { id: "7", lang: "en" }],
    ["recorded", { id: "7", lang: "en" }],
    ["log_entries", { query, similarTo: "7", lang: "en" }],
    ["log_entry", { position: 3, lang: "en" }],
    ["decide_entry", { position: 3, decision, lang: "en" }],
    ["erase_entry", { position: 3, what: "picture", reason: "asked to", by: "Ada", lang: "en" }],
    ["verify_log", { onProgress: expect.anything(), lang: "fr" }],
    ["export_log", { query, format: "ndjson", lang: "en" }],
    ["export_entry", { position: 3, format: "jsonld", lang: "en" }],
    ["export_report", { id: "7", format: "pdf", lang: "en" }],
    ["report_sentence", { id: "7", lang: "fr" }],
    ["entry_sentence", { position: 3, lang: "fr" }],
    ["verify_file", { position: 3, lang: "en" }],
    ["settings", { lang: "en" }],
    ["save_settings", { changes, lang: "en" }],
    ["go_without_isolation", {}],
    ["cancel_log", {}],
  ]);
  expect(steps).toEqual([[3, 9]]);
});

test("an examination goes no further than it is told", async () => {
  const requests = asked(() => ({ id: "7", report: {}, preview: true }));
  await tauri.examine("/a.png", "en", () => {}).done;
  await tauri.examine("/a.png", "en", () => {}, { online: true }).done;
  await tauri.examine("/a.png", "en", () => {}, { credentials: "/a.c2pa" }).done;
  await tauri.examine("/a.png", "en", () => {}, { deep: true }).done;
  expect(requests.map(([, { reach }]) => reach)).toEqual([
    {},
    { online: true },
    { credentials: "/a.c2pa" },
    { deep: true },
  ]);
});

test("pictures of manifests and of the thumbnail stand below their examination", () => {
  const convertFileSrc = (path: string, protocol: string) => `${protocol}://localhost/${encodeURIComponent(path)}`;
  Object.assign(window, { __TAURI_INTERNALS__: { convertFileSrc } });
  expect(tauri.previewUrl("7")).toBe("preview://localhost/7");
  expect(tauri.thumbnailUrl("7", 3)).toBe("preview://localhost/7/3");
  expect(tauri.exifThumbnailUrl("7")).toBe("preview://localhost/7/exif");
  expect(tauri.listedPictureUrl("ab12")).toBe("preview://localhost/known/ab12");
  expect(tauri.logPictureUrl(12)).toBe("preview://localhost/log/12");
  expect(tauri.exifDifferenceUrl("7")).toBe("preview://localhost/7/difference");
});

test("a failure keeps its kind and sentence, and anything else is a fault of ours", async () => {
  const failure = { kind: "too_large", sentence: "This file is too large." };
  asked((command) => {
    throw command === "examine" ? failure : "report not allowed";
  });
  await expect(tauri.examine("/a.png", "en", () => {}).done).rejects.toEqual(failure);
  await expect(tauri.report("7", "en", false)).rejects.toEqual({ kind: "broke", sentence: "report not allowed" });
});
