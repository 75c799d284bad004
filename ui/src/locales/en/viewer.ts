import type { viewer as fr } from "../fr/viewer";

const s = (n: number) => (n === 1 ? "" : "s");

export const viewer: typeof fr = {
  stage: "The picture",
  keys: "Arrow keys move the picture, plus and minus zoom, zero shows all of it.",
  lensKeys: "Arrow keys move the magnifier; plus and minus zoom the picture, zero shows all of it.",
  tools: "Look closer",
  nearer: "Zoom in",
  further: "Zoom out",
  scale: "Scale",
  fit: "Show the whole picture",
  whole: "one pixel of the preview for one of the window",
  lens: "Magnifier",
  turn: "Turn by a quarter",
  enlarge: "Show over the whole window",
  turnedBy: (degrees) => `Turned ${degrees}° clockwise, for looking only: neither the file nor the report changes.`,
  asStored: (orientation) =>
    `Shown upright, as the file asks (Exif orientation ${orientation}); its pixels are stored another way round.`,
  reduced: (width, height) =>
    `The preview is smaller than the picture (${width} × ${height} pixels): it lacks the finest detail.`,
  mark: "Mark in the picture",
  knownPart: (title, list) => `“${title}”, on the list “${list}”`,
  lies: (left, right, top, bottom) =>
    `From pixel ${left} to pixel ${right} across, and from pixel ${top} to pixel ${bottom} down.`,
  liesTurned: "There it is turned or mirrored.",
  difference: "Where the file's own thumbnail differs",
  differenceTold:
    "The brighter and the more yellow, the more the thumbnail differs; the rest is the picture in dark grey. Compression leaves faint traces everywhere: only a clear shape says something.",
  misfit: "This difference is of another shape than the picture and cannot be laid over it. It stands below, beside the thumbnail.",
  contents: "In this report",
  findings: (n, shown) => `${shown} finding${s(n)}`,
};
