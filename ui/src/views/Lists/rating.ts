import type { ListedEntry } from "../../host/lists";

/** The list's own word for a picture; absent where there is none, and the label stands for it. */
export function ratingOf({ rating, label }: ListedEntry): string | null {
  return rating === "" || rating === label ? null : rating;
}
