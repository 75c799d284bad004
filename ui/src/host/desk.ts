import type { Lang } from "$model";

/** Light or dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

/** Which connections may be opened at all; each is opened on a click only, also where it may be. */
export interface Network {
  /** Asking the server that a picture names for its credentials. */
  credentials: boolean;
  /** Opening a map site on a picture's position. */
  maps: boolean;
  /** Opening a search page. */
  searches: boolean;
}

/** The limits that can be changed: a file in MiB, a picture in millions of pixels, memory in MiB, seconds. */
export const LIMITS = ["file_mib", "megapixels", "memory_mib", "seconds"] as const;
export type LimitName = (typeof LIMITS)[number];

/** What the person chose, on this computer. */
export interface Settings {
  /** Empty where it follows the system. */
  language: Lang | "";
  theme: Theme;
  network: Network;
  /** Whether the system tells of a queue that has finished while the window is elsewhere. */
  notify: boolean;
  /** Whether names of examined files are remembered. */
  remember_files: boolean;
  /** Who examines and decides on this computer; empty where nobody said. */
  by: string;
  /** Whether a small picture is kept with each report. */
  keep_pictures: boolean;
  /** Whether positions, serial numbers and owners' names are kept unmasked. */
  keep_private: boolean;
  /** Whether every examination is written down unasked. */
  every_check: boolean;
  /** How much of a file is read, and what that may cost. */
  limits: Record<LimitName, number>;
  /** A team's log, as an address without a password; empty for a file of this computer's own. */
  store: string;
  /** Where the log is kept, for a person to read. The page never changes it. */
  place: string;
}

/** What is to be chosen otherwise, and nothing else: another program, or a hand in the file, may have changed the rest. */
export type Changes = Partial<Omit<Settings, "network" | "limits" | "place">> & {
  network?: Partial<Network>;
  limits?: Partial<Settings["limits"]>;
};

/** What the program is, and how far it goes. */
export interface About {
  version: string;
  c2pa: string;
  checks: number;
  /** Where settings, trusted signers and known lists are kept. */
  folder: string;
  /** What protects the reading of files here, in a sentence; or why nothing can, and files are not read. */
  protection: string;
  /** Whether something does. */
  protected: boolean;
  /** The least and the most that may be chosen. */
  ranges: Record<LimitName, [number, number]>;
  limits: {
    /** Bytes of one file. */
    file_bytes: number;
    /** Pixels of one picture that is decoded. */
    pixels: number;
    /** Memory and time that reading one file may take. */
    memory_bytes: number;
    seconds: number;
    /** Bytes that a server may send, and seconds that it may take. */
    fetch_bytes: number;
    fetch_seconds: number;
    /** Pictures that are examined at the same time. */
    at_once: number;
    /** Bytes of one known list. */
    list_bytes: number;
  };
}

/** A file or folder that was opened before. */
export interface RecentFile {
  path: string;
  name: string;
  /** RFC 3339. */
  opened_at: string;
}

/** A picture that ships with the program, to try it on. `name` opens it as `sample:NAME`. */
export interface Sample {
  name: string;
  /** What it is, in a few words, in the language that was asked for. */
  what: string;
}

/** What the person chose in the window's menu. */
export const MENU_ACTIONS = [
  "open",
  "open_folder",
  "paste",
  "save_html",
  "save_pdf",
  "copy_sentence",
  "copy_text",
  "pictures",
  "lists",
  "log",
  "settings",
  "next",
  "previous",
  "decide",
  "retry",
  "clear",
] as const;
export type MenuAction = (typeof MENU_ACTIONS)[number];

/** How the page begins, known before its first paint. */
export interface Beginning {
  /** Empty where it follows the system. */
  language: Lang | "";
  theme: Theme;
}

/** All that the page asks of the desk it stands on. Anything that fails rejects with a `Failure`. */
export interface DeskHost {
  beginning: Beginning;
  settings(lang: Lang): Promise<Settings>;
  /** Gives all settings as they are kept then. The window's menu follows the language at once. */
  saveSettings(changes: Changes, lang: Lang): Promise<Settings>;
  /** That the page now speaks this language, chosen or the system's: the menu follows. */
  speak(lang: Lang): void;
  about(lang: Lang): Promise<About>;
  /** Files are read without the locked room from now on, until the window closes: where the person was asked. */
  goWithoutIsolation(): Promise<void>;
  /** The latest first; none that is gone. */
  recentFiles(lang: Lang): Promise<RecentFile[]>;
  clearRecentFiles(lang: Lang): Promise<void>;
  /** In the order in which they are shown. */
  samples(lang: Lang): Promise<Sample[]>;
  onMenu(chosen: (action: MenuAction) => void): void;
  /** The system's dialog for a folder; absent where none was chosen. */
  pickFolder(): Promise<string | null>;
  /** Tells, through the system, that a queue has finished, unless the window is looked at or this is switched off. */
  queueFinished(told: { title: string; body: string }): void;
}
