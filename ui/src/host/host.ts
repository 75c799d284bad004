import type { Certificate, CheckPage, Label, Lang, Refusal, Report, TrustList } from "$model";
import type { DeskHost } from "./desk";
import type { ListsHost } from "./lists";
import type { LogHost } from "./log";

export type { CheckPage };

/** What an examination is doing, in this order. */
export const STEPS = ["identity", "structure", "metadata", "credentials", "pixels", "checks"] as const;
export type Step = (typeof STEPS)[number];

/** How far an examination has come. */
export interface Heard {
  step: Step;
  /** As soon as the picture could be decoded: names it in `glimpseUrl`. */
  glimpse: string | null;
}

/** Where a person can search for other copies of a picture. */
export const SEARCH_SITES = ["google_lens", "tineye", "bing", "yandex"] as const;
export type SearchSite = (typeof SEARCH_SITES)[number];

/** A finished examination. `preview` says whether `previewUrl(id)` shows a picture. */
export interface Examined {
  /** Names the examination for as long as the window is open; means nothing else. */
  id: string;
  report: Report;
  preview: boolean;
  /** Whether the file has a small picture of its own that could be decoded, to be held against the picture. */
  exif_thumbnail: boolean;
  /** Why nobody whom the user trusts beside the lists that ship was taken into account, in a sentence. */
  untrusting?: string | null;
  /** The known lists that were not asked, and why, in a sentence each. */
  left_out?: string[];
  /** Where every check is logged: why this one was not, in a sentence. */
  unlogged?: string | null;
  /** The Exif orientation by which the preview was turned: places in the report are of the picture as it is stored. */
  turned?: number;
  /** Whether `smallUrl(id)` shows a small picture, for as long as the window is open. */
  small?: boolean;
  /** Where `glimpseUrl(id)` shows all of the preview with fewer pixels, the size of the preview. */
  glimpse?: Size | null;
  /** The SHA-256 of each listed file in the report of which `listedPictureUrl` shows a small picture. */
  pictured?: string[];
}

/** Pixels across and down. */
export interface Size {
  width: number;
  height: number;
}

/** How far an examination goes beyond what it does unasked. */
export interface Reach {
  /** A `.c2pa` file that the person named. */
  credentials?: string;
  /** Whether the server that the picture names may be asked. */
  online?: boolean;
  /** Whether the slow searches are made too, such as that for a watermark in crops. */
  deep?: boolean;
}

/** All whom Whence trusts: the lists that ship and those that the person imported, and pinned signers. */
export interface TrustOverview {
  lists: (TrustList & {
    /** Days since its date; absent where it has none. */
    age_days: number | null;
    /** Whether signers may well have been added since. */
    old: boolean;
  })[];
  pins: PinOverview[];
}

/** A signer whom the person pinned. */
export interface PinOverview {
  /** Of the certificate: what names the pin. */
  sha256: string;
  name: string;
  note: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Absent where what was kept of it cannot be read. */
  certificate: Certificate | null;
}

/** A list of known pictures. */
export interface ListChoice {
  name: string;
  /** Whether pictures are held against it. */
  on: boolean;
  entries: number;
  /** Whether pictures can be put on it. */
  takes: boolean;
}

/** What a person says of a picture for a list; empty where there is nothing to say. */
export interface NewEntry {
  title: string;
  label: Label | "";
  rating: string;
  what: string;
  source: string;
  fact_check: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: string;
  note: string;
}

/** What became of a picture that was put on a list. */
export interface AddedTo {
  list: string;
  /** Of the list's bytes after it. */
  sha256: string;
  /** Whether the list was begun with it. */
  begun: boolean;
  /** Whether it is on the list for the first time. */
  added: boolean;
}

/** An examination under way: `done` rejects with a `Failure`, also after `cancel`. */
export interface Examination {
  done: Promise<Examined>;
  cancel(): void;
}

/** Why there is no report, in the language that was asked for. */
export interface Failure {
  kind: Refusal["kind"] | "forgotten" | "no_such_check" | "trust" | "credentials_alone" | "no_position" | "no_browser" | "known" | "log" | "settings" | "switched_off" | "changed_since";
  sentence: string;
}

/** What stands under several paths. */
export interface Expanded {
  /** Files as they were given, and the images in folders. */
  paths: string[];
  /** How many files in the folders are no images. */
  others: number;
  refused: ({ path: string } & Failure)[];
}

export interface DropTarget {
  over(): void;
  leave(): void;
  drop(paths: string[]): void;
}

/** All that the page asks of what is outside it. Anything that fails rejects with a `Failure`. */
export interface Host extends LogHost, DeskHost, ListsHost {
  /** Files given on the command line or by a second launch so far; each is given out once. */
  openedPaths(): Promise<string[]>;
  /** Files given by a launch from now on. */
  onOpened(opened: (paths: string[]) => void): void;
  onDrop(target: DropTarget): void;
  /** The system's dialog; empty where nothing was chosen. */
  pick(): Promise<string[]>;
  expand(paths: string[], lang: Lang): Promise<Expanded>;
  /** A file of certificates to import, chosen in the system's dialog; absent where none was chosen. */
  pickList(): Promise<string | null>;
  /** A file of credentials, likewise. */
  pickCredentials(): Promise<string | null>;
  /** Examines one file, or, as `sample:NAME`, a picture that ships. */
  examine(path: string, lang: Lang, onProgress: (heard: Heard) => void, reach?: Reach): Examination;
  /** The file named on the clipboard or, failing that, the pixels on it: their exhibit is called `clipboard`. */
  paste(lang: Lang, onProgress: (heard: Heard) => void): Examination;
  /** The same examination told in another language, with positions, serial numbers and owners' names shown or masked. */
  report(id: string, lang: Lang, reveal: boolean): Promise<Report>;
  page(check: string, lang: Lang): Promise<CheckPage>;
  previewUrl(id: string): string;
  /** The picture, small, while it is examined. */
  glimpseUrl(glimpse: string): string;
  /** The picture at most 160 pixels wide or high: it stays when the rest of an examination has gone for later ones. */
  smallUrl(id: string): string;
  /**
   * Bytes of the examined file, from `offset` on: as many as there are, at most 4,096. Rejects with `changed_since` where the
   * file is no longer that which was examined.
   */
  bytes(id: string, offset: number, length: number, lang: Lang): Promise<Uint8Array>;
  /** The report as plain text, to paste into a message; masked. */
  reportText(id: string, lang: Lang): Promise<string>;
  /** Puts the re-encoded preview on the clipboard, as a picture. */
  copyPreview(id: string, lang: Lang): Promise<void>;
  /** Opens a search page in the system's browser. No picture is sent: the person pastes or uploads it there. */
  openSearch(site: SearchSite, lang: Lang): Promise<void>;
  /** What every check is called, by its id. */
  titles(lang: Lang): Promise<Record<string, string>>;
  /** The small picture that the manifest of this index carries, where its thumbnail could be decoded. */
  thumbnailUrl(id: string, manifest: number): string;
  /** The small picture that the file carries in its Exif data. */
  exifThumbnailUrl(id: string): string;
  /** How that differs from the picture, as a picture: the brighter, the further apart. */
  exifDifferenceUrl(id: string): string;
  /** Opens the file's position on a map site, in the system's browser: the site then learns it. */
  openMap(id: string, lang: Lang): Promise<void>;
  trust(lang: Lang): Promise<TrustOverview>;
  /** Trusts who signed an examined picture; later examinations know it. The note is the person's own. */
  pin(id: string, note: string, lang: Lang): Promise<TrustOverview>;
  unpin(sha256: string, lang: Lang): Promise<TrustOverview>;
  importList(path: string, lang: Lang): Promise<TrustOverview>;
  removeList(name: string, lang: Lang): Promise<TrustOverview>;
  /** The lists of known pictures, the one that ships first. */
  knownLists(lang: Lang): Promise<ListChoice[]>;
  /** Puts an examined picture on a list, which is begun where there is none of this name; later examinations know it. */
  addKnown(id: string, list: string, entry: NewEntry, lang: Lang): Promise<AddedTo>;
  /** Takes an addition back, if the lists were not changed since. */
  undoKnown(list: string, sha256: string, lang: Lang): Promise<void>;
  /** The small picture that is kept of a listed file, as its pixels are stored. */
  listedPictureUrl(sha256: string): string;
  copy(text: string): Promise<void>;
}

/** What was thrown, as a failure: a fault of ours where it is none already. */
export function failureOf(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown && "sentence" in thrown) {
    return thrown as Failure;
  }
  return { kind: "broke", sentence: thrown instanceof Error ? thrown.message : String(thrown) };
}
