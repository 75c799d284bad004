import type { Defect, Exif, Field, Icc, Metadata, Moment, Photoshop, Place, SamsungTrailer, Value } from "$model";
import type { locale } from "../../../locales/locale.svelte";
import { tabbed } from "../../../shared/tabbed";

/** One line of the metadata table, from whichever block. */
export interface Line {
  group: string;
  name: string;
  /** What it says, for a person. */
  value: string;
  /** The value as it stands in the file. */
  stored: string;
  place: Place;
}

type Locale = typeof locale;

/** Of an ICC profile, in the order of its header, and then its copyright. */
const HEADER = [
  "version",
  "device_class",
  "colour_space",
  "platform",
  "manufacturer",
  "model",
  "creator",
  "copyright",
] as const;

/** Every field of every block, block by block in the order in which people know them. */
export function lines({ exif, xmp, iptc, photoshop, icc, samsung, texts }: Metadata, locale: Locale): Line[] {
  const { t } = locale;
  const all: Line[] = [];
  if (exif.state === "read") all.push(...exifLines(exif.value, locale));
  if (samsung.state === "read") all.push(...samsungLines(samsung.value, locale));
  if (xmp.state === "read") {
    const { place, toolkit, properties, history } = xmp.value;
    if (toolkit) all.push(said("XMP", t.facts.toolkit, toolkit, place));
    all.push(...properties.map(({ name, value, place }) => said("XMP", name, value, place)));
    history.forEach(({ action, when, software_agent, changed }, i) => {
      const value = [action, when, software_agent, changed].filter((part) => part !== null).join(" · ");
      all.push(said("XMP", t.facts.history(i + 1), value, place));
    });
  }
  if (iptc.state === "read") {
    const { place, datasets } = iptc.value;
    all.push(...datasets.map((d) => said("IPTC", d.name ?? `${d.record}:${d.dataset}`, d.value, place)));
  }
  if (photoshop.state === "read") all.push(...photoshopLines(photoshop.value, locale));
  if (icc.state === "read") all.push(...iccLines(icc.value, locale));
  all.push(...texts.map(({ key, value, place }) => said(t.facts.text, key, value, place)));
  return all;
}

/** What could not be read, or is not as its standard says. */
export function defects({ exif, xmp, iptc, photoshop, icc, samsung }: Metadata, { t }: Locale): Defect[] {
  const unreadable = [exif, xmp, iptc, photoshop, icc, samsung].flatMap((block) =>
    block.state === "unreadable" ? [{ place: block.value.place, what: t.facts.unreadable(block.value.what) }] : [],
  );
  const read = [exif, xmp].flatMap((block) => (block.state === "read" ? block.value.defects : []));
  return [...unreadable, ...read];
}

/** The lines that hold `sought` anywhere, whatever the case. */
export function search(all: Line[], sought: string): Line[] {
  const needle = sought.trim().toLowerCase();
  if (needle === "") return all;
  return all.filter(({ group, name, value, stored }) =>
    [group, name, value, stored].some((text) => text.toLowerCase().includes(needle)),
  );
}

/** The lines as a table for elsewhere. */
export function asTable(all: Line[], { t }: Locale): string {
  return tabbed([
    [
      t.facts.block,
      t.facts.field,
      t.facts.value,
      t.facts.stored,
      t.facts.where,
      t.facts.position,
      t.facts.length,
    ],
    ...all.map((line) => [
      line.group,
      line.name,
      line.value,
      line.stored,
      line.place.path,
      String(line.place.offset ?? ""),
      String(line.place.length ?? ""),
    ]),
  ]);
}

/** A line that says what stands there, and no more. */
function said(group: string, name: string, value: string, place: Place): Line {
  return { group, name, value, stored: value, place };
}

function exifLines({ fields, maker_note: note }: Exif, locale: Locale): Line[] {
  const { t } = locale;
  const line = (f: Field): Line => ({
    group: t.facts.ifd[f.ifd],
    name: f.name,
    value: f.shown,
    stored: stored(f.value, locale),
    place: f.place,
  });
  if (!note) return fields.map(line);
  const block = said(t.facts.ifd.exif, t.facts.makerNote, note.maker ?? note.header ?? "", note.place);
  return [...fields.map(line), { ...block, stored: note.header ?? "" }, ...note.fields.map(line)];
}

function stored(value: Value, locale: Locale): string {
  if (value.type === "text") return value.value;
  if (value.type === "bytes") return bytesOf(value.value, locale);
  // JSON has no word for what is no number: such a one arrives as null.
  return value.value.map((n: number | null) => String(n ?? "NaN")).join(" ");
}

function samsungLines({ place, entries, taken }: SamsungTrailer, locale: Locale): Line[] {
  const { t } = locale;
  const group = t.facts.samsung;
  const named = entries.map(({ name, value, place }) =>
    said(group, name, value ?? bytesOf(place.length ?? 0, locale), place),
  );
  return taken ? [...named, said(group, t.facts.samsungTaken, written(taken), place)] : named;
}

function photoshopLines({ place, resources, iptc_digest: digest, quality }: Photoshop, locale: Locale): Line[] {
  const { t } = locale;
  const lines = resources.map(({ id, name, given_name, bytes, place }) => {
    const called = t.facts.resource(`0x${id.toString(16).padStart(4, "0")}`);
    const names = [called, name, given_name].filter((part) => part !== null && part !== "").join(" · ");
    return said("Photoshop", names, bytesOf(bytes, locale), place);
  });
  if (quality !== null) lines.push(said("Photoshop", t.facts.photoshopQuality, String(quality), place));
  if (digest) {
    lines.push(said("Photoshop", t.facts.digestStated, digest.stated, digest.place));
    lines.push(said("Photoshop", t.facts.digestComputed, digest.computed, digest.place));
  }
  return lines;
}

function iccLines(icc: Icc, locale: Locale): Line[] {
  const { t } = locale;
  const fields: [name: string, value: string | null][] = [
    [t.facts.description, icc.description],
    [t.facts.created, icc.created && written(icc.created)],
    ...HEADER.map((key): [string, string | null] => [t.facts.iccField[key], icc[key]]),
    [t.facts.iccBytes, bytesOf(icc.bytes, locale)],
  ];
  return fields.flatMap(([name, value]) => (value ? [said(t.facts.icc, name, value, icc.place)] : []));
}

function bytesOf(n: number, locale: Locale): string {
  return locale.t.bytes(locale.number(n));
}

/** `2024-06-15 18:42:07`, on the clock that it was read from. */
export function written({ year, month, day, hour, minute, second }: Moment): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
