import type { DecisionKind, Lang, Report, VerdictKind } from "$model";
import type { Examination, Examined, Failure, Heard, Reach, Step } from "./host/host";
import { locale } from "./locales/locale.svelte";
import { nameOf } from "./pairs";

/** The same examination in each language that was asked for. */
type Told = Partial<Record<Lang, Report>>;

export type State =
  | { is: "waiting" }
  | { is: "running"; step: Step | null; glimpse: string | null; examination: Examination }
  | { is: "done"; examined: Examined; masked: Told; shown: Told }
  /** It was examined, and its report is not held here: the host may still have it. */
  | { is: "brief" }
  | { is: "refused"; failure: Failure; lang: Lang };

/** What is kept of a report when the report goes: enough for a line, and to ask for it again. */
export interface Brief {
  /** All that the host said beside the report. */
  told: Omit<Examined, "report">;
  name: string;
  kind: VerdictKind;
  /** The checks that decided, the weightiest first. */
  because: string[];
  /** Whether it has credentials, whose standing depends on whom the person trusts. */
  signed: boolean;
}

/** What a file counts as: its verdict, or that it has none, or none yet. */
export type Outcome = VerdictKind | "refused" | "pending";

/** The slow searches of a file under way, while its report is shown. */
interface Deepening {
  step: Step | null;
  examination: Examination;
}

/** A file that the person gave, and what became of it. */
export class OpenedFile {
  state: State = $state.raw({ is: "waiting" });
  /** Of its last examination; it stays while the file is examined once more. */
  brief: Brief | null = $state.raw(null);
  /** What a person decided about it, as far as this window knows. */
  decision: DecisionKind | null = $state.raw(null);
  /** Whether the person asked to see positions, serial numbers and owners' names of this file. */
  revealed: boolean = $state(false);
  deepening: Deepening | null = $state.raw(null);
  /** Whether it was taken off the list: what still comes of it counts no more. */
  gone = false;
  /** Whether it was refused before anyone examined it: it may be a folder, or credentials without their picture. */
  unread = false;
  #folded: { of: string; text: string; key: string } = { of: "", text: "", key: "" };

  /** `path` is absent for what was pasted; `reach` says how far its next examination goes. */
  constructor(
    readonly key: number,
    readonly path: string | null,
    public reach: Reach = {},
  ) {}

  get name(): string {
    if (this.pasted || this.path === null) return this.pasted ? locale.t.files.clipboard : (this.brief?.name ?? "");
    return this.brief?.name ?? nameOf(this.path.replace(/^sample:/, ""));
  }

  /** Whether it came as pixels from the clipboard, without the file that they stood in. */
  get pasted(): boolean {
    return this.path === null && (this.brief === null || this.brief.name === "clipboard");
  }

  /** The report in the language of the page, or, until that has come, in another. What is masked never shows on the way. */
  get report(): Report | null {
    if (this.state.is !== "done") return null;
    const { masked, shown, examined } = this.state;
    const [told, first] = this.revealed ? [shown, Object.values(shown)[0]] : [masked, undefined];
    return told[locale.lang] ?? first ?? masked[locale.lang] ?? examined.report;
  }

  get outcome(): Outcome {
    return this.brief?.kind ?? (this.state.is === "refused" ? "refused" : "pending");
  }

  /** Whether a person may decide about it, and has not. */
  get undecided(): boolean {
    return this.brief !== null && this.decision === null;
  }

  /** The name as it is searched, without case and accents, and as it is ordered: `2.jpg` before `10.jpg`. */
  get folded(): { text: string; key: string } {
    const { name } = this;
    if (this.#folded.of === name) return this.#folded;
    const text = fold(name);
    this.#folded = { of: name, text, key: text.replace(/\d+/g, (digits) => digits.padStart(12, "0")) };
    return this.#folded;
  }
}

/** Text without case and accents. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What is heard of a running examination, put into its state. */
export function heardIn(state: State, { step, glimpse }: Heard): State {
  return state.is === "running" ? { ...state, step, glimpse } : state;
}

export function done(examined: Examined): State {
  return { is: "done", examined, masked: { [examined.report.language]: examined.report }, shown: {} };
}

export function briefOf({ report, ...told }: Examined): Brief {
  return {
    told,
    name: report.exhibit.name,
    kind: report.verdict.kind,
    because: report.verdict.because,
    signed: report.facts.provenance.manifests.length > 0,
  };
}
