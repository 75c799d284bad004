import type { LucideIcon } from "@lucide/svelte";
import Alert from "@lucide/svelte/icons/triangle-alert";
import Back from "@lucide/svelte/icons/arrow-left";
import Ban from "@lucide/svelte/icons/ban";
import Bin from "@lucide/svelte/icons/trash-2";
import Book from "@lucide/svelte/icons/notebook-text";
import Bytes from "@lucide/svelte/icons/binary";
import Check from "@lucide/svelte/icons/check";
import Circle from "@lucide/svelte/icons/circle";
import Clipboard from "@lucide/svelte/icons/clipboard";
import Copy from "@lucide/svelte/icons/copy";
import Cross from "@lucide/svelte/icons/x";
import Dash from "@lucide/svelte/icons/minus";
import Dot from "@lucide/svelte/icons/circle-dot";
import Down from "@lucide/svelte/icons/arrow-down";
import Elsewhere from "@lucide/svelte/icons/external-link";
import Enlarge from "@lucide/svelte/icons/maximize-2";
import Fit from "@lucide/svelte/icons/scan";
import Frames from "@lucide/svelte/icons/images";
import Further from "@lucide/svelte/icons/zoom-out";
import Halves from "@lucide/svelte/icons/square-split-horizontal";
import House from "@lucide/svelte/icons/house";
import Lens from "@lucide/svelte/icons/scan-search";
import List from "@lucide/svelte/icons/list";
import More from "@lucide/svelte/icons/ellipsis";
import Nearer from "@lucide/svelte/icons/zoom-in";
import Next from "@lucide/svelte/icons/circle-arrow-right";
import Open from "@lucide/svelte/icons/folder-open";
import Pen from "@lucide/svelte/icons/pencil";
import Picture from "@lucide/svelte/icons/image";
import Question from "@lucide/svelte/icons/circle-question-mark";
import Return from "@lucide/svelte/icons/corner-up-left";
import Said from "@lucide/svelte/icons/message-square-text";
import Save from "@lucide/svelte/icons/download";
import Scales from "@lucide/svelte/icons/scale";
import Seal from "@lucide/svelte/icons/stamp";
import SealBroken from "@lucide/svelte/icons/unlink";
import Search from "@lucide/svelte/icons/search";
import Settings from "@lucide/svelte/icons/sliders-horizontal";
import Spark from "@lucide/svelte/icons/sparkles";
import Tag from "@lucide/svelte/icons/tag";
import Team from "@lucide/svelte/icons/users";
import Undo from "@lucide/svelte/icons/undo-2";
import Turn from "@lucide/svelte/icons/rotate-cw";
import Up from "@lucide/svelte/icons/arrow-up";

/**
 * The shapes that stand beside words, by what they mean here. Each is imported from its own module: the whole set weighs
 * more than the page. A signature wears a stamp, never a tick or a shield, which would say more than a signature can.
 */
export const ICONS = {
  alert: Alert,
  back: Back,
  ban: Ban,
  bin: Bin,
  book: Book,
  bytes: Bytes,
  check: Check,
  circle: Circle,
  clipboard: Clipboard,
  copy: Copy,
  cross: Cross,
  dash: Dash,
  dot: Dot,
  down: Down,
  elsewhere: Elsewhere,
  enlarge: Enlarge,
  fit: Fit,
  frames: Frames,
  further: Further,
  halves: Halves,
  house: House,
  lens: Lens,
  list: List,
  more: More,
  nearer: Nearer,
  next: Next,
  open: Open,
  pen: Pen,
  picture: Picture,
  question: Question,
  return: Return,
  said: Said,
  save: Save,
  scales: Scales,
  seal: Seal,
  sealBroken: SealBroken,
  search: Search,
  settings: Settings,
  spark: Spark,
  tag: Tag,
  team: Team,
  undo: Undo,
  turn: Turn,
  up: Up,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;
