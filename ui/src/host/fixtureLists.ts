import type { ListOverview, ListedEntry, ListsHost } from "./lists";
import type { Failure } from "./host";

/** Lists that are gone with the page; nothing is written anywhere. */
export function recordedKnown(): ListsHost {
  let lists: ListOverview[] = [
    list("Whence starter list", { origin: "shipped", entries: 6, owner: "Whence", licence: "CC0-1.0" }),
    list("Desk", { origin: "made", entries: 240, imported_at: "2026-10-02T08:00:00Z" }),
    list("Partner agency", { origin: "imported", entries: 12_480, on: false, file: "partner.csv", owner: "Partner agency", imported_at: "2026-09-14T10:15:00Z" }),
  ];
  const known = (name: string): ListOverview => {
    const found = lists.find((list) => list.name === name);
    if (!found) throw { kind: "known", sentence: `There is no list “${name}”.` } satisfies Failure;
    return found;
  };
  return {
    listOverview: async () => lists,
    async listEntries(name, words, offset) {
      const { entries: total } = known(name);
      const all = Array.from({ length: total }, (_, at) => entry(at));
      const found = all.filter(({ title, sha256, rating }) => `${title} ${sha256} ${rating}`.toLowerCase().includes(words.toLowerCase()));
      return { entries: found.slice(offset, offset + 100), found: found.length, total };
    },
    importKnown: async () => null,
    exportKnown: async () => null,
    async switchKnown(name, on) {
      return (lists = lists.map((list) => (list.name === known(name).name ? { ...list, on } : list)));
    },
    async removeKnown(name) {
      return (lists = lists.filter((list) => list !== known(name)));
    },
    async removeKnownEntry(name) {
      return (lists = lists.map((list) => (list === known(name) ? { ...list, entries: list.entries - 1, changed: true } : list)));
    },
    undoKnownChange: async () => Promise.reject({ kind: "known", sentence: "Recordings keep nothing." } satisfies Failure),
  };
}

function list(name: string, has: Partial<ListOverview>): ListOverview {
  const nothing = { owner: null, licence: null, imported_at: null, file: null, by: null, problem: null };
  return { name, on: true, origin: "imported", entries: 0, sha256: "0".repeat(64), changed: false, ...nothing, ...has };
}

function entry(at: number): ListedEntry {
  const digits = (at * 2_654_435_761).toString(16).padStart(16, "0").slice(0, 16);
  return {
    id: `${at + 1}`,
    sha256: digits.repeat(4),
    pixels_sha256: null,
    pdq: digits.repeat(4),
    title: `Picture ${at + 1}`,
    label: at % 3 === 0 ? "ai_generated" : at % 3 === 1 ? "altered" : "original",
    rating: at % 3 === 2 ? "Correct" : "False",
    what: "As it was told when it was checked.",
    date: "2026-05-04",
    source_url: "https://example.org/pictures",
    fact_check_url: at % 2 ? null : "https://example.org/checks",
    pictured: false,
  };
}
