import type { Decision, DecisionKind, MediaReview } from "$model";

/** In the order in which they are offered: none of them is the machine's. */
export const KINDS: DecisionKind[] = ["cleared_to_use", "use_with_context", "do_not_use", "escalate", "needs_more_information"];

export const REVIEWS: MediaReview[] = [
  "decontextualized_content",
  "edited_or_cropped_content",
  "staged_content",
  "transformed_content",
  "satire_or_parody_content",
  "original_media_content",
];

/** What the person knows of how the picture came. */
export const CONTEXT = ["seen_at", "claim", "claimed_date", "claimed_place", "sent_by"] as const;

/** A decision as it is being written. */
export class Draft {
  kind: DecisionKind | "" = $state("");
  reason = $state("");
  by = $state("");
  /** One in a line. */
  links = $state("");
  media_review: MediaReview | "" = $state("");
  seen_at = $state("");
  claim = $state("");
  claimed_date = $state("");
  claimed_place = $state("");
  sent_by = $state("");
}

export type Wrong = "missing" | "address" | "many" | "long";
type Said = "kind" | "reason" | "by" | "links" | (typeof CONTEXT)[number];
export type WrongIn = Partial<Record<Said, Wrong>>;

/** Characters that the log takes, and links of a decision. */
export const MOST = { reason: 2 << 20, by: 200, link: 10_000, context: 10_000, links: 50 };

/** What is wrong with each field, in their order; the log refuses the same. */
export function wrongIn(draft: Draft): WrongIn {
  const wrong: WrongIn = {};
  const links = linksOf(draft);
  if (draft.kind === "") wrong.kind = "missing";
  if (draft.reason.trim() === "") wrong.reason = "missing";
  else if (isLonger(draft.reason, MOST.reason)) wrong.reason = "long";
  if (draft.by.trim() === "") wrong.by = "missing";
  else if (isLonger(draft.by, MOST.by)) wrong.by = "long";
  if (links.some((link) => !/^https?:\/\/\S+$/.test(link) || isLonger(link, MOST.link))) wrong.links = "address";
  else if (links.length > MOST.links) wrong.links = "many";
  for (const field of CONTEXT) if (isLonger(draft[field], MOST.context)) wrong[field] = "long";
  return wrong;
}

/** A draft in which nothing is wrong, as a decision. */
export function decisionOf(draft: Draft): Decision {
  const { kind, reason, by, media_review } = draft;
  if (kind === "") throw new Error("nothing was decided");
  const [seen_at, claim, claimed_date, claimed_place, sent_by] = CONTEXT.map((field) => draft[field].trim()) as [string, string, string, string, string];
  const context = { seen_at, claim, claimed_date, claimed_place, sent_by };
  return { kind, reason: reason.trim(), by: by.trim(), links: linksOf(draft), media_review: media_review || null, context };
}

function linksOf({ links }: Draft): string[] {
  return links.split("\n").map((link) => link.trim()).filter(Boolean);
}

/** Counted as the log counts them: by code points. */
function isLonger(text: string, most: number): boolean {
  const trimmed = text.trim();
  return trimmed.length > most && [...trimmed].length > most;
}
