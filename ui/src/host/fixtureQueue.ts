/** Examinations of a queue that are kept, as many as the window keeps. */
export const KEPT = 64;

/** Paths of so many files, each named after the recording that it opens; one in fifty is refused where that was recorded. */
export function queued(n: number, recordings: string[]): string[] {
  const [refused, examined] = [recordings.filter((name) => name === "empty"), recordings.filter((name) => name !== "empty")];
  return Array.from({ length: n }, (_, at) => {
    const from = refused.length > 0 && at % 50 === 4 ? refused : examined;
    return `/queue/${from[at % from.length]}/${NAMES[at % NAMES.length]}_${String(at + 1).padStart(4, "0")}.jpg`;
  });
}

/** The recording that stands behind a path or an id. */
export function recordingOf(path: string): string {
  return /^\/queue\/([^/]+)\//.exec(path)?.[1] ?? path;
}

const NAMES = ["IMG", "DSC", "Été à la plage", "screenshot", "harbour at dawn", "PXL_20261118"];
