import type { CheckPage, Decision, DecisionKind, EntryKind, Lang, Query, Report, Seen, SeenBy, Summary } from "$model";
import type { Failure } from "./host";
import type { Decided, LogEntry, LogHost, Recorded } from "./log";

/** What a recorded log is made of. */
interface Recordings {
  /** `desk`, a small one; `long`; `empty`; `broken`, which does not agree with itself; `fails`, which cannot be read. */
  log: string;
  /** Milliseconds that a step takes. */
  pace: number;
  report: (name: string, lang: Lang) => Promise<Report>;
  page: (check: string, lang: Lang) => Promise<CheckPage>;
  previewUrl: (id: string) => string;
}

/** An entry, and the recording whose picture it shows. */
type Kept = Omit<LogEntry, "history" | "looks"> & { recording: string | null };

const LEDGER = "5d0c4f9ab1e2437f8a6b90cc21d7e4f3";
const PAGE = 40;
const NO_CONTEXT = { seen_at: "", claim: "", claimed_date: "", claimed_place: "", sent_by: "" };

/** A log in memory. Its digests are of no bytes: only what is shown of it is as in the window. */
export function recordedLog({ log, pace, report, page, previewUrl }: Recordings): LogHost {
  const kept: Kept[] = [];
  const logged = new Map<string, number>();
  const [by, place] = ["Ada Moreau", "/home/ada/.local/share/whence/ledger.sqlite"];
  let stopped = false;
  let mended = false;
  let made: Promise<void> | null = null;

  const entryOf = (position: number): Kept => {
    const entry = kept[position - 1];
    if (!entry) throw { kind: "log", sentence: `The log has no entry ${position}.` } satisfies Failure;
    return entry;
  };
  const decisionsAbout = (position: number): Decided[] =>
    kept
      .filter(({ summary }) => summary.kind === "decision" && summary.about === position)
      .map(({ summary: { position, digest, recorded_at }, decision }) => ({ position, digest, recorded_at, decision }));

  /** A report's line names the last decision about it; what is erased names nothing. */
  const lineOf = ({ summary, decision }: Kept): Summary => {
    const last = summary.kind === "report" ? decisionsAbout(summary.position).at(-1) : undefined;
    if (summary.kind === "decision") {
      const about = entryOf(summary.about ?? 0).summary;
      const seen = { position: summary.position, kind: decision?.kind ?? null, by: decision?.by ?? null, recorded_at: summary.recorded_at };
      return { ...summary, name: about.name, sha256: about.sha256, verdict: about.verdict, decision: seen };
    }
    if (!last) return summary;
    const seen = { position: last.position, kind: last.decision?.kind ?? null, by: last.decision?.by ?? null, recorded_at: last.recorded_at };
    return { ...summary, decision: seen };
  };
  const whole = (position: number): LogEntry => {
    const { recording: _, ...entry } = entryOf(position);
    const { kind, about, sha256 } = entry.summary;
    const looks = kept.filter(({ summary }) => summary.kind === "report" && sha256 && summary.sha256 === sha256 && summary.position !== position);
    const history = decisionsAbout(kind === "decision" ? (about ?? 0) : position);
    return { ...entry, summary: lineOf(entryOf(position)), history, looks: kind === "report" ? looks.map(lineOf) : [] };
  };

  const write = (kind: EntryKind, recorded_at: string, parts: Partial<Kept>, line: Partial<Summary>): number => {
    const position = kept.length + 1;
    const before = kept.at(-1)?.summary.digest ?? "0".repeat(64);
    const about = line.about ?? null;
    const earlier = line.earlier ?? null;
    const names = kind === "report" ? ["report", "picture"] : [kind];
    const seals = names.map((name) => ({ name, sha256: digest(`${position}${name}`), bytes: name === "report" ? 24_310 : 412 }));
    const header = JSON.stringify({ schema: 1, ledger: LEDGER, position, recorded_at, kind, about, earlier, before, parts: seals });
    const none = { about, earlier, name: null, sha256: null, verdict: null, by: null, decision: null, picture: false, erased: false };
    const summary: Summary = { ...none, ...line, position, digest: digest(header), recorded_at, kind };
    kept.push({ header, ledger: LEDGER, logged: null, decision: null, erasure: null, erased_by: null, recording: null, ...parts, summary });
    return position;
  };
  const toldOnce = new Map<string, Promise<{ told: Report; pages: CheckPage[] }>>();
  const readTold = async (recording: string, lang: Lang) => {
    const told = await report(recording, lang);
    const spoke = told.rows.filter((row) => row.status === "finding").map((row) => page(row.check, lang));
    return { told, pages: await Promise.all(spoke) };
  };
  const writeReport = async (recording: string, lang: Lang, by: string, at: string, change: Partial<Report["exhibit"]> = {}) => {
    const key = `${recording} ${lang}`;
    const { told, pages } = await (toldOnce.get(key) ?? toldOnce.set(key, readTold(recording, lang)).get(key)!);
    const exhibit = { ...told.exhibit, ...change };
    const logged = { by, report: { ...told, examined_at: at, exhibit }, pages };
    const earlier = kept.findLast(({ summary }) => summary.kind === "report" && summary.sha256 === exhibit.sha256)?.summary.position ?? null;
    const line = { name: exhibit.name, sha256: exhibit.sha256, verdict: told.verdict.kind, by: by || null, picture: true, earlier };
    return write("report", at, { logged, recording }, line);
  };
  const writeDecision = (about: number, decision: Decision, at: string) => {
    const earlier = decisionsAbout(about).at(-1)?.position ?? null;
    return write("decision", at, { decision }, { about, earlier, by: decision.by });
  };
  const erase = (position: number, what: "picture" | "everything", reason: string, by: string, at: string) => {
    const entry = entryOf(position);
    entry.erased_by = write("erasure", at, { erasure: { entries: [position], what, reason, by } }, { by });
    entry.summary = { ...entry.summary, picture: false };
    if (what === "picture") return;
    Object.assign(entry, { logged: null, decision: null });
    entry.summary = { ...entry.summary, name: null, sha256: null, verdict: null, by: null, erased: true };
  };

  const decided = (kind: DecisionKind, by: string, reason: string, more: Partial<Decision> = {}): Decision =>
    ({ kind, reason, by, links: [], media_review: null, context: NO_CONTEXT, ...more });
  const make = async () => {
    if (log === "empty") return;
    const coat = await writeReport("known_match", "fr", "Ada Moreau", "2026-11-18T08:12:40Z");
    writeDecision(coat, decided("do_not_use", "Ada Moreau", "Photo de 2021, ressortie avec une légende qui parle d'hier soir.", {
      links: ["https://example.org/archives/manteau-2021"],
      media_review: "decontextualized_content",
      context: { ...NO_CONTEXT, seen_at: "https://social.example/@passant/1093", claim: "La foule hier soir devant la gare", claimed_date: "17 novembre 2026", claimed_place: "Lyon" },
    }), "2026-11-18T08:31:05Z");
    const camera = await writeReport("inconclusive", "en", "Ben Okafor", "2026-11-19T15:02:11Z");
    writeDecision(camera, decided("needs_more_information", "Ben Okafor", "Asked the sender for the file as it left the camera."), "2026-11-19T15:06:48Z");
    writeDecision(camera, decided("use_with_context", "Ada Moreau", "The sender was there and sent two more frames from the same minute.\nThe caption must say that the street was closed for a film shoot.", {
      links: ["https://example.org/desk/2026/film-shoot"],
      media_review: "staged_content",
      context: { ...NO_CONTEXT, claim: "Police clear the street", claimed_date: "19 November 2026", sent_by: "A reader, by e-mail" },
    }), "2026-11-20T09:20:00Z");
    await writeReport("declared_ai", "fr", "", "2026-11-20T10:44:19Z");
    const private_ = await writeReport("signs_of_editing", "en", "Ben Okafor", "2026-11-21T07:30:00Z");
    erase(private_, "everything", "Request of the person in the picture, letter of 21 November.", "Ada Moreau", "2026-11-21T16:05:30Z");
    const near = { name: "camera-forwarded.jpg", sha256: digest("near"), pixels_sha256: digest("pixels") };
    await writeReport("inconclusive", "en", "Chloé Martin", "2026-11-22T12:15:00Z", near);
    for (let n = 0; log === "long" && n < 200; n += 1) {
      const name = `wire-${String(n + 1).padStart(3, "0")}.jpg`;
      await writeReport("known_page", "en", "Ben Okafor", "2026-11-22T13:00:00Z", { name, sha256: digest(name) });
    }
  };
  const ready = async () => {
    if (log === "fails") throw { kind: "log", sentence: "The log's server does not answer. Nothing was read from it." } satisfies Failure;
    await (made ??= make());
  };
  const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
  const rest = () => new Promise((resolve) => setTimeout(resolve, pace));
  const halt = () => {
    if (stopped) throw { kind: "cancelled", sentence: "" } satisfies Failure;
  };

  const seenAs = async (id: string): Promise<Seen[]> => {
    const { exhibit } = await report(id, "en");
    const own = logged.get(id);
    const by = ({ summary, recording }: Kept): SeenBy | null => {
      if (summary.kind !== "report" || summary.erased || summary.position === own) return null;
      if (summary.sha256 === exhibit.sha256) return { kind: "sha256" };
      return recording === id ? { kind: "pdq", distance: 14 } : null;
    };
    const found = kept.flatMap((entry) => {
      const how = by(entry);
      return how ? [{ entry: lineOf(entry), by: how }] : [];
    });
    return found.sort((a, b) => Number(a.by.kind === "pdq") - Number(b.by.kind === "pdq") || b.entry.position - a.entry.position);
  };
  const recordedAs = (id: string): Recorded | null => {
    const position = logged.get(id);
    if (position === undefined) return null;
    const history = decisionsAbout(position);
    return { report: position, decision: history.at(-1)?.position ?? null, history };
  };
  const logReport = async (id: string, lang: Lang): Promise<Recorded> => {
    await ready();
    if (!logged.has(id)) logged.set(id, await writeReport(id, lang, by, now()));
    return recordedAs(id) as Recorded;
  };
  const saved = async (name: string) => {
    await rest();
    return { path: `/home/ada/Documents/${name}` };
  };

  return {
    async seenBefore(id) {
      await ready();
      return seenAs(id);
    },
    logReport,
    async decide(id, decision, lang) {
      const { report: position } = await logReport(id, lang);
      writeDecision(position, decision, now());
      return recordedAs(id) as Recorded;
    },
    async recorded(id) {
      await ready();
      return recordedAs(id);
    },
    async logEntries(query, similarTo) {
      await ready();
      const like = similarTo === null ? null : new Set((await seenAs(similarTo)).map(({ entry }) => entry.position));
      const found = kept.map((entry) => [entry, lineOf(entry)] as const).filter(([entry, line]) => {
        const about = line.kind === "report" ? decisionsAbout(line.position) : [];
        return (!like || like.has(line.position)) && answers(query, line, entry, about);
      });
      const entries = found.map(([, line]) => line).reverse();
      return { entries: entries.slice(0, PAGE), more: entries.length > PAGE, total: kept.length, place, team: false };
    },
    async logEntry(position) {
      await ready();
      return whole(position);
    },
    async decideEntry(position, decision) {
      await ready();
      writeDecision(position, decision, now());
      return whole(position);
    },
    async eraseEntry(position, what, reason, by) {
      await ready();
      erase(position, what, reason, by, now());
      return whole(position);
    },
    async verifyLog(onProgress, lang) {
      await ready();
      stopped = false;
      for (let done = 0; done <= kept.length; done += 1) {
        onProgress(done, kept.length);
        if (pace > 0) await rest();
        halt();
      }
      const head = kept.at(-1)?.summary.digest ?? "0".repeat(64);
      // A second look finds the log as it was: so the way back can be seen too.
      const broken = log === "broken" && !mended;
      mended = broken;
      const [position, found] = [broken ? 3 : null, digest("found")];
      return { agrees: !broken, sentences: broken ? disagreement(lang, entryOf(3).summary.digest, found) : agreement(lang), entries: kept.length, head, position };
    },
    cancelLog: () => (stopped = true),
    async exportLog(query, format) {
      stopped = false;
      await rest();
      halt();
      const entries = kept.filter((entry) => answers(query, lineOf(entry), entry, decisionsAbout(entry.summary.position))).length;
      return { ...(await saved(`log.${format}`)), entries };
    },
    exportEntry: (position, format) => saved(`entry-${position}.${format}`),
    exportReport: (id, format) => saved(`${id}.${format}`),
    reportSentence: async (id, lang) => sentenceOf(await report(id, lang)),
    async entrySentence(position) {
      const { logged } = entryOf(position);
      return logged ? sentenceOf(logged.report) : "";
    },
    async verifyFile(position, lang) {
      const { summary } = whole(position);
      const sentence = lang === "fr" ? `Les octets de photo.jpg ne sont pas ceux de l'entrée ${position}.` : `The bytes of photo.jpg are not those of entry ${position}.`;
      return { path: `/home/ada/${summary.name}`, same: false, sentence };
    },
    logPictureUrl: (position) => previewUrl(kept[position - 1]?.recording ?? ""),
  };
}

function answers(query: Query, line: Summary, entry: Kept, about: Decided[]): boolean {
  const has = (text: string | null | undefined, part: string) => (text ?? "").toLowerCase().includes(part.trim().toLowerCase());
  const decisions = [entry.decision, ...about.map(({ decision }) => decision)];
  const texts = [line.name, entry.erasure?.reason, ...decisions.flatMap((decision) => (decision ? [decision.reason, ...Object.values(decision.context)] : []))];
  const day = line.recorded_at.slice(0, 10);
  return (
    (!query.kind || line.kind === query.kind) &&
    (query.verdicts.length === 0 || (line.verdict !== null && query.verdicts.includes(line.verdict))) &&
    (query.decisions.length === 0 || (line.decision?.kind != null && query.decisions.includes(line.decision.kind))) &&
    (!query.undecided || (line.kind === "report" && line.decision === null)) &&
    [line.by, ...decisions.map((decision) => decision?.by)].some((by) => has(by, query.by)) &&
    (!query.from || day >= query.from) &&
    (!query.to || day <= query.to) &&
    has(line.name, query.name) &&
    (line.sha256 ?? "").startsWith(query.sha256) &&
    query.words.split(/\s+/).every((word) => texts.some((text) => has(text, word))) &&
    (query.about === null || line.position === query.about || line.about === query.about) &&
    (query.before === null || line.position < query.before)
  );
}

function agreement(lang: Lang): string[] {
  return lang === "fr"
    ? ["Chaque entrée est celle que nomme la suivante, et rien de ce qu'elles gardent n'a changé."]
    : ["Each entry is the one that the next one names, and nothing that they hold was changed."];
}

function disagreement(lang: Lang, expected: string, found: string): string[] {
  return lang === "fr"
    ? [`L'entrée 3 n'est plus telle qu'elle a été écrite : l'entrée 4 la désigne par l'empreinte ${expected}, la sienne est ${found}.`]
    : [`Entry 3 is not as it was written: entry 4 names it by the digest ${expected}, and its own is ${found}.`];
}

function sentenceOf({ language, examined_at, engine, exhibit, verdict }: Report): string {
  const day = examined_at.slice(0, 10);
  return language === "fr"
    ? `Le ${day}, Whence ${engine.version} a examiné « ${exhibit.name} » (SHA-256 ${exhibit.sha256}) : ${verdict.headline}. ${verdict.meaning}`
    : `On ${day}, Whence ${engine.version} examined “${exhibit.name}” (SHA-256 ${exhibit.sha256}): ${verdict.headline}. ${verdict.meaning}`;
}

/** 64 hexadecimal digits that stand for a SHA-256: eight times FNV-1a. */
function digest(text: string): string {
  return Array.from({ length: 8 }, (_, seed) => {
    let hash = 0x811c9dc5 ^ seed;
    for (const c of text) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
