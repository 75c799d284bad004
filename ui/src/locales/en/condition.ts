import type { condition as frCondition, thumbnail as frThumbnail } from "../fr/condition";

export const condition: typeof frCondition = {
  label: "What this file seems to have gone through",
  reasons: (n) => `What shows it (${n})`,
};

export const thumbnail: typeof frThumbnail = {
  headline: "The picture and its file's own thumbnail",
  picture: "The picture",
  own: "The file's thumbnail",
  difference: "Their difference: the brighter, the further apart",
  pictureAlt: (name) => `Preview of ${name}, beside its thumbnail`,
  ownAlt: (name) => `Thumbnail held by ${name}`,
  differenceAlt: (name) => `Difference between ${name} and its thumbnail`,
  noPicture: "No preview of the picture.",
  enlarge: (what) => `Enlarge: ${what}`,
  likeness: "Likeness",
  alike: {
    very: "very alike",
    somewhat: "somewhat alike",
    unlike: "unlike",
  },
  alikeOf: (words, n) => `${words} (${n} on a scale that ends at 1)`,
  tooEven: "too little contrast to compare",
  notCompared: "not compared",
  size: "Size of the thumbnail",
  turned: "Turn",
  turnedBy: (degrees) => `looks most like the picture when turned by ${degrees}° clockwise`,
  innocent:
    "A difference can be innocent: a program cropped, turned or toned the picture and left the camera's thumbnail as it was, or only borders and fine detail differ.",
  absence: "Likeness proves nothing: many programs make the thumbnail anew.",
};
