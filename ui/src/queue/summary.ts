import { untrack } from "svelte";
import type { Lang } from "$model";
import { locale } from "../locales/locale.svelte";
import type { Opened } from "../opened.svelte";
import type { OpenedFile, Outcome } from "../openedFile.svelte";
import { OUTCOMES } from "./outcomes";

/** What became of a queue. */
export interface Summary {
  title: string;
  /** How many of each outcome, in words. */
  counts: string[];
  reasons: Reason[];
  /** All of it, to paste into a message. */
  text: string;
}

/** Why files were not examined: the same for `n` of them. */
export interface Reason {
  sentence: string;
  lang: Lang;
  n: number;
}

export function outcomeWord(outcome: Outcome): string {
  const { t } = locale;
  if (outcome === "refused") return t.files.refused;
  return outcome === "pending" ? t.queue.pending : t.verdict.kind[outcome];
}

export function summaryOf({ files, shown, leftOut }: Opened): Summary {
  const { t } = locale;
  const title = t.queue.finished(files.length, locale.number(files.length));
  const counts = OUTCOMES.filter((outcome) => shown.counts[outcome] > 0).map((outcome) => `${outcomeWord(outcome)}${t.colon}${locale.number(shown.counts[outcome])}`);
  const reasons = shown.counts.refused > 0 ? reasonsOf(files) : [];
  const why = reasons.map(({ sentence, n }) => `  ${sentence} (${locale.number(n)})`);
  const out = leftOut > 0 ? [t.files.leftOut(leftOut, locale.number(leftOut))] : [];
  return { title, counts, reasons, text: [title, ...counts, ...why, ...out].join("\n") };
}

/** The most frequent first. */
function reasonsOf(files: readonly OpenedFile[]): Reason[] {
  const found = new Map<string, Reason>();
  untrack(() => {
    for (const { state, outcome } of files) {
      if (state.is !== "refused" || outcome !== "refused") continue;
      const { sentence } = state.failure;
      const reason = found.get(sentence) ?? { sentence, lang: state.lang, n: 0 };
      reason.n += 1;
      found.set(sentence, reason);
    }
  });
  return [...found.values()].sort((a, b) => b.n - a.n);
}
