import type { Gap } from "$model";

/** Checks that did not speak for the same reason. */
export interface GapGroup {
  status: Gap["status"];
  reason: string;
  gaps: Gap[];
}

/** In the order in which each reason first comes. */
export function grouped(gaps: Gap[]): GapGroup[] {
  const groups = new Map<string, GapGroup>();
  for (const gap of gaps) {
    const { status, reason } = gap;
    const key = `${status} ${reason}`;
    const group = groups.get(key) ?? { status, reason, gaps: [] };
    group.gaps.push(gap);
    groups.set(key, group);
  }
  return [...groups.values()];
}
