import type { Beginning, Changes, DeskHost, Settings } from "./desk";

/** A desk that is gone with the page: `&lang=fr`, `&theme=dark` say how the page begins. */
export function recordedDesk(search: URLSearchParams): DeskHost {
  const [language, theme] = [search.get("lang"), search.get("theme")];
  const beginning: Beginning = {
    language: language === "en" || language === "fr" ? language : "",
    theme: theme === "light" || theme === "dark" ? theme : "system",
  };
  let settings: Settings = {
    ...beginning,
    network: { credentials: false, maps: false, searches: false },
    notify: true,
    remember_files: true,
    by: "Ada Moreau",
    keep_pictures: true,
    keep_private: false,
    every_check: false,
    limits: { file_mib: 256, megapixels: 200, memory_mib: 2048, seconds: 30 },
    store: "",
    place: OWN_LOG,
  };
  let recent = search.has("recent")
    ? ["puffer-jacket.jpg", "harbour at dawn.png", "IMG_2041.JPG"].map((name, i) => ({
        path: `/home/ada/Pictures/${name}`,
        name,
        opened_at: `2026-11-2${6 - i}T09:30:00Z`,
      }))
    : [];
  return {
    beginning,
    settings: async () => settings,
    saveSettings: async (changes) => (settings = settingsWith(settings, changes)),
    speak: () => {},
    goWithoutIsolation: async () => {},
    about: async (lang) => ({
      version: "0.1.0",
      c2pa: "0.91.0",
      checks: 65,
      folder: "/home/ada/.config/whence",
      protection: lang === "fr" ? "Les fichiers sont lus dans une chambre close." : "Files are read in a locked room.",
      protected: true,
      ranges: { file_mib: [1, 256], megapixels: [1, 900], memory_mib: [512, 16_384], seconds: [5, 600] },
      limits: {
        file_bytes: settings.limits.file_mib * 2 ** 20,
        pixels: settings.limits.megapixels * 1_000_000,
        memory_bytes: settings.limits.memory_mib * 2 ** 20,
        seconds: settings.limits.seconds,
        fetch_bytes: 20 << 20,
        fetch_seconds: 20,
        at_once: 4,
        list_bytes: 2 ** 31,
      },
    }),
    recentFiles: async () => recent,
    clearRecentFiles: async () => void (recent = []),
    samples: async (lang) => SAMPLES.map(([name, en, fr]) => ({ name, what: lang === "fr" ? fr : en })),
    onMenu: () => {},
    pickFolder: async () => null,
    queueFinished: () => {},
  };
}

/** The settings with some of them chosen otherwise, as the window's host keeps them. */
export function settingsWith(settings: Settings, changes: Changes): Settings {
  const [network, limits] = [{ ...settings.network, ...changes.network }, { ...settings.limits, ...changes.limits }];
  return { ...settings, ...changes, network, limits, place: (changes.store ?? settings.store) || OWN_LOG };
}

const OWN_LOG = "/home/ada/.local/share/whence/ledger.sqlite";

/** Named after the recordings that they open. */
const SAMPLES = [
  ["known_match", "A drawing after a well-known made-up picture", "Un dessin d'après une image inventée bien connue"],
  ["declared_ai", "A picture with a generator's settings", "Une image avec les réglages d'un générateur"],
  ["changed_after_signing", "A signed picture, changed afterwards", "Une image signée, puis changée"],
] as const;
