import type { DateSeen } from "$model";
import type { fr } from "../../../locales/fr";

/** `UTC`, `+02:00`, or that nobody says. */
export function zoneOf({ zone, moment }: DateSeen, t: typeof fr): string {
  if (zone === "utc") return t.timeline.utc;
  const offset = moment?.offset ?? null;
  if (zone === "unknown" || offset === null) return t.timeline.noZone;
  if (offset === 0) return t.timeline.utc;
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "−" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
