/** What a colour must be told apart from, and by how much: 4.5 for words, 3 for the edge of a control (WCAG 1.4.3, 1.4.11). */
export interface ColourToken {
  name: string;
  /** What it is for. */
  use: string;
  /** What it must not be used for. */
  not: string;
  /** The backgrounds that it stands on; none, where it is a background or bears no meaning. */
  on?: string[];
  least?: number;
}

const EVERYWHERE = ["page", "surface", "sunken", "hover"];

export const COLOURS: ColourToken[] = [
  { name: "page", use: "What everything lies on.", not: "A card: it would not stand out." },
  { name: "surface", use: "Cards, dialogs, fields, buttons.", not: "Something inside a card: take sunken." },
  { name: "sunken", use: "Parts of a card that belong together: a row, a choice; a control that is disabled.", not: "What stands on the page by itself: too near to it." },
  { name: "hover", use: "What the pointer is over.", not: "What is chosen: that needs an edge and a word." },
  { name: "text", use: "Words.", not: "Surfaces.", on: [...EVERYWHERE, "mark"], least: 4.5 },
  { name: "muted", use: "What explains: names of values, notes, times.", not: "Anything that a person must not miss.", on: EVERYWHERE, least: 4.5 },
  { name: "line", use: "Edges of cards, lines between rows.", not: "The only edge of a control: too faint." },
  { name: "control", use: "The edge of what can be pressed or filled.", not: "Words.", on: EVERYWHERE, least: 3 },
  { name: "accent", use: "The one main button, the focus, what is chosen.", not: "A verdict, good news.", on: EVERYWHERE, least: 4.5 },
  { name: "on-accent", use: "Words on the main button.", not: "Anywhere else.", on: ["accent", "accent-hover"], least: 4.5 },
  { name: "accent-hover", use: "The main button under the pointer.", not: "Anywhere else." },
  {
    name: "tone-statement",
    use: "The file, a signature or a list states something.",
    not: "Trust, approval, “all is well”: what states it may be wrong.",
    on: EVERYWHERE,
    least: 4.5,
  },
  {
    name: "tone-attention",
    use: "Look closer: findings that disagree, a wrong field, a log that broke.",
    not: "“Bad”, “fake”, alarm: most causes are innocent.",
    on: EVERYWHERE,
    least: 4.5,
  },
  {
    name: "tone-quiet",
    use: "Nothing conclusive, not assessable.",
    not: "“Clean”: that nothing was found proves nothing.",
    on: EVERYWHERE,
    least: 4.5,
  },
  { name: "backdrop", use: "Between a dialog and the page.", not: "Shading inside a card." },
  { name: "square", use: "The chequers behind transparent pictures.", not: "Surfaces." },
  { name: "other-square", use: "The other chequers.", not: "Surfaces." },
  { name: "mark", use: "What a search found, the bytes that are meant.", not: "A warning." },
  { name: "land", use: "Land on the map.", not: "Anywhere else." },
];

/** Tokens that are no colours. */
export const OTHERS: { name: string; use: string }[] = [
  { name: "shadow", use: "Under a card: that it lies on the page." },
  { name: "lifted", use: "Under a dialog: that it lies over everything." },
  { name: "radius", use: "Corners of a card. What lies inside has 8 px, a control 7 px, so that corners run alike." },
  { name: "sans", use: "All text that is read." },
  { name: "mono", use: "Hashes, bytes, values as stored: where each character counts." },
];

/** Sizes of text, in rem; 1 rem is 15 px where nobody chose another size. */
export const TYPE: { size: number; weight: number; use: string }[] = [
  { size: 1.625, weight: 700, use: "The verdict's headline. Once on a page." },
  { size: 1.375, weight: 700, use: "The heading of a view." },
  { size: 1.0625, weight: 650, use: "The heading of a card; the meaning of a verdict, at weight 400." },
  { size: 1, weight: 400, use: "Text." },
  { size: 0.9375, weight: 650, use: "A heading inside a card." },
  { size: 0.875, weight: 400, use: "Tables, notes (.small), small buttons." },
  { size: 0.8125, weight: 400, use: "Tags, times, what is said beside a value. Nothing is smaller but the axis of a drawing (0.75)." },
];

/** Distances in rem, from inside a control to between cards. */
export const SPACES: { size: number; use: string }[] = [
  { size: 0.25, use: "Between a label and its field." },
  { size: 0.375, use: "Between lines of a list." },
  { size: 0.5, use: "Between an icon and its word, between buttons." },
  { size: 0.75, use: "Inside a row; between parts of a card that belong together." },
  { size: 1, use: "Between parts of a card." },
  { size: 1.25, use: "Inside a card, between cards." },
  { size: 1.5, use: "Inside the verdict: the roomiest place." },
];
