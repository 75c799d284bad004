/** A section of the report as a person finds it. */
export interface Section {
  title: string;
  heading: HTMLElement;
  /** Findings of checks that it tells, or is about. */
  findings: number;
  /** Those of its parts that have findings. */
  parts: Section[];
}

const FINDING = '[data-testid="row"][data-status="finding"]';

/** The sections that are on the page now, in the order in which they are read: some come later, some not at all. */
export function sections(report: HTMLElement): Section[] {
  return [...report.querySelectorAll<HTMLElement>("section.card")].flatMap((section): Section[] => {
    const heading = section.querySelector<HTMLElement>("h1, h2");
    if (!heading) return [];
    const family = section.dataset["family"];
    const found = family ? report.querySelectorAll(`${FINDING}[data-check^="${family}/"]`) : section.querySelectorAll(FINDING);
    return [{ title: textOf(heading), heading, findings: found.length, parts: partsOf(section) }];
  });
}

function partsOf(section: HTMLElement): Section[] {
  return [...section.querySelectorAll<HTMLElement>("[data-part]")].flatMap((part): Section[] => {
    const heading = part.querySelector<HTMLElement>("h3");
    const findings = part.querySelectorAll(FINDING).length;
    return heading && findings > 0 ? [{ title: textOf(heading), heading, findings, parts: [] }] : [];
  });
}

/** Takes the reader to a section. */
export function goTo(heading: HTMLElement): void {
  if (heading.tabIndex < 0) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

function textOf(heading: HTMLElement): string {
  return heading.textContent.replace(/\s+/g, " ").trim();
}
