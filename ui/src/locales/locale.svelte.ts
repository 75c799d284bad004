import type { Lang } from "$model";
import { en } from "./en";
import { fr } from "./fr";

const WORDS = { en, fr };

/** A language, or the system's. */
export type Spoken = Lang | "";

/** The language of the page and what depends on it. */
class Locale {
  lang: Lang = $state(preferred(navigator.languages));

  /** The words of the page. */
  get t(): typeof fr {
    return WORDS[this.lang];
  }

  speak(lang: Lang): void {
    this.lang = lang;
  }

  /** Speaks what was chosen; failing that, as the system does. */
  follow(spoken: Spoken): void {
    this.speak(spoken || preferred(navigator.languages));
  }

  /** A number as this language writes it. */
  number(n: number, digits = 0): string {
    return formatter(this.lang, digits).format(n);
  }

  /** How large something is shown: `250%`. */
  hundredths(share: number): string {
    return new Intl.NumberFormat(this.lang, { style: "percent", maximumFractionDigits: 0 }).format(share);
  }

  /** `1.4 MB (1,402,113 bytes)`. */
  size(bytes: number): string {
    const whole = this.t.bytes(this.number(bytes));
    const units = ["kilobyte", "megabyte", "gigabyte"];
    const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length);
    const unit = units[power - 1];
    if (!unit) return whole;
    const format = new Intl.NumberFormat(this.lang, { style: "unit", unit, maximumFractionDigits: 1 });
    return `${format.format(bytes / 1000 ** power)} (${whole})`;
  }

  /** About how long: `6 years`, `3 days`, in the largest unit that fits. */
  duration(seconds: number): string {
    const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? (["second", 1] as const);
    const format = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 } as const;
    return new Intl.NumberFormat(this.lang, format).format(seconds / length);
  }

  /** From one second to another, both counted from 1970 on one clock, with the time of day only where `fine`. */
  stretch(from: number, to: number, fine: boolean): string {
    const time = fine ? ({ timeStyle: "medium", hourCycle: "h23" } as const) : {};
    const format = new Intl.DateTimeFormat(this.lang, { dateStyle: "medium", ...time, timeZone: "UTC" });
    return format.formatRange(from * 1000, to * 1000);
  }

  /** A moment of RFC 3339 on this computer's clock, with its zone; as it stands where it is none. */
  moment(rfc3339: string): string {
    const date = new Date(rfc3339);
    if (Number.isNaN(date.getTime())) return rfc3339;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeStyle: "long" }).format(date);
  }

  /** A moment of RFC 3339 to the minute, on this computer's clock; as it stands where it is none. */
  minute(rfc3339: string): string {
    const date = new Date(rfc3339);
    if (Number.isNaN(date.getTime())) return rfc3339;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeStyle: "short" }).format(date);
  }

  /** The day of a moment of RFC 3339, or of `YYYY-MM-DD`, in UTC as certificates and lists are dated. */
  day(rfc3339: string): string {
    const date = new Date(rfc3339);
    if (Number.isNaN(date.getTime())) return rfc3339;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
  }
}

/** A year is 365.25 days, a month a twelfth of it. */
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** Making one takes as long as writing a hundred numbers, and a table holds thousands. */
function formatter(lang: Lang, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${lang} ${maximumFractionDigits}`;
  const made = formatters.get(key) ?? new Intl.NumberFormat(lang, { maximumFractionDigits });
  formatters.set(key, made);
  return made;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** The first language of the system that we speak; a system may name none, or `C`. */
export function preferred(languages: readonly string[]): Lang {
  const spoken = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "en" || tag === "fr");
  return spoken === "fr" ? "fr" : "en";
}

export const locale = new Locale();
