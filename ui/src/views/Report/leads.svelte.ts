import { getContext, setContext } from "svelte";
import type { Evidence, Place, Report } from "$model";
import type { Examined, Host } from "../../host/host";
import { locale } from "../../locales/locale.svelte";
import { type Line, lines } from "./facts/metadata";
import { type Overlay, overlayOf, overlays } from "./viewer/overlays";

/** What a place leads to: its bytes, the field of the metadata table that it is, or what it is in the picture. */
export type Lead = { to: "bytes"; place: Place } | { to: "field"; at: number } | { to: "picture"; overlay: string };

/** The ways from what was seen to where it was seen, within one report that is shown with its file. */
export class Leads {
  /** Where the reader was led last; each press makes a new one. */
  lead: Lead | null = $state.raw(null);
  /** What is marked in the picture, by id. */
  marked: ReadonlySet<string> = $state.raw(new Set());
  /** What was pressed, to go back to. */
  #from: HTMLElement | null = null;

  #lines: Line[] = $derived.by(() => lines(this.of().report.facts.metadata, locale));
  /** The metadata lines at each path, by their index. */
  #at: Map<string, number[]> = $derived.by(() => {
    const at = new Map<string, number[]>();
    this.#lines.forEach(({ place }, i) => at.set(place.path, [...(at.get(place.path) ?? []), i]));
    return at;
  });
  overlays: Overlay[] = $derived.by(() => overlays(this.of().report, this.of().examined, this.host, locale));

  constructor(
    private readonly of: () => { report: Report; examined: Examined },
    private readonly host: Host,
  ) {}

  /** Where this evidence can lead: nowhere, or to up to three. */
  from(evidence: Evidence): Lead[] {
    const found: Lead[] = [];
    const field = this.#field(evidence);
    const overlay = overlayOf(evidence, this.of().report, this.overlays);
    if (field !== null) found.push({ to: "field", at: field });
    if (evidence.place.offset !== null) found.push({ to: "bytes", place: evidence.place });
    if (overlay !== null) found.push({ to: "picture", overlay });
    return found;
  }

  follow(lead: Lead, from: HTMLElement): void {
    this.#from = from;
    if (lead.to === "picture") this.mark(lead.overlay, true);
    this.lead = { ...lead };
  }

  back(): void {
    this.#from?.focus({ preventScroll: true });
    this.#from?.scrollIntoView({ block: "center" });
  }

  mark(overlay: string, on: boolean): void {
    this.marked = new Set(on ? [...this.marked, overlay] : [...this.marked].filter((other) => other !== overlay));
  }

  /** The line of the metadata that this evidence names; what several lines of a block share names none of them. */
  #field({ place, value }: Evidence): number | null {
    const all = this.#at.get(place.path) ?? [];
    const there = all.filter((at) => this.#lines[at]?.place.offset === place.offset);
    const among = there.length > 0 ? there : all;
    const alike = among.find((at) => [this.#lines[at]?.value, this.#lines[at]?.stored].includes(value));
    return among.length === 1 ? (among[0] ?? null) : (alike ?? null);
  }
}

const KEY = Symbol("leads");

export function setLeads(leads: Leads): Leads {
  return setContext(KEY, leads);
}

/** Absent where a report is shown without its file, as the log has it. */
export function getLeads(): Leads | null {
  return getContext<Leads | undefined>(KEY) ?? null;
}
