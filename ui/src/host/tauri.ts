import { Channel, convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open } from "@tauri-apps/plugin-dialog";
import { type Beginning, MENU_ACTIONS, type MenuAction } from "./desk";
import { type Examination, type Examined, type Heard, type Host, failureOf } from "./host";

let jobs = 0;

/** The window: each request is a command of the same name in `src-tauri`. */
export const tauri: Host = {
  beginning: beginning(),

  openedPaths: () => invoke("opened_paths"),

  onOpened(opened) {
    void listen<string[]>("opened", (event) => opened(event.payload));
  },

  onDrop(target) {
    void getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop") target.drop(payload.paths);
      else if (payload.type === "leave") target.leave();
      else target.over();
    });
  },

  pick: async () => (await open({ multiple: true, directory: false })) ?? [],
  pickList: () => pickOne(["pem", "crt", "cer", "json"]),
  pickCredentials: () => pickOne(["c2pa"]),

  expand: (paths, lang) => ask("expand", { paths, lang }),
  examine: (path, lang, onProgress, reach = {}) => start("examine", { path, lang, reach }, onProgress),
  paste: (lang, onProgress) => start("paste", { lang }, onProgress),

  report: (id, lang, reveal) => ask("report", { id, lang, reveal }),
  page: (check, lang) => ask("explain", { check, lang }),
  previewUrl: (id) => convertFileSrc(id, "preview"),
  thumbnailUrl: (id, manifest) => `${convertFileSrc(id, "preview")}/${manifest}`,
  glimpseUrl: (id) => `${convertFileSrc("glimpse", "preview")}/${id}`,
  smallUrl: (id) => `${convertFileSrc("small", "preview")}/${id}`,
  bytes: async (id, offset, length, lang) => new Uint8Array(await ask<ArrayBuffer>("bytes", { id, offset, length, lang })),
  reportText: (id, lang) => ask("report_text", { id, lang }),
  copyPreview: (id, lang) => ask("copy_preview", { id, lang }),
  openSearch: (site, lang) => ask("open_search", { site, lang }),
  titles: (lang) => ask("titles", { lang }),
  exifThumbnailUrl: (id) => `${convertFileSrc(id, "preview")}/exif`,
  exifDifferenceUrl: (id) => `${convertFileSrc(id, "preview")}/difference`,
  openMap: (id, lang) => ask("open_map", { id, lang }),

  trust: (lang) => ask("trust", { lang }),
  pin: (id, note, lang) => ask("pin", { id, note, lang }),
  unpin: (sha256, lang) => ask("unpin", { sha256, lang }),
  importList: (path, lang) => ask("import_list", { path, lang }),
  removeList: (name, lang) => ask("remove_list", { name, lang }),

  knownLists: (lang) => ask("known_lists", { lang }),
  addKnown: (id, list, entry, lang) => ask("add_known", { id, list, entry, lang }),
  undoKnown: (list, sha256, lang) => ask("undo_known", { list, sha256, lang }),
  listedPictureUrl: (sha256) => `${convertFileSrc("known", "preview")}/${sha256}`,

  seenBefore: (id, lang) => ask("seen_before", { id, lang }),
  decide: (id, decision, lang) => ask("decide", { id, decision, lang }),
  logReport: (id, lang) => ask("log_report", { id, lang }),
  recorded: (id, lang) => ask("recorded", { id, lang }),
  logEntries: (query, similarTo, lang) => ask("log_entries", { query, similarTo, lang }),
  logEntry: (position, lang) => ask("log_entry", { position, lang }),
  decideEntry: (position, decision, lang) => ask("decide_entry", { position, decision, lang }),
  eraseEntry: (position, what, reason, by, lang) => ask("erase_entry", { position, what, reason, by, lang }),
  verifyLog(onProgress, lang) {
    const channel = new Channel<{ done: number; total: number }>(({ done, total }) => onProgress(done, total));
    return ask("verify_log", { onProgress: channel, lang });
  },
  exportLog: (query, format, lang) => ask("export_log", { query, format, lang }),
  exportEntry: (position, format, lang) => ask("export_entry", { position, format, lang }),
  exportReport: (id, format, lang) => ask("export_report", { id, format, lang }),
  reportSentence: (id, lang) => ask("report_sentence", { id, lang }),
  entrySentence: (position, lang) => ask("entry_sentence", { position, lang }),
  verifyFile: (position, lang) => ask("verify_file", { position, lang }),
  logPictureUrl: (position) => `${convertFileSrc("log", "preview")}/${position}`,
  cancelLog: () => void invoke("cancel_log"),

  listOverview: (lang) => ask("list_overview", { lang }),
  listEntries: (list, words, offset, lang) => ask("list_entries", { list, words, offset, lang }),
  importKnown: (how, lang) => ask("import_known", { how, lang }),
  exportKnown: (list, format, lang) => ask("export_known", { list, format, lang }),
  switchKnown: (list, on, lang) => ask("switch_known", { list, on, lang }),
  removeKnown: (list, lang) => ask("remove_known", { list, lang }),
  removeKnownEntry: (list, asked, lang) => ask("remove_known_entry", { list, asked, lang }),
  undoKnownChange: (lang) => ask("undo_known_change", { lang }),

  settings: (lang) => ask("settings", { lang }),
  saveSettings: (changes, lang) => ask("save_settings", { changes, lang }),
  speak: (lang) => void invoke("speak", { lang }),
  about: (lang) => ask("about", { lang }),
  goWithoutIsolation: () => ask("go_without_isolation", {}),
  recentFiles: (lang) => ask("recent_files", { lang }),
  clearRecentFiles: (lang) => ask("clear_recent_files", { lang }),
  samples: (lang) => ask("samples", { lang }),
  onMenu(chosen) {
    void listen<string>("menu", ({ payload }) => {
      const action = MENU_ACTIONS.find((action): action is MenuAction => action === payload);
      if (action) chosen(action);
    });
  },
  pickFolder: () => open({ multiple: false, directory: true }),
  queueFinished: ({ title, body }) => void invoke("queue_finished", { title, body }),

  copy: (text) => navigator.clipboard.writeText(text),
};

/** The dialog's filter names its endings and no word, so that it needs no language. */
function pickOne(extensions: string[]): Promise<string | null> {
  const name = extensions.map((ending) => `*.${ending}`).join(", ");
  return open({ multiple: false, directory: false, filters: [{ name, extensions }] });
}

function start(command: string, request: Record<string, unknown>, onProgress: (heard: Heard) => void): Examination {
  const job = ++jobs;
  const done = ask<Examined>(command, { ...request, job, onProgress: new Channel<Heard>(onProgress) });
  return { done, cancel: () => void invoke("cancel", { job }) };
}

async function ask<T>(command: string, request: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, request);
  } catch (thrown) {
    throw failureOf(thrown);
  }
}

/** The window puts it there before the page begins. */
function beginning(): Beginning {
  const { language, theme } = (globalThis as { whence?: Partial<Beginning> }).whence ?? {};
  return {
    language: language === "en" || language === "fr" ? language : "",
    theme: theme === "light" || theme === "dark" ? theme : "system",
  };
}
