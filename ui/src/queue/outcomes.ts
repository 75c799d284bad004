import type { VerdictKind } from "$model";
import type { IconName } from "../shared/icons";
import type { Outcome } from "../openedFile.svelte";
import { VERDICT_ICON } from "../views/Report/marks";

/** Every verdict, in the order in which the answer is sought. */
export const VERDICTS = Object.keys(VERDICT_ICON) as VerdictKind[];

/** Everything that a file may count as, in the order in which a queue sorted by it shows them. */
export const OUTCOMES: readonly Outcome[] = [...VERDICTS, "refused", "pending"];

export const OUTCOME_ICON: Record<Outcome, IconName> = { ...VERDICT_ICON, refused: "alert", pending: "circle" };
