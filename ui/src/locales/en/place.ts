import type { map as frMap, masking as frMasking } from "../fr/place";

export const masking: typeof frMasking = {
  show: "Show positions and serial numbers",
  hide: "Hide them",
  masked: (n, shown) =>
    `${shown} value${n === 1 ? " is" : "s are"} hidden in this report: positions, serial numbers, names of owners. Reports are shown and passed on, and such values can give a person away.`,
  shown:
    "Positions, serial numbers and names of owners are shown. Hide them before you show or copy this report: they can give a person away.",
};

export const map: typeof frMap = {
  headline: "Position",
  hidden: "This file holds a position. It is hidden until you ask.",
  none: "This file has fields for a position, but what stands in them is no place on the globe, or names no hemisphere.",
  worth: "Read from the Exif fields, where anyone can write it. At best it tells where a receiver thought it was, not what the picture shows.",
  world: (where) => `Map of the world with a ring at ${where}`,
  around: (where) => `Around ${where}: a ring on the outline of the land`,
  outline: "The outline is coarse and drawn on this computer: nothing was sent.",
  coordinates: "Latitude, longitude",
  altitude: "Altitude",
  above: (metres) => `${metres} m above sea level or the reference ellipsoid`,
  below: (metres) => `${metres} m below sea level or the reference ellipsoid`,
  unsaid: (metres) => `${metres} m; nothing says whether above the sea`,
  direction: "Direction of view",
  trueNorth: (degrees) => `${degrees}° clockwise from true north`,
  magneticNorth: (degrees) => `${degrees}° clockwise from magnetic north`,
  someNorth: (degrees) => `${degrees}°; from which north is not said`,
  open: "Open on a map site",
  openWhy: "OpenStreetMap then learns this position, your internet address and the time. The picture is not sent.",
};
