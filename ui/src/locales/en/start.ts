import type { places as frenchPlaces, start as french } from "../fr/start";

export const start: typeof french = {
  headline: "Where does this picture come from?",
  drop: "Drop a picture, several, or a folder on this window",
  open: "Open…",
  openFolder: "Open a folder…",
  paste: "Paste",
  formats: "Reads",
  recent: "Recent",
  clearRecent: "Forget recent files",
  samples: "No picture at hand? Try one of ours",
  samplesWhy: "They were made for this, and ship with the program.",
  allSamples: "Open all of them",
  tells: "What Whence can tell, and what it cannot",
  sentence: {
    reads: "Whence reads what the file itself can prove about its origin, and gives its reasons: signatures, dates and traces, marks of generators, matches with known pictures.",
    usual: "Most pictures from social networks end with “Nothing conclusive”: that speaks neither for them nor against them.",
    limit: "It never says whether a scene or its caption is true: no file can show that.",
    here: "Everything happens on this computer, and nothing leaves it without a click of yours.",
  },
};

export const places: typeof frenchPlaces = {
  label: "Places",
  pictures: "Pictures",
  lists: "Known lists",
  log: "Log",
  logBroken: "Log: disagrees",
  settings: "Settings",
};
