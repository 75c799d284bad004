/** A node of a tree. */
export interface TreeNode {
  /** What is typed to come to it. */
  name: string;
  /** The index of the node above, smaller than its own; absent for a root. */
  parent: number | null;
}

/** A node that is seen, and where it stands. */
export interface Line {
  /** The node's index. */
  at: number;
  parent: number | null;
  /** 1 for a root. */
  level: number;
  /** Among the nodes beside it, from 1 on, and how many these are. */
  position: number;
  size: number;
  /** Whether the nodes below it are seen; absent where there are none. */
  open: boolean | null;
}

/** What a key does in a tree: where it goes, or what it opens or closes. */
export interface Move {
  to?: number;
  open?: number[];
  close?: number;
}

/** Which nodes stand below which, by their indices. */
export interface Below {
  roots: number[];
  of: (number[] | undefined)[];
}

/**
 * The nodes that are seen, from the top down, where those in `closed` hide what stands below them. `below` is made once for a
 * tree of many.
 */
export function lines(nodes: TreeNode[], closed: ReadonlySet<number>, below: Below = childrenOf(nodes)): Line[] {
  const seen: Line[] = [];
  const left = placed(below.roots, null, 1);
  for (let line = left.pop(); line; line = left.pop()) {
    const children = below.of[line.at] ?? [];
    const open = children.length === 0 ? null : !closed.has(line.at);
    seen.push({ ...line, open });
    if (open) left.push(...placed(children, line.at, line.level + 1));
  }
  return seen;
}

/** Lines that a press goes on. */
const PAGE = 10;

/** The keys of a tree view (WAI-ARIA Authoring Practices 1.2): arrows, Home, End, pages, `*`, and the first letter of a name. */
export function move(key: string, at: number, seen: Line[], nodes: TreeNode[]): Move | null {
  const row = seen.findIndex((line) => line.at === at);
  const line = seen[row];
  if (!line) return null;
  const to = (target: Line | undefined): Move | null => (target ? { to: target.at } : null);
  switch (key) {
    case "ArrowDown":
      return to(seen[row + 1]);
    case "ArrowUp":
      return to(seen[row - 1]);
    case "Home":
      return to(seen[0]);
    case "End":
      return to(seen.at(-1));
    case "PageDown":
      return to(seen[Math.min(row + PAGE, seen.length - 1)]);
    case "PageUp":
      return to(seen[Math.max(row - PAGE, 0)]);
    case "ArrowRight":
      if (line.open === null) return null;
      return line.open ? to(seen[row + 1]) : { open: [at] };
    case "ArrowLeft":
      if (line.open) return { close: at };
      return line.parent === null ? null : { to: line.parent };
    case "*":
      return { open: seen.filter((other) => other.parent === line.parent && other.open === false).map(({ at }) => at) };
  }
  if ([...key].length !== 1 || key === " ") return null;
  const after = [...seen.slice(row + 1), ...seen.slice(0, row)];
  return to(after.find((other) => nodes[other.at]?.name.toLowerCase().startsWith(key.toLowerCase())));
}

/** The nodes above a node, the nearest first. */
export function above(nodes: TreeNode[], at: number): number[] {
  const found: number[] = [];
  for (let up = parentOf(nodes, at); up !== null; up = parentOf(nodes, up)) found.push(up);
  return found;
}

export function childrenOf(nodes: TreeNode[]): Below {
  const below: Below = { roots: [], of: [] };
  nodes.forEach((_, i) => {
    const parent = parentOf(nodes, i);
    if (parent === null) below.roots.push(i);
    else (below.of[parent] ??= []).push(i);
  });
  return below;
}

/** In the order in which they are taken from the end. */
function placed(siblings: number[], parent: number | null, level: number): Omit<Line, "open">[] {
  return siblings.map((at, i) => ({ at, parent, level, position: i + 1, size: siblings.length })).reverse();
}


/** A parent that comes later would make a circle: such a node is a root. */
function parentOf(nodes: TreeNode[], at: number): number | null {
  const parent = nodes[at]?.parent ?? null;
  return parent !== null && parent >= 0 && parent < at ? parent : null;
}
