import { untrack } from "svelte";
import type { DecisionKind, Lang } from "$model";
import { type Examined, type Expanded, type Failure, type Heard, type Host, type Reach, type Step, failureOf } from "./host/host";
import { locale } from "./locales/locale.svelte";
import { OpenedFile, type State, briefOf, done, heardIn } from "./openedFile.svelte";
import { pair } from "./pairs";
import { Arrangement } from "./queue/arrangement.svelte";
import { Held } from "./queue/held";
import { summaryOf } from "./queue/summary";
import { Turns } from "./queue/turns";

export { OpenedFile };

/** Whoever walks along a queue looks at a picture for longer than this before its report is asked for. */
const GLANCE_MS = 60;

/** The files of this window, in the order in which they were given. */
export class Opened {
  files: readonly OpenedFile[] = $state.raw([]);
  /** How many files in the given folders were left out, being no images. */
  leftOut: number = $state(0);
  readonly shown = new Arrangement(() => this.files);
  #selected: OpenedFile | null = $state.raw(null);
  #host: Host;
  #keys = 0;
  #turns = new Turns();
  #held = new Held();
  /** Files that were given since all had been examined. */
  #given = 0;
  #glance: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get selected(): OpenedFile | null {
    return this.#selected;
  }

  /** Its report comes back where it went; where it waits, it is next. */
  set selected(file: OpenedFile | null) {
    this.#selected = file;
    clearTimeout(this.#glance);
    const state = untrack(() => file?.state.is);
    if (file && state === "done") this.#shorten(this.#held.seen(file));
    if (file && state === "brief") this.#glance = setTimeout(() => void this.#fetch(file), GLANCE_MS);
  }

  /**
   * Files and folders. A file that is there already is examined anew: it may have changed. A credentials file is read
   * with the picture of its name that was given at the same time.
   */
  async open(given: string[]): Promise<void> {
    if (given.length === 0) return;
    const { lang } = locale;
    const { pictures, credentials, alone } = pair(given);
    const onDisk = pictures.filter((path) => !isSample(path));
    const { paths, others, refused } = onDisk.length > 0 ? await this.#expand(onDisk, lang) : NOTHING;
    this.leftOut += others;
    const failures = new Map<string, Failure>([
      ...refused.map(({ path, kind, sentence }) => [path, { kind, sentence }] as const),
      ...alone.map((path) => [path, { kind: "credentials_alone", sentence: locale.t.refusal.credentialsAlone }] as const),
    ]);
    const all = new Set([...pictures.filter(isSample), ...paths, ...failures.keys()]);
    const added = [...all].map((path) => {
      const given = credentials.get(path);
      const file = new OpenedFile(this.#keys++, path, given === undefined ? {} : { credentials: given });
      const failure = failures.get(path);
      if (failure) Object.assign(file, { unread: true, state: { is: "refused", failure, lang } });
      return file;
    });
    const walked = new Set(given);
    const again = this.files.filter(({ path, unread }) => path !== null && (all.has(path) || (unread && walked.has(path))));
    this.#discard(new Set(again));
    this.#add(added);
  }

  paste(): void {
    this.#add([new OpenedFile(this.#keys++, null)]);
  }

  /** Examines a file once more, where it stands in the list; a folder gives what is in it now. */
  retry(file: OpenedFile): void {
    if (file.unread && file.path !== null) return void this.open([file.path]);
    this.stopDeepening(file);
    this.#wait(file);
    this.#startNext();
  }

  /** Examines everything that was refused, for this reason if one is given, once more where it stands in the list; folders give what is in them now. */
  retryRefused(kind?: Failure["kind"]): void {
    const isOne = ({ outcome, state }: OpenedFile) =>
      outcome === "refused" && (!kind || (state.is === "refused" && state.failure.kind === kind));
    const refused = this.files.filter(isOne);
    const files = refused.filter(({ unread }) => !unread);
    files.forEach((file) => this.#wait(file));
    this.#given += files.length;
    this.#startNext();
    void this.open(refused.flatMap(({ unread, path }) => (unread && path !== null ? [path] : [])));
  }

  /** Examines a file once more, where it stands in the list; it may hold other things now, so it starts masked. */
  again(file: OpenedFile, reach: Reach): void {
    if (file.state.is !== "done" && file.state.is !== "brief") return;
    this.stopDeepening(file);
    file.reach = reach;
    this.#wait(file);
    this.#startNext();
  }

  /** Those whose turn has not come are not examined: they can be tried again. What runs comes to its end. */
  stopWaiting(): void {
    const failure: Failure = { kind: "cancelled", sentence: locale.t.queue.stopped };
    for (const file of this.files) {
      if (file.state.is !== "waiting") continue;
      this.#turns.leave(file);
      this.#become(file, file.brief ? { is: "brief" } : { is: "refused", failure, lang: locale.lang });
    }
    this.#tellFinished();
  }

  /**
   * Examines a file once more with the slow searches, while its report stays; the new one takes its place when it has
   * come, masked as after `again`. Rejects with a `Failure`, and leaves the report.
   */
  async deepen(file: OpenedFile): Promise<void> {
    if (file.state.is !== "done" || file.path === null || file.deepening) return;
    const reach = { ...file.reach, deep: true };
    const own = () => file.deepening?.examination === examination;
    let step: Step | null = null;
    const onProgress = (heard: Heard) => {
      step = heard.step;
      if (file.deepening && own()) file.deepening = { ...file.deepening, step };
    };
    const examination = this.#host.examine(file.path, locale.lang, onProgress, reach);
    file.deepening = { step, examination };
    this.#turns.deepen(file);
    try {
      const examined = await examination.done;
      if (!own()) return;
      file.reach = reach;
      this.#arrive(file, examined);
    } finally {
      if (own()) {
        file.deepening = null;
        this.#turns.undeepen(file);
      }
      this.#startNext();
    }
  }

  stopDeepening(file: OpenedFile): void {
    file.deepening?.examination.cancel();
    file.deepening = null;
    this.#turns.undeepen(file);
  }

  /**
   * Examines what was signed once more, since the person now trusts others. What a server was asked for stays as it is:
   * nobody asks there again without a click.
   */
  trustChanged(): void {
    for (const file of this.files) {
      if (!file.reach.online && file.path !== null && file.brief?.signed) this.again(file, file.reach);
    }
  }

  /** Takes a file off the list, and stops its examination where one is under way. */
  remove(file: OpenedFile): void {
    const { visible } = this.shown;
    const at = visible.indexOf(file);
    const neighbour = visible[at + 1] ?? visible[at - 1] ?? null;
    this.#discard(new Set([file]));
    if (this.selected === file) this.selected = neighbour ?? this.files[0] ?? null;
    this.#startNext();
    this.#tellFinished();
  }

  clear(): void {
    this.#given = 0;
    this.#discard(new Set(this.files));
    this.selected = null;
    this.leftOut = 0;
    this.shown.showAll();
  }

  next(): void {
    this.#walk(1);
  }

  previous(): void {
    this.#walk(-1);
  }

  /** The next file that nobody decided about, from the selected on and round again; one that is in sight first. */
  nextUndecided(): void {
    const { ordered, visible } = this.shown;
    const seen = new Set(visible);
    const at = this.selected ? ordered.indexOf(this.selected) : -1;
    const onwards = [...ordered.slice(at + 1), ...ordered.slice(0, Math.max(at, 0))].filter(({ undecided }) => undecided);
    this.selected = onwards.find((file) => seen.has(file)) ?? onwards[0] ?? this.selected;
  }

  /** That a person decided about a file. */
  decided(file: OpenedFile, decision: DecisionKind): void {
    if (file.decision === decision) return;
    this.#change(file, () => (file.decision = decision));
  }

  /** Fetches the report of `file` in `lang`, once, masked or not. Rejects with a `Failure`. */
  async tellIn(file: OpenedFile, lang: Lang, revealed: boolean): Promise<void> {
    const which = revealed ? "shown" : "masked";
    if (file.state.is !== "done" || file.state[which][lang]) return;
    const { examined } = file.state;
    const report = await this.#host.report(examined.id, lang, revealed);
    if (file.state.is === "done" && file.state.examined === examined) {
      file.state = { ...file.state, [which]: { ...file.state[which], [lang]: report } };
    }
  }

  /** Shows or masks positions, serial numbers and owners' names of `file`, once they have come. Rejects with a `Failure`. */
  async reveal(file: OpenedFile, revealed: boolean): Promise<void> {
    await this.tellIn(file, locale.lang, revealed);
    file.revealed = revealed;
  }

  async #expand(given: string[], lang: Lang): Promise<Expanded> {
    try {
      return await this.#host.expand(given, lang);
    } catch (thrown) {
      return { paths: [], others: 0, refused: given.map((path) => ({ path, ...failureOf(thrown) })) };
    }
  }

  #add(added: OpenedFile[]): void {
    this.files = [...this.files, ...added];
    for (const file of added) {
      this.shown.count(file, 1);
      if (file.state.is === "waiting") this.#turns.wait(file);
    }
    this.#given += added.length;
    this.selected = added[0] ?? this.selected;
    this.#startNext();
  }

  /** Takes files off the list; who is selected is left to the caller. */
  #discard(files: ReadonlySet<OpenedFile>): void {
    if (files.size === 0) return;
    for (const file of files) {
      if (file.state.is === "running") file.state.examination.cancel();
      this.stopDeepening(file);
      this.#turns.leave(file);
      this.#held.drop(file);
      this.shown.count(file, -1);
      file.gone = true;
    }
    this.files = this.files.filter((file) => !files.has(file));
  }

  #walk(by: 1 | -1): void {
    const { ordered, visible } = this.shown;
    const at = this.selected ? visible.indexOf(this.selected) : -1;
    if (at >= 0 || !this.selected) return void (this.selected = visible[at + by] ?? this.selected);
    // It went out of sight by what was decided or filtered: on from where it stands among all.
    const seen = new Set(visible);
    for (let to = ordered.indexOf(this.selected) + by; to >= 0 && to < ordered.length; to += by) {
      const file = ordered[to];
      if (file && seen.has(file)) return void (this.selected = file);
    }
  }

  #wait(file: OpenedFile): void {
    this.#held.drop(file);
    file.revealed = false;
    this.#become(file, { is: "waiting" });
    this.#turns.wait(file);
  }

  #startNext(): void {
    for (;;) {
      const file = this.#turns.next(this.selected);
      if (!file) return;
      void this.#examine(file);
    }
  }

  async #examine(file: OpenedFile): Promise<void> {
    const { lang } = locale;
    let heard: Heard | null = null;
    const onProgress = (now: Heard) => {
      heard = now;
      if (own()) file.state = heardIn(file.state, now);
    };
    const own = () => !file.gone && file.state.is === "running" && file.state.examination === examination;
    let examination: ReturnType<Host["examine"]> | null = null;
    examination =
      file.path === null
        ? this.#host.paste(lang, onProgress)
        : this.#host.examine(file.path, lang, onProgress, file.reach);
    this.#become(file, { is: "running", step: null, glimpse: null, examination });
    if (heard) file.state = heardIn(file.state, heard);
    try {
      const examined = await examination.done;
      if (own()) this.#arrive(file, examined);
    } catch (thrown) {
      if (own()) this.#refuse(file, failureOf(thrown), lang);
    }
    this.#turns.leave(file);
    this.#startNext();
    this.#tellFinished();
  }

  /** The report of a finished examination, masked whatever was shown of the one before. */
  #arrive(file: OpenedFile, examined: Examined): void {
    file.revealed = false;
    this.#change(file, () => {
      file.brief = briefOf(examined);
      file.state = done(examined);
    });
    this.#shorten(this.#held.came(file, file === this.selected));
  }

  #refuse(file: OpenedFile, failure: Failure, lang: Lang): void {
    this.#change(file, () => {
      file.brief = null;
      file.state = { is: "refused", failure, lang };
    });
  }

  /** Lets go of reports that are looked at no more. */
  #shorten(files: OpenedFile[]): void {
    for (const file of files) {
      file.revealed = false;
      this.#become(file, { is: "brief" });
    }
  }

  /** The report of a file that was shortened; the host may have forgotten it, too. */
  async #fetch(file: OpenedFile): Promise<void> {
    const { brief } = file;
    if (file.state.is !== "brief" || !brief || file.gone) return;
    const { lang } = locale;
    const current = () => file.state.is === "brief" && file.brief === brief && !file.gone;
    try {
      const report = await this.#host.report(brief.told.id, lang, false);
      if (!current()) return;
      this.#become(file, done({ ...brief.told, report }));
      this.#shorten(this.#held.came(file, file === this.selected));
    } catch (thrown) {
      // Whoever went on looks at another: this one is fetched when they come back.
      if (!current() || file !== this.selected) return;
      const failure = failureOf(thrown);
      if (failure.kind !== "forgotten") this.#become(file, { is: "refused", failure, lang });
      else if (file.path === null) this.#become(file, { is: "refused", failure: { ...failure, sentence: locale.t.queue.pastedForgotten }, lang });
      else {
        this.#wait(file);
        this.#startNext();
      }
    }
  }

  #become(file: OpenedFile, state: State): void {
    this.#change(file, () => (file.state = state));
  }

  #change(file: OpenedFile, change: () => void): void {
    if (!file.gone) this.shown.count(file, -1);
    change();
    if (!file.gone) this.shown.count(file, 1);
  }

  /** Once, when all of several files that were given have been examined. */
  #tellFinished(): void {
    if (this.#given === 0 || !this.#turns.idle) return;
    const several = this.#given > 1;
    this.#given = 0;
    if (!several) return;
    const { title, counts } = summaryOf(this);
    this.#host.queueFinished({ title, body: counts.join(" · ") });
  }
}

const NOTHING: Expanded = { paths: [], others: 0, refused: [] };

/** A picture that ships stands in no folder. */
function isSample(path: string): boolean {
  return path.startsWith("sample:");
}
