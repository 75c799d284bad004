import type { Evidence, KnownMatch, Report } from "$model";
import type { Examined, Host } from "../../../host/host";
import type { locale } from "../../../locales/locale.svelte";
import { type Place, TURNS, UPRIGHT, corners, covers, isQuarter, turnOf } from "../../../shared/place";
import { aligned } from "../known/aligned";
import { wordsOf } from "../known/words";

/** What can be marked in the picture: a part of it, or another picture over it. */
export interface Overlay {
  id: string;
  label: string;
  /** The same in words, for whoever does not see it; and how it is to be read. */
  told: string;
  /** In widths and heights of the picture as it is shown. */
  place: Place | null;
  src: string | null;
}

type Locale = typeof locale;

export const THUMBNAIL = "thumbnail";

/** All that can be marked in an examined picture. */
export function overlays(report: Report, examined: Examined, host: Host, locale: Locale): Overlay[] {
  if (!examined.preview) return [];
  const { t } = locale;
  const parts = report.facts.known.matches.flatMap((match, i): Overlay[] => {
    const place = aligned(match.by, report.exhibit, examined.turned ?? 1);
    if (!place || covers(place)) return [];
    const label = t.viewer.knownPart(wordsOf(match.entry, locale.lang).title, match.list);
    return [{ id: known(i), label, told: lying(place, report, examined, locale), place, src: null }];
  });
  if (!examined.exif_thumbnail) return parts;
  const src = host.exifDifferenceUrl(examined.id);
  return [...parts, { id: THUMBNAIL, label: t.viewer.difference, told: t.viewer.differenceTold, place: null, src }];
}

/** The overlay that shows what this evidence stands on; absent where none does. */
export function overlayOf({ place: { path } }: Evidence, report: Report, all: Overlay[]): string | null {
  const names = ({ list, entry }: KnownMatch) => `${list} › ${wordsOf(entry, report.language).title}`;
  const at = report.facts.known.matches.findIndex((match) => path === names(match));
  const id = at >= 0 ? known(at) : path === report.facts.pixels.thumbnail?.place.path ? THUMBNAIL : null;
  return all.find((overlay) => overlay.id === id)?.id ?? null;
}

const known = (at: number) => `known-${at}`;

/** Between which of the picture's pixels it lies, and how. */
function lying(place: Place, { exhibit }: Report, { turned = 1 }: Examined, locale: Locale): string {
  const { t } = locale;
  const sideways = isQuarter(TURNS[turned - 1] ?? UPRIGHT);
  const [width, height] = sideways ? [exhibit.height, exhibit.width] : [exhibit.width, exhibit.height];
  const edges = (axis: 0 | 1, whole: number) => {
    const along = corners(place).map((corner) => Math.min(Math.max(corner[axis], 0), 1) * whole);
    return [Math.min(...along), Math.max(...along)].map((n) => locale.number(n)) as [string, string];
  };
  const where = t.viewer.lies(...edges(0, width ?? 0), ...edges(1, height ?? 0));
  return turnOf(place, (width ?? 1) / (height ?? 1)) === UPRIGHT ? where : `${where} ${t.viewer.liesTurned}`;
}
