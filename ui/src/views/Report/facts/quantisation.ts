/** Where the next value of a zigzag stands in a row of eight (T.81 figure A.6). */
const ZIGZAG: readonly number[] = (() => {
  const places: number[] = [];
  for (let diagonal = 0; diagonal < 15; diagonal++) {
    const cells = [];
    for (let row = Math.max(0, diagonal - 7); row <= Math.min(7, diagonal); row++) cells.push(row * 8 + diagonal - row);
    places.push(...(diagonal % 2 === 0 ? cells.reverse() : cells));
  }
  return places;
})();

/** 64 values in zigzag order as eight rows of eight: the coarse shapes top left, the fine ones bottom right. */
export function rows(zigzag: number[]): number[][] {
  const natural = Array<number>(64).fill(0);
  ZIGZAG.forEach((place, i) => (natural[place] = zigzag[i] ?? 0));
  return Array.from({ length: 8 }, (_, row) => natural.slice(row * 8, row * 8 + 8));
}
