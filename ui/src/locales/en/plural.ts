/** The ending of a noun beside a number, or beside a number as it is written: one alone takes the singular. */
export const s = (n: number | string) => (Number(n) === 1 ? "" : "s");
