import { locale } from "../../locales/locale.svelte";
import type { Words } from "../../shared/comparison";

/** What every comparison of two pictures says. */
export function compareWords(): Omit<Words, "title" | "edge" | "edgeAt"> {
  const { t } = locale;
  return {
    close: t.close,
    way: t.compare.way,
    ways: { side: t.compare.side, slide: t.compare.slide, difference: t.compare.difference },
    brighter: t.compare.brighter,
    difference: t.compare.differs,
  };
}
