/** Part of a string: as it stands, or a control picture and the letters by which its control is called. */
export interface Piece {
  text: string;
  sign: string | null;
}

/** Abbreviations of ISO/IEC 6429, in the order of U+2400 to U+2421. */
const CALLED = (
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP DEL"
).split(" ");

/** Control pictures (`␊`, `␛`) apart from what stands around them: many fonts have none and show an empty box. */
export function pieces(text: string): Piece[] {
  return text
    .split(/([\u2400-\u2421])/)
    .map((part, i) => ({ text: part, sign: i % 2 === 1 ? (CALLED[part.charCodeAt(0) - 0x2400] ?? null) : null }))
    .filter(({ text }) => text !== "");
}
