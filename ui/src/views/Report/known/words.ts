import type { KnownEntry, Lang, MatchKind, SeenBy } from "$model";

/** How near a picture is to a listed one. */
export type Kind = "file" | "pixels" | "alike" | "near" | "part" | "related";

/** Bits of 256 up to which two look the same, and up to which one may be a copy of the other: as the checks have them. */
const SAME = 10;
const NEAR = 31;

export function kindOf(by: MatchKind | SeenBy): Kind {
  switch (by.kind) {
    case "sha256":
      return "file";
    case "pixels":
      return "pixels";
    case "shared":
      return "part";
    case "pdq":
      return by.distance <= SAME ? "alike" : by.distance <= NEAR ? "near" : "related";
  }
}

/** The list's words, in the language of the page where the list speaks it. */
export function wordsOf(entry: KnownEntry, lang: Lang): { title: string; rating: string; what: string } {
  const french = lang === "fr" ? entry.french : null;
  return {
    title: french?.title ?? entry.title,
    rating: french?.rating ?? entry.rating,
    what: french?.what ?? entry.what,
  };
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as the language writes it; as it stands where it is none. */
export function dateOf(date: string, lang: Lang): string {
  const parts = /^(\d{4})(-\d\d)?(-\d\d)?$/.exec(date);
  const moment = new Date(parts ? date : NaN);
  if (!parts || Number.isNaN(moment.getTime())) return date;
  const format = { year: "numeric", month: parts[2] ? "long" : undefined, day: parts[3] ? "numeric" : undefined } as const;
  return new Intl.DateTimeFormat(lang, { ...format, timeZone: "UTC" }).format(moment);
}
