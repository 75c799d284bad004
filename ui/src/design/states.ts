/** States of a control that only a pointer or a keyboard brings about. */
const STATES = ["hover", "focus-visible", "active"];

/** Lets the product's own rules for these states also hold for elements with a class of that name, to show them at rest. */
export function showStates(): void {
  const shown = new CSSStyleSheet();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSStyleRule)) continue;
      const forced = STATES.reduce((selector, state) => selector.replaceAll(`:${state}`, `.is-${state}`), rule.selectorText);
      if (forced !== rule.selectorText) shown.insertRule(`${forced} { ${rule.style.cssText} }`, shown.cssRules.length);
    }
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, shown];
}
