import type { Row, Status, Strength, VerdictKind } from "$model";
import type { IconName } from "../../shared/icons";

/** The shape beside each verdict's words. */
export const VERDICT_ICON: Record<VerdictKind, IconName> = {
  declared_ai: "spark",
  known_match: "frames",
  provenance_verified: "seal",
  changed_after_signing: "sealBroken",
  signs_of_editing: "pen",
  conflicting: "scales",
  inconclusive: "question",
  not_assessable: "ban",
};

/** A statement, something to look at closer, or neither: a tone beside icon and word, never good or bad. */
export const VERDICT_TONE: Record<VerdictKind, "statement" | "attention" | "quiet"> = {
  declared_ai: "statement",
  known_match: "statement",
  provenance_verified: "statement",
  changed_after_signing: "attention",
  signs_of_editing: "attention",
  conflicting: "attention",
  inconclusive: "quiet",
  not_assessable: "quiet",
};

export const STATUS_ICON: Record<Status, IconName> = {
  finding: "search",
  nothing_found: "circle",
  not_applicable: "dash",
  failed: "alert",
  skipped: "ban",
};

/** The weightiest last. */
export const STRENGTHS: Strength[] = ["info", "weak", "moderate", "strong", "cryptographic"];

/** The element that `reveal` finds the row of `check` by. */
export const rowId = (check: string): string => `row-${check}`;

/** Opens everything around a check's row, and takes the person there. */
export function reveal(check: Row["check"]): void {
  const row = document.getElementById(rowId(check));
  for (let around: Element | null | undefined = row; around; around = around.parentElement?.closest("details")) {
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
  const target = row?.querySelector<HTMLElement>(":scope > summary") ?? row;
  target?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "start" });
}
