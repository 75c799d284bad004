/** Red, green, blue from 0 to 255, and how opaque from 0 to 1. */
export type Colour = [red: number, green: number, blue: number, opacity: number];

/** `#rrggbb`, `rgb(r, g, b)` or `rgba(r, g, b, a)`, as styles and browsers write them. */
export function parsed(colour: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  const [r, g, b] = hex ? hex.slice(1).map((pair) => parseInt(pair, 16)) : (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (r === undefined || g === undefined || b === undefined) throw new Error(`${colour} is no colour`);
  return [r, g, b, hex ? 1 : Number(colour.match(/[\d.]+/g)?.[3] ?? 1)];
}

/** WCAG 2.2: from 1, where nothing is seen, to 21, black on white. What is not opaque is laid over the background first. */
export function contrast(front: Colour, back: Colour): number {
  const over = front.slice(0, 3).map((value, i) => value * front[3] + (back[i] ?? 0) * (1 - front[3]));
  const [high, low] = [luminance(over), luminance(back.slice(0, 3))].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
