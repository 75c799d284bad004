import { Channel, convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open } from "@tauri-apps/plugin-dialog";
import { type Examination, type Examined, type Host, type Step, failureOf } from "./host";

let jobs = 0;

/** The window: each request is a command of the same name in `src-tauri`. */
export const tauri: Host = {
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

  copy: (text) => navigator.clipboard.writeText(text),
};

/** The dialog's filter names its endings and no word, so that it needs no language. */
function pickOne(extensions: string[]): Promise<string | null> {
  const name = extensions.map((ending) => `*.${ending}`).join(", ");
  return open({ multiple: false, directory: false, filters: [{ name, extensions }] });
}

function start(command: string, request: Record<string, unknown>, onProgress: (step: Step) => void): Examination {
  const job = ++jobs;
  const done = ask<Examined>(command, { ...request, job, onProgress: new Channel<Step>(onProgress) });
  return { done, cancel: () => void invoke("cancel", { job }) };
}

async function ask<T>(command: string, request: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, request);
  } catch (thrown) {
    throw failureOf(thrown);
  }
}
