import type { Agreement } from "$model";

/** On a 16 × 16 grid: each agreement has a shape of its own, so that none is told by colour alone. */
export const SHAPES: Record<Agreement, { d: string; filled: boolean }> = {
  reference: { d: "M8 1 15 8 8 15 1 8Z", filled: true },
  agrees: { d: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z", filled: true },
  zone_apart: { d: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z", filled: false },
  later: { d: "M4 3 13 8 4 13Z", filled: true },
  earlier: { d: "M12 3 3 8l9 5Z", filled: true },
  unusable: { d: "M4 4l8 8M12 4l-8 8", filled: false },
};
