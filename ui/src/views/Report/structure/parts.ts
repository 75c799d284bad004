import type { Part } from "$model";
import type { TreeNode } from "../../../shared/tree";

/** Bytes of the file. */
export interface Span {
  offset: number;
  length: number;
}

/** The parts as a tree: each stands below the last before it that is less deep. */
export function nodesOf(parts: Part[]): TreeNode[] {
  /** The part before, and those around it. */
  const around: number[] = [];
  return parts.map(({ name, depth }, at) => {
    while (around.length > 0 && (parts[around.at(-1) ?? 0]?.depth ?? 0) >= depth) around.pop();
    const parent = around.at(-1) ?? null;
    around.push(at);
    return { name, parent };
  });
}

/** The deepest part that holds the first byte of a span; absent where none does. */
export function partAt(parts: Part[], { offset }: Span): number | null {
  let found: number | null = null;
  parts.forEach((part, at) => {
    const holds = part.offset <= offset && offset < part.offset + part.length;
    if (holds && (found === null || part.depth >= (parts[found]?.depth ?? 0))) found = at;
  });
  return found;
}
