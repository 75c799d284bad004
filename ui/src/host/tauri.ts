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

  expand: (paths, lang) => ask("expand", { paths, lang }),
  examine: (path, lang, onProgress) => start("examine", { path, lang }, onProgress),
  paste: (lang, onProgress) => start("paste", { lang }, onProgress),

  report: (id, lang) => ask("report", { id, lang }),
  page: (check, lang) => ask("explain", { check, lang }),
  previewUrl: (id) => convertFileSrc(id, "preview"),
  copy: (text) => navigator.clipboard.writeText(text),
};

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
