/** The ending of a noun beside a number, or beside a number as it is written: zero and one take the singular. */
export const s = (n: number | string) => (Number(n) < 2 ? "" : "s");
