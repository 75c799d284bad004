// Writes src/views/Report/map/world.ts: the outline of the land, so that a position can be drawn without a connection.
// From Natural Earth, 1:110 million, land (public domain), as the package world-atlas carries it. `npm run world`.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/land-110m.json"), "utf8"));
const target = new URL("../src/views/Report/map/world.ts", import.meta.url);

/** Tenths of a degree east of 180° W and south of 90° N: as fine as the outline is. */
const point = ([longitude, latitude]) => [Math.round((longitude + 180) * 10), Math.round((90 - latitude) * 10)];

const [WIDTH, HEIGHT] = [3600, 1800];

/**
 * Land that crosses the date line goes on beyond the edge, and stands a second time at the other edge: nothing is drawn from
 * one edge to the other. What goes around the globe, Antarctica, is closed along the pole.
 */
function rings(coordinates) {
  let turns = 0;
  const points = coordinates.map(point).map(([x, y], i, all) => {
    if (i > 0) turns -= Math.round((x - all[i - 1][0]) / WIDTH);
    return [x + turns * WIDTH, y];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first[0] !== last[0]) points.push([last[0], HEIGHT], [first[0], HEIGHT], first);
  const shifted = (by) => points.map(([x, y]) => [x + by, y]);
  const copies = [0, -WIDTH, WIDTH].map(shifted);
  return copies.filter((copy) => copy.some(([x]) => x > 0) && copy.some(([x]) => x < WIDTH)).map(outline).join("");
}

/** Relative steps are short to write. Points that fall together are left out. */
function outline(ring) {
  const points = ring.filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
  if (points.length < 4) return "";
  const steps = points.slice(1, -1).map(([x, y], i) => `${x - points[i][0]},${y - points[i][1]}`);
  return `M${points[0].join()}l${steps.join(" ").replaceAll(/[ ,]-/g, "-")}z`;
}

const land = feature(atlas, atlas.objects.land);
const polygons = (land.features ?? [land]).flatMap(({ geometry: { type, coordinates } }) =>
  type === "Polygon" ? [coordinates] : coordinates,
);
const path = polygons.flat().map(rings).join("");

writeFileSync(
  target,
  `// Written by \`npm run world\` from Natural Earth, 1:110 million, land (public domain). Do not edit.

/** The land as an SVG path on 3600 × 1800 tenths of a degree: x from 180° W eastwards, y from 90° N southwards. */
export const LAND =
  "${path}";
`,
);
