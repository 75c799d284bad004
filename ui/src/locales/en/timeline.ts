import type { timeline as fr } from "../fr/timeline";

export const timeline: typeof fr = {
  headline: (n) => `Every date in the file (${n})`,
  none: "Neither the file nor its name holds a date. This is usual after a social network or a messaging app.",
  worth: "A date tells what a clock showed or what somebody wrote; nothing here makes one of them “the” date of capture.",
  axis: {
    utc: "The axis counts in UTC. A date without a zone has a dotted line: it may fall anywhere along it.",
    written: "No date has a known zone: the axis follows the clocks as they were written.",
  },
  cut: "Long empty stretches are cut short at the zigzags, and each part has its own scale.",
  bars: "A bar covers all that its date can mean: a whole day, a minute, a second.",
  unplaced: (n) =>
    n === 1
      ? "1 date is not on the axis: it is no possible date, or the clock was never set."
      : `${n} dates are not on the axis: they are no possible dates, or the clock was never set.`,
  picture: "Dates on a time axis; the list below says the same",
  legend: "Shapes",
  list: "Each date, the oldest first",
  noMoment: "no possible date",
  noZone: "no zone",
  utc: "UTC",
  source: {
    exif: "Exif",
    gps: "GPS",
    maker_note: "Maker's block",
    samsung_trailer: "Samsung's trailer",
    xmp: "XMP",
    xmp_history: "XMP history",
    iptc: "IPTC",
    icc: "ICC profile",
    png: "PNG",
    credentials: "Credentials",
    time_stamp: "Time stamp",
    file_name: "File name",
  },
  agreement: {
    reference: "the reference",
    agrees: "agrees",
    zone_apart: "agrees in another zone",
    later: "later",
    earlier: "earlier",
    unusable: "unusable",
  },
  precision: {
    none: "precision unknown",
    year: "to the year",
    month: "to the month",
    day: "to the day",
    minute: "to the minute",
    second: "to the second",
    sub_second: "to a fraction of a second",
  },
};
