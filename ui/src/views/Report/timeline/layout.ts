import type { DateSeen, DateSource, Moment, Precision } from "$model";

/** Where each date stands in the picture of a timeline. Every `left`, `right` and `at` is a part of its width, 0 to 1. */
export interface Layout {
  /** `utc` where any date's zone is known; otherwise the clocks as they were written. */
  clock: "utc" | "written";
  /** From left to right, each with its own linear scale. */
  segments: Segment[];
  /** The empty stretches between them, one fewer. */
  cuts: Cut[];
  lanes: Lane[];
  /** How many dates have no place on the axis. */
  unplaced: number;
}

export interface Segment {
  left: number;
  right: number;
  /** The first and last moment in it, in seconds since 1970 by the layout's clock. */
  first: number;
  last: number;
  /** Whether a date in it says more than the day. */
  fine: boolean;
}

export interface Cut {
  left: number;
  right: number;
  /** How long the stretch is that is left out. */
  seconds: number;
}

export interface Lane {
  source: DateSource;
  marks: Mark[];
  /** How many rows the marks take so that they do not hide each other. */
  rows: number;
}

export interface Mark {
  /** Index in the timeline's dates. */
  date: number;
  at: number;
  /** As far as the date may reach by its precision. */
  bar: [left: number, right: number];
  /** As far as it may reach because nobody says its zone; only on an axis in UTC. */
  reach: [left: number, right: number] | null;
  /** All of it. */
  whole: [left: number, right: number];
  row: number;
}

/** In the order in which people know them. */
const SOURCES: DateSource[] = [
  "exif",
  "gps",
  "maker_note",
  "samsung_trailer",
  "xmp",
  "xmp_history",
  "iptc",
  "icc",
  "png",
  "credentials",
  "time_stamp",
  "file_name",
];

/** An empty stretch this many times as long as all that stands around it is cut short. */
const LONG = 3;
const MOST_SEGMENTS = 5;
/** Width of a cut. */
const CUT = 0.08;
/** No segment counts fewer seconds, so that a second looks like one. */
const SHORTEST = 10;
/** Empty on each side of a segment, as a part of it. */
const MARGIN = 0.12;
/** Marks nearer to each other than this take different rows. */
const NEAR = 0.14;
const MOST_ROWS = 4;
/** Local time is at most so far ahead of UTC and behind it, in seconds. */
const AHEAD = 14 * 3600;
const BEHIND = 12 * 3600;

/** A date on the axis, in seconds. */
interface Placed {
  date: number;
  source: DateSource;
  from: number;
  to: number;
  reach: [from: number, to: number] | null;
  fine: boolean;
}

/** Some dates with nothing empty between them that is to be cut. */
interface Island {
  from: number;
  to: number;
}

export function layout(dates: DateSeen[]): Layout {
  const clock = dates.some((date) => usable(date) && date.zone !== "unknown") ? "utc" : "written";
  const placed = dates.flatMap((date, i) => place(date, i, clock));
  const groups = split(islands(placed));
  const { segments, cuts, scale } = spread(groups, placed);
  const lanes = SOURCES.flatMap((source): Lane[] => {
    const own = placed.filter((each) => each.source === source);
    return own.length > 0 ? [lane(source, own, scale)] : [];
  });
  return { clock, segments, cuts, lanes, unplaced: dates.length - placed.length };
}

/** Seconds since 1970 as the clock showed them, whatever its zone. */
export function clockSeconds({ year, month, day, hour, minute, second }: Moment): number {
  // `Date.UTC` takes the years 0 to 99 for those of the twentieth century.
  return new Date(0).setUTCFullYear(year, month - 1, day) / 1000 + hour * 3600 + minute * 60 + second;
}

function usable(date: DateSeen): date is DateSeen & { moment: Moment } {
  return date.moment !== null && date.agreement !== "unusable";
}

function place(date: DateSeen, index: number, clock: Layout["clock"]): Placed[] {
  if (!usable(date)) return [];
  const offset = clock === "utc" && date.zone === "stated" ? (date.moment.offset ?? 0) * 60 : 0;
  const [start, end] = extent(date.moment, date.precision);
  const [from, to] = [start - offset, end - offset];
  const zoneless = clock === "utc" && date.zone === "unknown";
  return [
    {
      date: index,
      source: date.source,
      from,
      to,
      reach: zoneless ? [from - AHEAD, to + BEHIND] : null,
      fine: !["year", "month", "day"].includes(date.precision),
    },
  ];
}

/** From the first second that a date may mean to the end of the last. */
function extent(moment: Moment, precision: Precision): [from: number, to: number] {
  const { year, month } = moment;
  const day = { ...moment, hour: 0, minute: 0, second: 0 };
  const beginning = clockSeconds({ ...day, ...(precision === "year" ? { month: 1, day: 1 } : { day: 1 }) });
  switch (precision) {
    case "year":
      return [beginning, clockSeconds({ ...day, year: year + 1, month: 1, day: 1 })];
    case "month":
      return [beginning, clockSeconds({ ...day, month: month + 1, day: 1 })];
    case "day":
      return [clockSeconds(day), clockSeconds(day) + 86_400];
    case "minute":
      return [clockSeconds({ ...moment, second: 0 }), clockSeconds({ ...moment, second: 0 }) + 60];
    default:
      return [clockSeconds(moment), clockSeconds(moment) + 1];
  }
}

/** What overlaps is one. */
function islands(placed: Placed[]): Island[] {
  const all = placed.map(({ from, to, reach }) => ({ from: reach?.[0] ?? from, to: reach?.[1] ?? to }));
  all.sort((a, b) => a.from - b.from);
  const merged: Island[] = [];
  for (const each of all) {
    const last = merged.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else merged.push({ ...each });
  }
  return merged;
}

/** Cut at empty stretches, the longest first, wherever one is long beside what stands around it. */
function split(all: Island[]): Island[][] {
  let groups = all.length > 0 ? [all] : [];
  while (groups.length < MOST_SEGMENTS) {
    const found = groups.map(longest).flatMap((at, group) => (at ? [{ ...at, group }] : []));
    const best = found.sort((a, b) => b.gap - a.gap)[0];
    if (!best) return groups;
    groups = groups.flatMap((group, i) => (i === best.group ? [group.slice(0, best.before), group.slice(best.before)] : [group]));
  }
  return groups;
}

/** The longest empty stretch of a group, where it is to be cut: its length, and the island after it. */
function longest(group: Island[]): { gap: number; before: number } | null {
  const gaps = group.slice(1).map((island, i) => ({ gap: island.from - (group[i]?.to ?? 0), before: i + 1 }));
  const best = gaps.sort((a, b) => b.gap - a.gap)[0];
  const whole = (group.at(-1)?.to ?? 0) - (group[0]?.from ?? 0);
  return best && best.gap > LONG * (whole - best.gap) ? best : null;
}

type Scale = (seconds: number) => number;

/** Gives each group its part of the width, more where more stands in it. */
function spread(groups: Island[][], placed: Placed[]): { segments: Segment[]; cuts: Cut[]; scale: Scale } {
  const weights = groups.map((group) => Math.min(group.length, 4));
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const free = 1 - CUT * (groups.length - 1);
  let left = 0;
  const spans = groups.map((group, i) => {
    const [from, to] = [group[0]?.from ?? 0, group.at(-1)?.to ?? 0];
    const pad = Math.max((to - from) * MARGIN, (SHORTEST - (to - from)) / 2);
    const span = { from: from - pad, to: to + pad, left, right: left + (free * (weights[i] ?? 1)) / weight };
    left = span.right + CUT;
    return { ...span, first: from, last: to };
  });
  const segments = spans.map(({ left, right, first, last }): Segment => {
    const own = placed.filter(({ from, to }) => from >= first && to <= last);
    const starts = own.map(({ from }) => from);
    return { left, right, first: Math.min(...starts), last: Math.max(...starts), fine: own.some(({ fine }) => fine) };
  });
  const cuts = spans.slice(1).map((span, i): Cut => {
    const before = spans[i]!;
    return { left: before.right, right: span.left, seconds: span.first - before.last };
  });
  const scale = (seconds: number) => {
    const span = spans.find(({ to }) => seconds <= to) ?? spans.at(-1);
    if (!span) return 0;
    return span.left + ((seconds - span.from) / (span.to - span.from)) * (span.right - span.left);
  };
  return { segments, cuts, scale };
}

function lane(source: DateSource, own: Placed[], scale: Scale): Lane {
  const ends: number[] = [];
  const marks = [...own]
    .sort((a, b) => (a.reach?.[0] ?? a.from) - (b.reach?.[0] ?? b.from))
    .map(({ date, from, to, reach }): Mark => {
      const bar: Mark["bar"] = [scale(from), scale(to)];
      const reached: Mark["reach"] = reach && [scale(reach[0]), scale(reach[1])];
      const whole = reached ?? bar;
      const free = ends.findIndex((end) => whole[0] - end >= NEAR);
      const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
      ends[row] = whole[1];
      return { date, at: scale((from + to) / 2), bar, reach: reached, whole, row };
    });
  return { source, marks, rows: ends.length };
}
