import type { Defect, Metadata, Place } from "$model";
import type { fr } from "../../../locales/fr";

/** One line of the metadata table, from whichever block. */
export interface Line {
  group: string;
  name: string;
  value: string;
  place: Place;
}

/** Every field of every block, block by block in the order in which people know them. */
export function lines({ exif, xmp, iptc, icc, texts }: Metadata, t: typeof fr): Line[] {
  const all: Line[] = [];
  if (exif.state === "read") {
    const { fields, maker_note: note } = exif.value;
    all.push(
      ...fields.map((f) => ({ group: t.facts.ifd[f.ifd], name: f.name, value: f.shown, place: f.place })),
      ...(note ? [{ group: "EXIF", name: t.facts.makerNote, value: note.maker ?? note.header ?? "", place: note.place }] : []),
    );
  }
  if (xmp.state === "read") {
    const { place, toolkit, properties, history } = xmp.value;
    if (toolkit) all.push({ group: "XMP", name: t.facts.toolkit, value: toolkit, place });
    all.push(...properties.map(({ name, value, place }) => ({ group: "XMP", name, value, place })));
    history.forEach(({ action, when, software_agent, changed }, i) => {
      const value = [action, when, software_agent, changed].filter((part) => part !== null).join(" · ");
      all.push({ group: "XMP", name: t.facts.history(i + 1), value, place });
    });
  }
  if (iptc.state === "read") {
    const { place, datasets } = iptc.value;
    all.push(
      ...datasets.map((d) => ({ group: "IPTC", name: d.name ?? `${d.record}:${d.dataset}`, value: d.value, place })),
    );
  }
  if (icc.state === "read") {
    const { place, description, created } = icc.value;
    const group = t.facts.icc;
    if (description) all.push({ group, name: t.facts.description, value: description, place });
    if (created) {
      const { year, month, day } = created;
      const two = (n: number) => String(n).padStart(2, "0");
      all.push({ group, name: t.facts.created, value: `${year}-${two(month)}-${two(day)}`, place });
    }
  }
  all.push(...texts.map(({ key, value, place }) => ({ group: t.facts.text, name: key, value, place })));
  return all;
}

/** What could not be read, or is not as its standard says. */
export function defects({ exif, xmp, iptc, icc }: Metadata, t: typeof fr): Defect[] {
  const unreadable = [exif, xmp, iptc, icc].flatMap((block) =>
    block.state === "unreadable" ? [{ place: block.value.place, what: t.facts.unreadable(block.value.what) }] : [],
  );
  const read = [exif, xmp].flatMap((block) => (block.state === "read" ? block.value.defects : []));
  return [...unreadable, ...read];
}

/** The lines that hold `sought` anywhere, whatever the case. */
export function search(all: Line[], sought: string): Line[] {
  const needle = sought.trim().toLowerCase();
  if (needle === "") return all;
  return all.filter((line) => [line.group, line.name, line.value].some((text) => text.toLowerCase().includes(needle)));
}
