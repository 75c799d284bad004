import type { Label } from "$model";
import type { NewEntry } from "../../../host/host";

/** What a person says of a picture: the list's name, and the words of its entry. */
export type Draft = NewEntry & { list: string };

export type Wrong = "missing" | "address" | "date" | "long";

/** What a list can say a picture is. */
export const LABELS: Label[] = ["ai_generated", "altered", "out_of_context", "staged", "satire", "original", "other"];

/** Characters that a list takes: of its own name, of its owner or licence, and of one field. */
export const MAX_NAME = 80;
export const MAX_WORDS = 200;
export const MAX_CHARACTERS = 4096;

const REQUIRED = ["list", "title", "label", "rating"] as const;

/** What is wrong with each field, in their order; a list refuses the same, with the names of its columns. */
export function wrongIn(draft: Draft): Partial<Record<keyof Draft, Wrong>> {
  const wrong: Partial<Record<keyof Draft, Wrong>> = {};
  for (const [key, text] of Object.entries(draft) as [keyof Draft, string][]) {
    if ([...text.trim()].length > (key === "list" ? MAX_NAME : MAX_CHARACTERS)) wrong[key] = "long";
  }
  for (const key of REQUIRED) if (draft[key].trim() === "") wrong[key] = "missing";
  for (const key of ["source", "fact_check"] as const) {
    if (!/^(https?:\/\/[!-~]+)?$/.test(draft[key].trim()) || /["<>\\^`{|}]/.test(draft[key])) wrong[key] ??= "address";
  }
  if (!isDate(draft.date.trim())) wrong.date = "date";
  return wrong;
}

function isDate(date: string): boolean {
  if (date === "") return true;
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  return year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
