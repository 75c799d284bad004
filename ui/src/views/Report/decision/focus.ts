/** The id of the panel on the page in which a person decides about the picture that is shown. */
export const DECISION_ID = "decision";

/** Takes the person to the decision: to what is chosen, or can be, or stands. Whether there is one. */
export function toDecision(): boolean {
  const panel = document.getElementById(DECISION_ID);
  const target = ["input:checked", "[data-testid=standing]", "input"].map((way) => panel?.querySelector<HTMLElement>(way)).find(Boolean);
  target?.focus({ preventScroll: true });
  panel?.scrollIntoView({ block: "start" });
  return target !== undefined;
}
