import type { Lang, Mark, MarksCard, Report } from "$model";
import type { CheckPage, Examination, Examined, Failure, Heard, Host, ListChoice, TrustOverview } from "./host";
import { recordedDesk } from "./fixtureDesk";
import { recordedKnown } from "./fixtureLists";
import { recordedLog } from "./fixtureLog";
import { KEPT, queued, recordingOf } from "./fixtureQueue";
import { nameOf } from "../pairs";
import { STEPS } from "./host";

/**
 * What a recording in `fixtures/NAME.json` holds: an examination in English and French, masked, and with everything shown
 * where something is masked; or a refusal in both.
 */
type Recording =
  | { examined: Examined; fr: Report; revealed?: Record<Lang, Report> }
  | { refused: Record<Lang, Failure> };
type Pages = Record<Lang, CheckPage[]>;
/** What `fixtures/marks/NAME.json` holds: the card of marks that no sample has, and the marks themselves. */
export type Marked = Record<Lang, MarksCard> & { generator: Mark[] };

const recordings = import.meta.glob<Recording>(["../../fixtures/*.json", "!../../fixtures/pages.json"], {
  import: "default",
});
const pages = import.meta.glob<Pages>("../../fixtures/pages.json", { import: "default" });
const marked = import.meta.glob<Marked>("../../fixtures/marks/*.json", { import: "default" });
const previews = import.meta.glob<string>("../../fixtures/*.png", { import: "default", query: "?url", eager: true });
const listed = import.meta.glob<string>("../../fixtures/known/*.jpg", { import: "default", query: "?url", eager: true });

/**
 * A plain browser instead of the window: recorded examinations under `?fixture=NAME,NAME…`.
 * `?queue=N` gives that many files, of all recordings in turn or of those that are named. `&pace=MS` makes each step of an
 * examination last that long, `&marks=NAME` puts other generator marks in, `&log=NAME` another log. Nothing is kept: what
 * changes whom it trusts is refused, and what is written into the log is gone with the page.
 */
export function fixture(search: URLSearchParams): Host {
  const queue = Number(search.get("queue") ?? 0);
  const given = search.get("fixture")?.split(",").filter(Boolean) ?? [];
  const names = queue > 0 ? queued(queue, given.length > 0 ? given : all()) : given;
  /** The ids of a queue's examinations that are kept, as the window keeps them. */
  const kept = new Set<string>();
  const pace = Number(search.get("pace") ?? 0);
  const examine = (name: string, lang: Lang, onProgress: (heard: Heard) => void): Examination => {
    let cancelled = false;
    const done = (async () => {
      for (const step of STEPS) {
        onProgress({ step, glimpse: step === "checks" && previewUrl(name) ? name : null });
        if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace));
        // The window answers by messages, never at once: a queue leaves the page time to draw.
        else if (queue > 0 && step === "checks") await new Promise((resolve) => setTimeout(resolve));
        if (cancelled) throw { kind: "cancelled", sentence: "" } satisfies Failure;
      }
      const recording = await recorded(name);
      if ("refused" in recording) throw recording.refused[lang];
      if (queue > 0) keep(name);
      const small = previewUrl(name) !== "";
      return { ...recording.examined, id: name, small, report: await told(name, lang, false) };
    })();
    return { done, cancel: () => (cancelled = true) };
  };
  const told = async (name: string, lang: Lang, reveal: boolean): Promise<Report> => {
    const recording = await recorded(name);
    if ("refused" in recording) throw recording.refused[lang];
    const { examined, fr, revealed } = recording;
    const told = (reveal && revealed?.[lang]) || (lang === "fr" ? fr : examined.report);
    const report = queue > 0 ? { ...told, exhibit: { ...told.exhibit, name: nameOf(name) } } : told;
    const others = await marked[`../../fixtures/marks/${search.get("marks")}.json`]?.();
    return others ? withMarks(report, others) : report;
  };
  const keep = (id: string) => {
    kept.add(id);
    for (const oldest of kept) if (kept.size > KEPT) kept.delete(oldest);
  };
  const keptOf = (id: string, lang: Lang, reveal: boolean): Promise<Report> => {
    if (queue > 0 && !kept.has(id)) return Promise.reject({ kind: "forgotten", sentence: "Forgotten." } satisfies Failure);
    return told(id, lang, reveal);
  };
  const page = async (check: string, lang: Lang): Promise<CheckPage> => {
    const all = await Promise.all(Object.values(pages).map((load) => load()));
    const page = all.flatMap((p) => p[lang]).find((p) => p.id === check);
    if (!page) throw new Error(`no page was recorded for ${check}`);
    return page;
  };
  const previewUrl = (id: string) => previews[`../../fixtures/${recordingOf(id)}.png`] ?? "";
  return {
    ...recordedLog({ log: search.get("log") ?? "desk", pace, report: (name, lang) => told(name, lang, false), page, previewUrl }),
    ...recordedDesk(search),
    ...recordedKnown(search, Object.keys(listed).map((file) => file.replace(/^.*\/(.*)\.jpg$/, "$1"))),
    openedPaths: async () => names,
    onOpened: () => {},
    onDrop: () => {},
    pickList: async () => null,
    pickCredentials: async () => null,
    pick: async () => (queue > 0 ? names : all()),
    expand: async (paths) => ({ paths, others: 0, refused: [] }),
    examine: (path, lang, onProgress) => examine(path.replace(/^sample:/, ""), lang, onProgress),
    paste: (lang, onProgress) => examine("clipboard", lang, onProgress),
    report: keptOf,
    page,
    previewUrl,
    glimpseUrl: previewUrl,
    smallUrl: previewUrl,
    bytes: async (_, offset, length) => Uint8Array.from({ length: Math.min(length, 4096) }, (_, at) => ((offset + at) * 37) % 256),
    reportText: async (id, lang) => (await told(id, lang, false)).verdict.headline,
    copyPreview: async () => {},
    openSearch: opensNothing,
    async titles(lang) {
      const all = await Promise.all(Object.values(pages).map((load) => load()));
      return Object.fromEntries(all.flatMap((p) => p[lang]).map(({ id, title }) => [id, title]));
    },
    thumbnailUrl: (id, manifest) => previews[`../../fixtures/${recordingOf(id)}.${manifest}.png`] ?? "",
    exifThumbnailUrl: (id) => previews[`../../fixtures/${recordingOf(id)}.exif.png`] ?? "",
    exifDifferenceUrl: (id) => previews[`../../fixtures/${recordingOf(id)}.difference.png`] ?? "",
    openMap: opensNothing,
    trust: recordedTrust,
    pin: keepsNothing,
    unpin: keepsNothing,
    importList: keepsNothing,
    removeList: keepsNothing,
    knownLists: recordedLists,
    addKnown: listsNothing,
    undoKnown: listsNothing,
    listedPictureUrl: (sha256) => listed[`../../fixtures/known/${sha256}.jpg`] ?? "",
    copy: (text) => navigator.clipboard.writeText(text),
  };
}

/** A report as it would be of a file with those marks; its rows and its verdict stay those of the recording. */
export function withMarks(report: Report, marked: Marked): Report {
  const generator = { ...report.facts.generator, marks: marked.generator };
  return { ...report, marks: marked[report.language], facts: { ...report.facts, generator } };
}

function all(): string[] {
  return Object.keys(recordings).map((file) => file.replace(/^.*\/(.*)\.json$/, "$1"));
}

async function recorded(name: string): Promise<Recording> {
  const load = recordings[`../../fixtures/${recordingOf(name)}.json`];
  if (!load) throw new Error(`nothing was recorded under the name ${name}`);
  return load();
}

/** The lists of the first recorded report, on the day of its recording. */
async function recordedTrust(): Promise<TrustOverview> {
  const all = await Promise.all(Object.values(recordings).map((load) => load()));
  const lists = all.flatMap((recording) => ("refused" in recording ? [] : [recording.fr.facts.provenance.lists]))[0] ?? [];
  return { lists: lists.map((list) => ({ ...list, age_days: null, old: false })), pins: [] };
}

/** The lists that the recorded reports asked; one of them takes entries. */
async function recordedLists(): Promise<ListChoice[]> {
  const all = await Promise.all(Object.values(recordings).map((load) => load()));
  const asked = all.flatMap((recording) => ("refused" in recording ? [] : recording.fr.facts.known.lists));
  const names = new Map(asked.map(({ name, entries }) => [name, entries]));
  return [...names].map(([name, entries], i) => ({ name, entries, on: true, takes: i > 0 }));
}

async function listsNothing(): Promise<never> {
  throw { kind: "known", sentence: "Recordings keep nothing." } satisfies Failure;
}

async function opensNothing(): Promise<never> {
  throw { kind: "broke", sentence: "Recordings open nothing." } satisfies Failure;
}

async function keepsNothing(): Promise<never> {
  throw { kind: "trust", sentence: "Recordings keep nothing." } satisfies Failure;
}
