import type { Field } from "$model";

/** Where the Exif data say that the picture was taken. */
export interface Position {
  /** Degrees north, −90 to 90. */
  latitude: number;
  /** Degrees east, −180 to 180. */
  longitude: number;
  /** Metres, and whether they count upwards or downwards from the sea or the ellipsoid; absent where that is not said. */
  altitude: { metres: number; from: "above" | "below" | null } | null;
  /** Degrees clockwise, 0 to below 360, from the north that is named. */
  direction: { degrees: number; north: "true" | "magnetic" | null } | null;
}

/** Whether there are fields for a position at all, masked ones included. */
export function holdsPosition(fields: Field[]): boolean {
  return ["GPSLatitude", "GPSLongitude"].every((name) => field(fields, name));
}

/** Absent where the fields are missing, masked, out of range or without a hemisphere. */
export function position(fields: Field[]): Position | null {
  const latitude = degrees(fields, "GPSLatitude", ["N", "S"], 90);
  const longitude = degrees(fields, "GPSLongitude", ["E", "W"], 180);
  if (latitude === null || longitude === null) return null;
  return { latitude, longitude, altitude: altitude(fields), direction: direction(fields) };
}

/** `45.900000, 6.125000`: as map sites take it, whatever the language. The sixth decimal is a hand's breadth. */
export function decimal({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
}

/** Exif has degrees, minutes and seconds, and the hemisphere in a field of its own. */
function degrees(fields: Field[], name: string, [positive, negative]: [string, string], most: number): number | null {
  const parts = numbers(fields, name);
  const hemisphere = text(fields, `${name}Ref`);
  if (parts.length < 1 || parts.length > 3 || (hemisphere !== positive && hemisphere !== negative)) return null;
  const [whole = 0, minutes = 0, seconds = 0] = parts;
  // Some writers leave 60 seconds where they round.
  if (whole < 0 || minutes < 0 || minutes >= 60 || seconds < 0 || seconds > 60) return null;
  const size = whole + minutes / 60 + seconds / 3600;
  return size <= most ? (hemisphere === positive ? size : -size) || 0 : null;
}

function altitude(fields: Field[]): Position["altitude"] {
  const [metres] = numbers(fields, "GPSAltitude");
  if (metres === undefined) return null;
  const reference = numbers(fields, "GPSAltitudeRef")[0] ?? text(fields, "GPSAltitudeRef");
  // Until Exif 2.32, 0 and 1 are above and below the sea; in Exif 3.0 the ellipsoid, and 2 and 3 are the sea.
  const from = [0, 2, "0", "2"].includes(reference) ? "above" : [1, 3, "1", "3"].includes(reference) ? "below" : null;
  return { metres, from };
}

function direction(fields: Field[]): Position["direction"] {
  const [degrees] = numbers(fields, "GPSImgDirection");
  if (degrees === undefined || degrees < 0 || degrees >= 360) return null;
  const north = ({ T: "true", M: "magnetic" } as const)[text(fields, "GPSImgDirectionRef")];
  return { degrees, north: north ?? null };
}

function field(fields: Field[], name: string): Field | undefined {
  return fields.find((each) => each.ifd === "gps" && each.name === name);
}

/** Empty unless all of them are numbers: JSON has null for what is none. */
function numbers(fields: Field[], name: string): number[] {
  const value = field(fields, name)?.value;
  return value?.type === "numbers" && value.value.every(Number.isFinite) ? value.value : [];
}

function text(fields: Field[], name: string): string {
  const value = field(fields, name)?.value;
  return value?.type === "text" ? value.value.trim().toUpperCase() : "";
}
