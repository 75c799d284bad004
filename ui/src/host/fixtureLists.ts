import type { Lang } from "$model";
import type { Failure } from "./host";
import type { ImportChoice, ListImport, ListOverview, ListedEntry, ListsHost } from "./lists";

/** Entries of a page. */
const PAGE = 100;

/**
 * Lists that are gone with the page; nothing is written anywhere. `?lists=empty` has the one alone that ships, and what is
 * imported is refused under `?import=rejected` and not chosen under `?import=none`. `pictures` are the files of which a small one is kept.
 */
export function recordedKnown(search: URLSearchParams, pictures: string[]): ListsHost {
  let lists = search.get("lists") === "empty" ? RECORDED.slice(0, 1) : RECORDED;
  const gone = new Map<string, Set<string>>();
  let before: { lists: ListOverview[]; what: Record<Lang, string>; entry?: [list: string, id: string] } | null = null;
  const known = (name: string): ListOverview => {
    const found = lists.find((list) => list.name === name);
    if (!found) throw failure(`There is no list “${name}”.`);
    return found;
  };
  const change = (now: ListOverview[], en: string, fr: string, entry?: [string, string]) => {
    before = { lists, what: { en: `Undone: ${en}.`, fr: `Annulé : ${fr}.` }, ...(entry ? { entry } : {}) };
    return (lists = now);
  };
  const entriesOf = (list: ListOverview) => {
    const without = gone.get(list.name) ?? new Set();
    const all = Array.from({ length: list.entries + without.size }, (_, at) => entry(at, list.origin === "imported" ? [] : pictures));
    return all.filter(({ id }) => !without.has(id ?? ""));
  };
  return {
    listOverview: async () => lists,
    async listEntries(name, words, offset) {
      const list = known(name);
      if (list.problem) throw failure(list.problem);
      const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
      const holds = ({ title, rating, what, sha256, fact_check_url }: ListedEntry) => {
        const said = [title, rating, what, fact_check_url ?? ""].join(" ").toLowerCase();
        return asked.every((word) => said.includes(word) || (word.length >= 4 && sha256?.startsWith(word)));
      };
      const found = entriesOf(list).filter(holds);
      return { entries: found.slice(offset, offset + PAGE), found: found.length, total: list.entries };
    },
    async importKnown(how): Promise<ListImport | null> {
      if (search.get("import") === "none") return null;
      if (search.get("import") === "rejected") return REJECTED;
      const name = how.name.trim() || "Checked in October";
      const replaced = lists.some((list) => list.name === name);
      if (replaced && !how.replace) throw failure(`You have a list under the name ${name} already.`);
      const taken = imported(name, how);
      change([...lists.filter((list) => list.name !== name), taken], `the import of “${name}”`, `l'import de « ${name} »`);
      return { outcome: "imported", list: taken, replaced, formulae: 2 };
    },
    exportKnown: async (name, format) => ({ path: `/home/ada/${name.toLowerCase().replaceAll(" ", "-")}.${format}`, entries: known(name).entries }),
    async switchKnown(name, on) {
      const switched = known(name);
      const what = on ? (["on", "l'activation"] as const) : (["off", "la désactivation"] as const);
      const now = lists.map((list) => (list === switched ? { ...list, on } : list));
      return change(now, `the switching ${what[0]} of “${name}”`, `${what[1]} de « ${name} »`);
    },
    async removeKnown(name) {
      const removed = known(name);
      return change(lists.filter((list) => list !== removed), `the removal of “${name}”`, `la suppression de « ${name} »`);
    },
    async removeKnownEntry(name, asked) {
      const from = known(name);
      gone.set(name, new Set([...(gone.get(name) ?? []), asked]));
      const now = lists.map((list) => (list === from ? { ...list, entries: list.entries - 1, changed: list.origin === "imported" } : list));
      return change(now, `the removal of an entry of “${name}”`, `le retrait d'une entrée de « ${name} »`, [name, asked]);
    },
    async undoKnownChange(lang) {
      if (!before) throw failure("There is nothing to undo: your lists were not changed yet.");
      const { what, lists: then, entry } = before;
      if (entry) gone.get(entry[0])?.delete(entry[1]);
      [lists, before] = [then, null];
      return what[lang];
    },
  };
}

const RECORDED: ListOverview[] = [
  list("Whence starter list", { origin: "shipped", entries: 30, owner: "Whence", licence: "CC0-1.0" }),
  list("Desk", { origin: "made", entries: 240, imported_at: "2026-10-02T08:00:00Z", owner: "Our fact-checking desk" }),
  list("Partner agency", {
    entries: 12_480,
    on: false,
    file: "partner.csv",
    owner: "Partner agency",
    licence: "CC-BY-4.0",
    imported_at: "2026-09-14T10:15:00Z",
    changed: true,
  }),
  list("Elections", { origin: "team", entries: 86, owner: "Newsroom", imported_at: "2026-11-02T17:30:00Z", by: "Chidi" }),
  list("Old archive", {
    entries: 1_204,
    file: "archive-2019.ndjson",
    imported_at: "2026-03-21T09:05:00Z",
    problem: "The list “Old archive” is not as it was kept: something else changed its file. Import it anew.",
  }),
];

const REJECTED: ListImport = {
  outcome: "rejected",
  file: "checked ⟨U+202E⟩vsc.csv",
  lines: [
    "line 2: sha256 is not 64 hexadecimal digits",
    "line 7: label is none of ai_generated, altered, out_of_context, staged, satire, original, other",
    "line 12: title is missing",
    "line 13: its id “a-<b>17</b>” is that of line 4 too",
  ],
  more: 38,
  sentence: "Nothing was imported: 42 lines cannot be taken. Mend them and import again.",
};

/** What no list should be able to do to the page. */
const HOSTILE = ["<img src=x onerror=alert(1)> <b>Bold</b>", "Invoice \u202egpj.exe", `Very long ${"title ".repeat(80)}`];

function failure(sentence: string): Failure {
  return { kind: "known", sentence };
}

function list(name: string, has: Partial<ListOverview>): ListOverview {
  const nothing = { owner: null, licence: null, imported_at: null, file: null, by: null, problem: null };
  const sha256 = [...name].reduce((digits, letter) => digits + (letter.charCodeAt(0) % 256).toString(16).padStart(2, "0"), "").padEnd(64, "4d");
  return { name, on: true, origin: "imported", entries: 0, sha256: sha256.slice(0, 64), changed: false, ...nothing, ...has };
}

function imported(name: string, how: ImportChoice): ListOverview {
  const said = { owner: how.owner.trim() || null, licence: how.licence.trim() || null };
  return list(name, { entries: 3, file: "checked.csv", imported_at: "2026-11-27T09:00:00Z", ...said });
}

function entry(at: number, pictures: string[]): ListedEntry {
  const digits = (at * 2_654_435_761 + 11_259_375).toString(16).padStart(16, "0").slice(0, 16);
  const picture = pictures[at];
  return {
    id: `${at + 1}`,
    sha256: picture ?? digits.repeat(4),
    pixels_sha256: null,
    pdq: digits.repeat(4),
    title: HOSTILE[at - 3] ?? `Picture ${at + 1}`,
    label: at % 3 === 0 ? "ai_generated" : at % 3 === 1 ? "altered" : "original",
    rating: at % 3 === 2 ? "Unaltered" : at % 3 === 1 ? "False" : "ai_generated",
    what: "Taken in Passau in June 2013; shared in 2024 as Valencia.",
    date: "2026-05-04",
    source_url: "https://example.org/pictures",
    fact_check_url: at % 2 ? null : `https://example.org/checks/${at + 1}`,
    pictured: picture !== undefined,
  };
}
