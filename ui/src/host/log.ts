import type {
  Decision,
  Erased,
  Erasure,
  Lang,
  LoggedReport,
  Query,
  Seen,
  Summary,
} from "$model";

/** That an examination stands in the log. */
export interface Recorded {
  /** The position of its report. */
  report: number;
  /** The position of the last decision about it. */
  decision: number | null;
  /** All decisions about it, in any order. */
  history: Decided[];
}

/** A decision as an entry of the log. */
export interface Decided {
  position: number;
  /** Of the entry: 64 hexadecimal digits. */
  digest: string;
  /** RFC 3339, UTC, by the clock of the store. */
  recorded_at: string;
  /** Absent once it was erased. */
  decision: Decision | null;
}

/** A stretch of the log, newest first. */
export interface LogPage {
  entries: Summary[];
  /** Whether older ones follow. */
  more: boolean;
  /** Entries in the whole log, whatever was asked for. */
  total: number;
  /** Where the log is kept, for a person to read: never with a password. */
  place: string;
  /** Whether it is a team's. */
  team: boolean;
}

/** An entry with everything that it holds. */
export interface LogEntry {
  summary: Summary;
  /** The canonical bytes, whose SHA-256 is `summary.digest`. */
  header: string;
  /** Which log this is. */
  ledger: string;
  /** One of these three, by the entry's kind; none once everything was erased. */
  logged: LoggedReport | null;
  decision: Decision | null;
  erasure: Erasure | null;
  /** All decisions about this report, or about the report that this decision is about, in any order. */
  history: Decided[];
  /** Other reports on the same bytes. */
  looks: Summary[];
  /** The position of the last erasure that took something of this entry. */
  erased_by: number | null;
}

/** What came of verifying the whole log. */
export interface Verified {
  agrees: boolean;
  /** What was found, in the language that was asked for; where something disagrees, at which entry, with both digests. */
  sentences: string[];
  entries: number;
  /** The digest of the last entry. */
  head: string;
  /** The first entry that disagrees. */
  position: number | null;
}

export type LogFormat = "csv" | "json" | "ndjson";
export type EntryFormat = "html" | "pdf" | "json" | "jsonld";
export type ReportFormat = "html" | "pdf" | "json";

/** All that the page asks of the log. Anything that fails rejects with a `Failure`, of kind `cancelled` after `cancelLog`. */
export interface LogHost {
  /** Earlier reports on the same or a similar picture, nearest first; not the entry of this very examination. */
  seenBefore(id: string, lang: Lang): Promise<Seen[]>;
  /** Writes the report into the log, once; and a decision about it. */
  decide(id: string, decision: Decision, lang: Lang): Promise<Recorded>;
  /** Writes the report into the log, once, and no decision. */
  logReport(id: string, lang: Lang): Promise<Recorded>;
  /** Absent where this examination does not stand in the log. */
  recorded(id: string, lang: Lang): Promise<Recorded | null>;
  /** `similarTo` names an examination: then only entries on pictures that are, or look, the same as its own. */
  logEntries(query: Query, similarTo: string | null, lang: Lang): Promise<LogPage>;
  logEntry(position: number, lang: Lang): Promise<LogEntry>;
  /** Decides about the report at a position; gives the report's entry. */
  decideEntry(position: number, decision: Decision, lang: Lang): Promise<LogEntry>;
  /** Takes the content out of an entry, for good, and writes down that it did; gives what is left of the entry. */
  eraseEntry(position: number, what: Erased, reason: string, by: string, lang: Lang): Promise<LogEntry>;
  verifyLog(onProgress: (done: number, total: number) => void, lang: Lang): Promise<Verified>;
  /** Writes the entries of a query into a file that the person names in the system's dialog; absent where they named none. */
  exportLog(query: Query, format: LogFormat, lang: Lang): Promise<{ path: string; entries: number } | null>;
  exportEntry(position: number, format: EntryFormat, lang: Lang): Promise<{ path: string } | null>;
  /** The report of an examination, logged or not. */
  exportReport(id: string, format: ReportFormat, lang: Lang): Promise<{ path: string } | null>;
  /** What was examined and answered, and decided where it was, to copy into a text. */
  reportSentence(id: string, lang: Lang): Promise<string>;
  entrySentence(position: number, lang: Lang): Promise<string>;
  /** Holds the SHA-256 of a file, chosen in the system's dialog, against that of an entry; absent where none was chosen. */
  verifyFile(position: number, lang: Lang): Promise<{ path: string; same: boolean; sentence: string } | null>;
  /** The small picture that is kept with a report. */
  logPictureUrl(position: number): string;
  /** Stops a verification and an export that are under way. */
  cancelLog(): void;
}
