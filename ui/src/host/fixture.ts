import type { Lang, Report } from "$model";
import type { CheckPage, Examination, Examined, Failure, Host, Step, TrustOverview } from "./host";
import { STEPS } from "./host";

/**
 * What a recording in `fixtures/NAME.json` holds: an examination in English and French, masked, and with everything shown
 * where something is masked; or a refusal in both.
 */
type Recording =
  | { examined: Examined; fr: Report; revealed?: Record<Lang, Report> }
  | { refused: Record<Lang, Failure> };
type Pages = Record<Lang, CheckPage[]>;

const recordings = import.meta.glob<Recording>(["../../fixtures/*.json", "!../../fixtures/pages.json"], {
  import: "default",
});
const pages = import.meta.glob<Pages>("../../fixtures/pages.json", { import: "default" });
const previews = import.meta.glob<string>("../../fixtures/*.png", { import: "default", query: "?url", eager: true });

/**
 * A plain browser instead of the window: recorded examinations under `?fixture=NAME,NAME…`.
 * `&pace=MS` makes each step of an examination last that long. Nothing is kept: what changes whom it trusts is refused.
 */
export function fixture(search: URLSearchParams): Host {
  const names = search.get("fixture")?.split(",").filter(Boolean) ?? [];
  const pace = Number(search.get("pace") ?? 0);
  const examine = (name: string, lang: Lang, onProgress: (step: Step) => void): Examination => {
    let cancelled = false;
    const done = (async () => {
      for (const step of STEPS) {
        onProgress(step);
        if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace));
        if (cancelled) throw { kind: "cancelled", sentence: "" } satisfies Failure;
      }
      const recording = await recorded(name);
      if ("refused" in recording) throw recording.refused[lang];
      const { examined, fr } = recording;
      return { ...examined, id: name, report: lang === "fr" ? fr : examined.report };
    })();
    return { done, cancel: () => (cancelled = true) };
  };
  return {
    openedPaths: async () => names,
    onOpened: () => {},
    onDrop: () => {},
    pickList: async () => null,
    pickCredentials: async () => null,
    pick: async () => Object.keys(recordings).map((file) => file.replace(/^.*\/(.*)\.json$/, "$1")),
    expand: async (paths) => ({ paths, others: 0, refused: [] }),
    examine,
    paste: (lang, onProgress) => examine("clipboard", lang, onProgress),
    async report(id, lang, reveal) {
      const recording = await recorded(id);
      if ("refused" in recording) throw recording.refused[lang];
      if (reveal && recording.revealed) return recording.revealed[lang];
      return lang === "fr" ? recording.fr : recording.examined.report;
    },
    async page(check, lang) {
      const all = await Promise.all(Object.values(pages).map((load) => load()));
      const page = all.flatMap((p) => p[lang]).find((p) => p.id === check);
      if (!page) throw new Error(`no page was recorded for ${check}`);
      return page;
    },
    previewUrl: (id) => previews[`../../fixtures/${id}.png`] ?? "",
    thumbnailUrl: (id, manifest) => previews[`../../fixtures/${id}.${manifest}.png`] ?? "",
    exifThumbnailUrl: (id) => previews[`../../fixtures/${id}.exif.png`] ?? "",
    exifDifferenceUrl: (id) => previews[`../../fixtures/${id}.difference.png`] ?? "",
    openMap: opensNothing,
    trust: recordedTrust,
    pin: keepsNothing,
    unpin: keepsNothing,
    importList: keepsNothing,
    removeList: keepsNothing,
    copy: (text) => navigator.clipboard.writeText(text),
  };
}

async function recorded(name: string): Promise<Recording> {
  const load = recordings[`../../fixtures/${name}.json`];
  if (!load) throw new Error(`nothing was recorded under the name ${name}`);
  return load();
}

/** The lists of the first recorded report, on the day of its recording. */
async function recordedTrust(): Promise<TrustOverview> {
  const all = await Promise.all(Object.values(recordings).map((load) => load()));
  const lists = all.flatMap((recording) => ("refused" in recording ? [] : [recording.fr.facts.provenance.lists]))[0] ?? [];
  return { lists: lists.map((list) => ({ ...list, age_days: null, old: false })), pins: [] };
}

async function opensNothing(): Promise<never> {
  throw { kind: "broke", sentence: "Recordings open nothing." } satisfies Failure;
}

async function keepsNothing(): Promise<never> {
  throw { kind: "trust", sentence: "Recordings keep nothing." } satisfies Failure;
}
