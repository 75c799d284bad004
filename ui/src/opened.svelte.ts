import type { Lang, Report } from "$model";
import {
  type Examination,
  type Examined,
  type Expanded,
  type Failure,
  type Heard,
  type Host,
  type Reach,
  type Step,
  failureOf,
} from "./host/host";
import { locale } from "./locales/locale.svelte";
import { nameOf, pair } from "./pairs";

/** How many files the host is asked for at the same time; it takes them as it can. */
const AT_ONCE = 4;

/** The same examination in each language that was asked for. */
type Told = Partial<Record<Lang, Report>>;

type State =
  | { is: "waiting" }
  | { is: "running"; step: Step | null; examination: Examination }
  | { is: "done"; examined: Examined; masked: Told; shown: Told }
  | { is: "refused"; failure: Failure; lang: Lang };

/** The slow searches of a file under way, while its report is shown. */
interface Deepening {
  step: Step | null;
  examination: Examination;
}

/** A file that the person gave, and what became of it. */
export class OpenedFile {
  state: State = $state.raw({ is: "waiting" });
  /** Whether the person asked to see positions, serial numbers and owners' names of this file. */
  revealed: boolean = $state(false);
  deepening: Deepening | null = $state.raw(null);

  /** `path` is absent for what was pasted; `reach` says how far its next examination goes. */
  constructor(
    readonly key: number,
    readonly path: string | null,
    public reach: Reach = {},
  ) {}

  get name(): string {
    if (this.pasted) return locale.t.files.clipboard;
    if (this.state.is === "done") return this.state.examined.report.exhibit.name;
    return this.path === null ? locale.t.files.clipboard : nameOf(this.path);
  }

  /** Whether it came as pixels from the clipboard, without the file that they stood in. */
  get pasted(): boolean {
    if (this.path !== null) return false;
    return this.state.is !== "done" || this.state.examined.report.exhibit.name === "clipboard";
  }

  /** The report in the language of the page, or, until that has come, in another. What is masked never shows on the way. */
  get report(): Report | null {
    if (this.state.is !== "done") return null;
    const { masked, shown, examined } = this.state;
    const [told, first] = this.revealed ? [shown, Object.values(shown)[0]] : [masked, undefined];
    return told[locale.lang] ?? first ?? masked[locale.lang] ?? examined.report;
  }
}

/** The files of this window, in the order in which they were given. */
export class Opened {
  files: OpenedFile[] = $state([]);
  selected: OpenedFile | null = $state.raw(null);
  /** How many files in the given folders were left out, being no images. */
  leftOut: number = $state(0);
  #host: Host;
  #keys = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * Files and folders. A file that is there already is examined anew: it may have changed. A credentials file is read
   * with the picture of its name that was given at the same time.
   */
  async open(given: string[]): Promise<void> {
    if (given.length === 0) return;
    const { lang } = locale;
    const { pictures, credentials, alone } = pair(given);
    const { paths, others, refused } =
      pictures.length > 0 ? await this.#expand(pictures, lang) : { paths: [], others: 0, refused: [] };
    this.leftOut += others;
    const failures = new Map<string, Failure>([
      ...refused.map(({ path, kind, sentence }) => [path, { kind, sentence }] as const),
      ...alone.map((path) => [path, { kind: "credentials_alone", sentence: locale.t.refusal.credentialsAlone }] as const),
    ]);
    const all = new Set([...paths, ...failures.keys()]);
    const again = this.files.filter((file) => file.path !== null && all.has(file.path));
    const added = [...all].map((path) => {
      const given = credentials.get(path);
      const file = new OpenedFile(this.#keys++, path, given === undefined ? {} : { credentials: given });
      const failure = failures.get(path);
      if (failure) file.state = { is: "refused", failure, lang };
      return file;
    });
    again.forEach((file) => this.remove(file));
    this.#add(added);
  }

  paste(): void {
    this.#add([new OpenedFile(this.#keys++, null)]);
  }

  retry(file: OpenedFile): void {
    if (file.path !== null) return void this.open([file.path]);
    file.state = { is: "waiting" };
    this.#startNext();
  }

  /** Examines a file once more, where it stands in the list; it may hold other things now, so it starts masked. */
  again(file: OpenedFile, reach: Reach): void {
    if (file.state.is !== "done") return;
    this.stopDeepening(file);
    file.reach = reach;
    file.revealed = false;
    file.state = { is: "waiting" };
    this.#startNext();
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
    try {
      const examined = await examination.done;
      if (!own()) return;
      file.reach = reach;
      file.revealed = false;
      file.state = done(examined);
    } finally {
      if (own()) file.deepening = null;
      this.#startNext();
    }
  }

  stopDeepening(file: OpenedFile): void {
    file.deepening?.examination.cancel();
    file.deepening = null;
  }

  /**
   * Examines what was signed once more, since the person now trusts others. What a server was asked for stays as it is:
   * nobody asks there again without a click.
   */
  trustChanged(): void {
    for (const file of this.files) {
      if (file.reach.online || file.path === null || file.state.is !== "done") continue;
      if (file.state.examined.report.facts.provenance.manifests.length > 0) this.again(file, file.reach);
    }
  }

  /** Takes a file off the list, and stops its examination where one is under way. */
  remove(file: OpenedFile): void {
    if (file.state.is === "running") file.state.examination.cancel();
    this.stopDeepening(file);
    const at = this.files.indexOf(file);
    this.files = this.files.filter((other) => other !== file);
    if (this.selected === file) this.selected = this.files[Math.min(at, this.files.length - 1)] ?? null;
    this.#startNext();
  }

  next(): void {
    this.#step(1);
  }

  previous(): void {
    this.#step(-1);
  }

  #step(by: number): void {
    const at = this.selected ? this.files.indexOf(this.selected) : -1;
    this.selected = this.files[at + by] ?? this.selected;
  }

  clear(): void {
    for (const file of this.files) {
      if (file.state.is === "running") file.state.examination.cancel();
      this.stopDeepening(file);
    }
    this.files = [];
    this.selected = null;
    this.leftOut = 0;
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
    this.files.push(...added);
    this.selected = added[0] ?? this.selected;
    this.#startNext();
  }

  #startNext(): void {
    let free = AT_ONCE - this.files.filter((file) => file.state.is === "running" || file.deepening).length;
    for (const file of this.files) {
      if (free > 0 && file.state.is === "waiting") {
        void this.#examine(file);
        free -= 1;
      }
    }
  }

  async #examine(file: OpenedFile): Promise<void> {
    const { lang } = locale;
    let step: Step | null = null;
    const onProgress = (heard: Heard) => {
      step = heard.step;
      if (file.state.is === "running") file.state = { ...file.state, step };
    };
    const examination =
      file.path === null
        ? this.#host.paste(lang, onProgress)
        : this.#host.examine(file.path, lang, onProgress, file.reach);
    file.state = { is: "running", step, examination };
    try {
      const examined = await examination.done;
      file.state = done(examined);
    } catch (thrown) {
      file.state = { is: "refused", failure: failureOf(thrown), lang };
    }
    this.#startNext();
  }
}

function done(examined: Examined): State {
  return { is: "done", examined, masked: { [examined.report.language]: examined.report }, shown: {} };
}
