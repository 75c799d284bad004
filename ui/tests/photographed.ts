import type { Agreement, DateSeen, Exif, Field, Moment, Report } from "$model";

const MASK = "●●●";

export const moment = (text: string, offset: number | null = null): Moment => {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text.split(/[-: ]/).map(Number);
  return { year, month, day, hour, minute, second, offset };
};

/** A date of the Exif data to the second, without a zone, unless the changes say otherwise. */
export const date = (text: string, changes: Partial<DateSeen> = {}): DateSeen => ({
  source: "exif",
  field: "DateTimeOriginal",
  event: "captured",
  label: "Capture",
  evidence: { place: { path: "JPEG › APP1 Exif", offset: 100, length: 20 }, value: text },
  moment: moment(text),
  precision: "second",
  zone: "unknown",
  agreement: "agrees",
  note: "",
  ...changes,
});

const zoned = (text: string, offset: number, agreement: Agreement, changes: Partial<DateSeen> = {}) =>
  date(text, { moment: moment(text, offset), zone: offset === 0 ? "utc" : "stated", agreement, ...changes });

/** Two seconds, a day, a year and four decades in one file, and a date that is none. */
export const dates: DateSeen[] = [
  zoned("1998-02-09 06:49:00", 0, "earlier", {
    source: "icc",
    field: "created",
    event: "profile_made",
    label: "Colour profile made",
    note: "A profile is made long before the pictures that use it.",
  }),
  date("2024-06-15 00:00:00", {
    source: "iptc",
    field: "Date Created",
    label: "Creation, by its editor",
    precision: "day",
    note: "The same day as the reference.",
  }),
  zoned("2024-06-15 18:42:07", 120, "reference", { note: "The others are held against this one." }),
  zoned("2024-06-15 18:42:07", 120, "agrees", { field: "DateTimeDigitized", label: "Digitisation" }),
  zoned("2024-06-15 16:42:05", 0, "agrees", {
    source: "gps",
    field: "GPSTimeStamp",
    label: "Clock of the satellites",
    note: "2 seconds before the reference.",
  }),
  date("2024-06-15 11:42:07", {
    source: "maker_note",
    field: "DateTime",
    label: "The maker's own date",
    agreement: "zone_apart",
    note: "Could be the same moment in another zone.",
  }),
  zoned("2025-08-01 09:00:00", 120, "later", {
    source: "xmp",
    field: "xmp:ModifyDate",
    event: "saved",
    label: "Last saved",
    note: "A year and a month after the reference.",
  }),
  date("0000-00-00 00:00:00", {
    source: "xmp",
    field: "photoshop:DateCreated",
    event: "created",
    label: "Creation",
    moment: null,
    precision: "none",
    agreement: "unusable",
    note: "No possible date.",
  }),
];

const at = { path: "JPEG › APP1 Exif › GPS", offset: 640, length: 24 };
const field = (ifd: Field["ifd"], name: string, value: Field["value"], shown: string): Field => ({
  ifd,
  tag: 1,
  name,
  value,
  shown,
  moment: null,
  place: at,
});
const numbers = (...value: number[]): Field["value"] => ({ type: "numbers", value });
const text = (value: string): Field["value"] => ({ type: "text", value });

/** In the Alps, 380 metres up, looking south-west. */
export const gps: Field[] = [
  field("gps", "GPSLatitudeRef", text("N"), "N"),
  field("gps", "GPSLatitude", numbers(45, 54, 0), "45 deg 54 min 0 sec N"),
  field("gps", "GPSLongitudeRef", text("E"), "E"),
  field("gps", "GPSLongitude", numbers(6, 7, 30), "6 deg 7 min 30 sec E"),
  field("gps", "GPSAltitudeRef", numbers(0), "above sea level"),
  field("gps", "GPSAltitude", numbers(380), "380 meters above sea level"),
  field("gps", "GPSImgDirectionRef", text("T"), "true direction"),
  field("gps", "GPSImgDirection", numbers(215.5), "215.5 degrees"),
];

/** The report of a photo with a position, dates of every kind and a serial number: masked, or with everything shown. */
export function photographed(report: Report, revealed: boolean): Report {
  const { exif } = report.facts.metadata;
  if (exif.state !== "read") throw new Error("the recorded photo has no Exif data");
  const serial = field("exif", "BodySerialNumber", text("A0041337"), "A0041337");
  const own = [...gps, serial];
  const others = exif.value.fields.filter(({ name }) => !own.some((each) => each.name === name));
  const block: Exif = {
    ...exif.value,
    fields: [...others, ...(revealed ? own : own.map(masked))],
    maker_note: {
      place: at,
      header: "Nikon",
      maker: "NIKON CORPORATION",
      fields: [field("maker_note", "Quality", text("FINE"), "FINE")],
    },
  };
  return {
    ...report,
    condition: {
      kind: "original_like",
      headline: "As files leave a camera",
      meaning: "Most checks can tell something here.",
      reasons: [{ text: "The Exif data agree with each other.", evidence: { place: at, value: "45, 54, 0" } }],
    },
    timeline: { dates, reference: 2, summary: "Four of eight dates agree; one is later, one is earlier." },
    masked: revealed ? 0 : own.length,
    facts: {
      ...report.facts,
      metadata: { ...report.facts.metadata, exif: { state: "read", value: block } },
      pixels: {
        ...report.facts.pixels,
        thumbnail: { correlation: 0.71, contrast: 40, place: at, size: [160, 107], turns: 1 },
      },
    },
  };
}

function masked(field: Field): Field {
  const value: Field["value"] = field.value.type === "numbers" ? { type: "numbers", value: [] } : text(MASK);
  return { ...field, value, shown: MASK };
}
