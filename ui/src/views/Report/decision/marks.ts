import type { DecisionKind } from "$model";
import type { IconName } from "../../../shared/icons";

/** The shape beside each decision's words. All wear one colour: none is good or bad. */
export const DECISION_ICON: Record<DecisionKind, IconName> = {
  cleared_to_use: "check",
  use_with_context: "tag",
  do_not_use: "cross",
  escalate: "up",
  needs_more_information: "more",
};
