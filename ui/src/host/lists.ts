import type { Label, Lang } from "$model";

/** A list of known pictures, with all that is known of it. */
export interface ListOverview {
  name: string;
  /** Whether pictures are held against it. */
  on: boolean;
  origin: "shipped" | "imported" | "made" | "team";
  owner: string | null;
  licence: string | null;
  entries: number;
  sha256: string;
  /** RFC 3339. */
  imported_at: string | null;
  /** The name of the file or folder that it was made of. */
  file: string | null;
  by: string | null;
  /** Whether entries were added or removed since it was taken in. */
  changed: boolean;
  /** Why it is left out, in a sentence, though it may be on. */
  problem: string | null;
}

/** One entry of a list. */
export interface ListedEntry {
  id: string | null;
  sha256: string | null;
  pixels_sha256: string | null;
  pdq: string | null;
  title: string;
  label: Label;
  rating: string;
  what: string;
  date: string | null;
  source_url: string | null;
  fact_check_url: string | null;
  /** Whether `listedPictureUrl(sha256)` shows a small picture. */
  pictured: boolean;
}

/** A stretch of a list. */
export interface ListPage {
  entries: ListedEntry[];
  /** How many match what was asked for. */
  found: number;
  /** How many there are. */
  total: number;
}

/** How a list is taken in; empty where the file shall say. */
export interface ImportChoice {
  name: string;
  owner: string;
  licence: string;
  /** For entries that say nothing of it. */
  label: Label | "";
  rating: string;
  /** Whether it takes the place of one of the same name. */
  replace: boolean;
}

/** What became of a file that was to be taken in. */
export type ListImport =
  | { outcome: "imported"; list: ListOverview; replaced: boolean; /** Texts that a spreadsheet takes for formulae. */ formulae: number }
  /** Nothing was taken in: these lines cannot be. `more` is how many further ones there are. */
  | { outcome: "rejected"; file: string; lines: string[]; more: number; sentence: string };

export type ListFormat = "csv" | "ndjson";

/** All that the page asks of the known lists, beside adding a picture. Anything that fails rejects with a `Failure`. */
export interface ListsHost {
  listOverview(lang: Lang): Promise<ListOverview[]>;
  /** Entries whose words or hashes hold what was typed, from the `offset`th on. */
  listEntries(list: string, words: string, offset: number, lang: Lang): Promise<ListPage>;
  /** Takes in a file that the person chooses in the system's dialog; absent where none was chosen. */
  importKnown(how: ImportChoice, lang: Lang): Promise<ListImport | null>;
  /** Writes a list into a file that the person names in the system's dialog; absent where they named none. */
  exportKnown(list: string, format: ListFormat, lang: Lang): Promise<{ path: string; entries: number } | null>;
  switchKnown(list: string, on: boolean, lang: Lang): Promise<ListOverview[]>;
  removeKnown(list: string, lang: Lang): Promise<ListOverview[]>;
  /** Takes out the entry that `asked` means: its id, or its SHA-256 or other hash. */
  removeKnownEntry(list: string, asked: string, lang: Lang): Promise<ListOverview[]>;
  /** Takes back the last change of the lists; says in a sentence what it was. */
  undoKnownChange(lang: Lang): Promise<string>;
}
