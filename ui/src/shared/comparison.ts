import type { Place } from "./place";

/** How two pictures are looked at. */
export type Way = "side" | "slide" | "difference";

export interface Side {
  src: string;
  alt: string;
  /** What it is, and what it is called. */
  label: string;
  name: string;
}

/** How the other picture lies in the first. */
export interface Alignment {
  place: Place;
  /** Whether its outline is drawn: where the two do not cover each other. */
  outlined: boolean;
}

export interface Words {
  title: string;
  close: string;
  way: string;
  ways: Record<Way, string>;
  edge: string;
  edgeAt: (hundredths: string) => string;
  brighter: string;
  difference: string;
}
