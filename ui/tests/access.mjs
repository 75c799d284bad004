// What a page in a browser can be asked about access. Each function returns complaints, one sentence each.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Of WCAG 2.2 AA, and off in axe unless asked for. */
const RULES = { "target-size": { enabled: true } };

/** What axe finds against WCAG 2.0 to 2.2, levels A and AA. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ([runOnly, rules]) => {
      const { violations } = await window.axe.run(document, { runOnly, rules, resultTypes: ["violations"] });
      return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
    },
    [TAGS, RULES],
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.join(" | ")}`);
}

/**
 * WCAG 1.4.10: what does not fit. The page never scrolls sideways, though a table or bytes may within their own bounds; and
 * nothing that is clipped holds more text than it shows, unless an ellipsis says so.
 */
export function overflowing(page) {
  return page.evaluate(() => {
    const complaints = [];
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide > 0) complaints.push(`the page scrolls sideways by ${wide} pixels`);
    for (const element of document.body.querySelectorAll("*")) {
      if (!(element instanceof HTMLElement) || element.clientWidth <= 1) continue;
      const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
      if (clipPath !== "none") continue; // Only read aloud.
      const clips = (overflowX === "hidden" || overflowX === "clip") && textOverflow !== "ellipsis";
      if (clips && element.textContent.trim() !== "" && element.scrollWidth > element.clientWidth + 1)
        complaints.push(`text is cut off: ${element.outerHTML.slice(0, 120)}`);
    }
    return complaints;
  });
}

/** What still moves where a person asked for less motion: only colours and opacity may take their time. */
export function moving(page) {
  return page.evaluate(() => {
    const still = /^(none|opacity|visibility|color|fill|stroke|(background|border|outline|text-decoration)(-\w+)*-color|box-shadow)$/;
    const complaints = [];
    if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") complaints.push("scrolling is smooth");
    for (const animation of document.getAnimations()) {
      const frames = animation.effect?.getKeyframes() ?? [];
      const moved = frames.flatMap((frame) => Object.keys(frame)).filter((key) => !/^(offset|computedOffset|easing|composite)$/.test(key));
      const lasts = Number(animation.effect?.getComputedTiming().duration) > 0;
      const properties = moved.map((key) => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)).filter((key) => !still.test(key));
      if (lasts && properties.length > 0) complaints.push(`an animation of ${properties.join(", ")} runs`);
    }
    for (const element of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const { transitionProperty, transitionDuration, content } = getComputedStyle(element, part);
        if (part && content === "none") continue;
        const seconds = transitionDuration.split(", ");
        const moved = transitionProperty.split(", ").filter((name, i) => parseFloat(seconds[i % seconds.length]) > 0 && !still.test(name));
        if (moved.length > 0) complaints.push(`${moved.join(", ")} of ${element.outerHTML.slice(0, 100)} would take ${transitionDuration}`);
      }
    }
    return complaints;
  });
}

/** More stops than any state has: a walk that does not come to its end is trapped. */
const MOST_STOPS = 400;

/**
 * Walks through the page by Tab. Each stop must show where it is (WCAG 2.4.7), not be hidden under something else (2.4.11), and
 * not stand before the one that it follows, as the page is seen (2.4.3): not above it in its own column, nor left of it in its line.
 */
export async function astray(page) {
  const complaints = [];
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo({ top: 0, behavior: "instant" });
    getSelection()?.setPosition(document.body, 0);
  });
  let before = null;
  for (let n = 0; n < MOST_STOPS; n += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(standing);
    if (stop === null) return n === 0 ? ["nothing takes the focus"] : complaints;
    if (stop.again) return complaints;
    if (!stop.outlined) complaints.push(`the focus is not seen on ${stop.html}`);
    if (stop.hidden) complaints.push(`the focus is under something else on ${stop.html}`);
    if (before && !stop.sticks && !before.sticks) {
      const [a, b] = [before.box, stop.box];
      const lined = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.bottom - a.top, b.bottom - b.top) / 2;
      const columned = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0;
      if ((lined && b.right <= a.left) || (b.bottom <= a.top && (columned || b.left < a.left)))
        complaints.push(`the focus goes back from ${before.html} to ${stop.html}`);
    }
    before = stop;
  }
  return [...complaints, `the focus has not come round after ${MOST_STOPS} stops`];
}

/** What has the focus now, as the page shows it; runs in the page. */
function standing() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const again = element.dataset.walked === "1";
  element.dataset.walked = "1";
  const visible = (color) => !/^(transparent|rgba\(.*, 0\))$/.test(color);
  const shows = (node) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && visible(outlineColor);
  };
  // A control that is drawn by its label shows its focus there.
  const outlined = [element, element.closest("label")].some((node) => node && shows(node));
  const box = element.getBoundingClientRect();
  const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
  const hit = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element) || element.closest("label")?.contains(top));
  });
  let sticks = false;
  for (let at = element; at; at = at.parentElement) sticks ||= ["sticky", "fixed"].includes(getComputedStyle(at).position);
  const { scrollX: dx, scrollY: dy } = window;
  return {
    again,
    outlined,
    hidden: !hit,
    sticks,
    box: { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy },
    html: element.cloneNode(false).outerHTML.replace(' data-walked="1"', "").slice(0, 120),
  };
}

/** Where the system chooses the colours, what has a background of its own must have a border instead. */
export async function borderless(page) {
  await page.emulateMedia({ forcedColors: "active" });
  const complaints = await page.evaluate(() => {
    const bare = [...document.querySelectorAll("button, select, input, textarea, .card, dialog")].filter((element) => {
      const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element);
      const bordered = parseFloat(borderTopWidth) > 0 && borderTopStyle !== "none" && borderTopColor !== "rgba(0, 0, 0, 0)";
      const { width, height } = element.getBoundingClientRect();
      const drawn = element.matches('input[type="radio"], input[type="checkbox"], input[type="range"]');
      // A word or an icon that is seen by itself needs none.
      return width > 0 && height > 0 && !drawn && !bordered && !element.innerText?.trim() && !element.querySelector("svg");
    });
    return bare.map((element) => `no border in forced colours: ${element.cloneNode(false).outerHTML.slice(0, 120)}`);
  });
  return [...complaints, ...(await astray(page)).filter((complaint) => complaint.includes("not seen"))];
}
