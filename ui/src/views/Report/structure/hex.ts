import type { Span } from "./parts";

/** Bytes of a line. */
export const LINE = 16;

/** One line: where it begins in the file, a multiple of [`LINE`], and its bytes, absent where they were not asked for. */
export interface HexLine {
  offset: number;
  bytes: (number | null)[];
}

/** Bytes beside each other that are all marked, or all not. */
export interface Run {
  bytes: (number | null)[];
  marked: boolean;
}

/** Bytes from `from` on as lines. */
export function hexLines(from: number, bytes: Uint8Array): HexLine[] {
  const start = from - (from % LINE);
  const count = Math.ceil((from - start + bytes.length) / LINE);
  return Array.from({ length: count }, (_, line) => {
    const offset = start + line * LINE;
    return { offset, bytes: Array.from({ length: LINE }, (_, at) => bytes[offset + at - from] ?? null) };
  });
}

/** A line cut where marked bytes begin and end. */
export function runs({ offset, bytes }: HexLine, marked: Span | null): Run[] {
  const found: Run[] = [];
  bytes.forEach((byte, at) => {
    const inside = marked !== null && byte !== null && offset + at >= marked.offset && offset + at < marked.offset + marked.length;
    const last = found.at(-1);
    if (last?.marked === inside) last.bytes.push(byte);
    else found.push({ bytes: [byte], marked: inside });
  });
  return found;
}

/** `49 49 2A 00` */
export function hex(bytes: (number | null)[]): string {
  return bytes.map((byte) => (byte === null ? "  " : digits(byte, 2))).join(" ");
}

/** Letters, digits and signs of ASCII; a dot for all others, and nothing for what is absent. */
export function characters(bytes: (number | null)[]): string {
  return bytes.map((byte) => (byte === null ? " " : byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte === 0x20 ? " " : "·")).join("");
}

/** Where a line begins, as editors write it: at least eight digits. */
export function place(offset: number): string {
  return digits(offset, 8);
}

/** Bytes for elsewhere: sixteen to a line. */
export function asHex(bytes: Uint8Array): string {
  return hexLines(0, bytes).map(({ bytes }) => hex(bytes).trimEnd()).join("\n");
}

function digits(n: number, count: number): string {
  return n.toString(16).toUpperCase().padStart(count, "0");
}
