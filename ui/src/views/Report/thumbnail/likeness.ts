import type { ThumbnailLikeness } from "$model";

/** How alike the thumbnail and the picture are, in steps of the check `structure/thumbnail-differs`. */
export type Likeness = "very" | "somewhat" | "unlike" | "too_even" | "not_compared";

/** JSON has null for a correlation that is no number. */
export function likenessOf(likeness: ThumbnailLikeness | null): Likeness {
  if (!likeness || !Number.isFinite(likeness.correlation)) return "not_compared";
  if (likeness.contrast < 8) return "too_even";
  if (likeness.correlation >= 0.9) return "very";
  return likeness.correlation >= 0.6 ? "somewhat" : "unlike";
}
