import { flushSync, mount, unmount } from "svelte";
import { afterEach, vi } from "vitest";
import type { Lang, Report } from "$model";
import App from "../src/App.svelte";
import { fixture } from "../src/host/fixture";
import type { Host } from "../src/host/host";
import { locale } from "../src/locales/locale.svelte";

// jsdom knows neither modal dialogs nor scrolling, and lays nothing out that could change its size.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
Element.prototype.scrollIntoView = () => {};
window.scrollTo = () => {};
Element.prototype.scrollTo ??= () => {};
globalThis.IntersectionObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as unknown as typeof IntersectionObserver;
// A list is told that it has room for ten lines, and each line how high it is.
globalThis.ResizeObserver = class {
  constructor(private heard: ResizeObserverCallback) {}
  observe(target: Element) {
    const height = target.getAttribute("role") === "listbox" ? 760 : 76;
    const entry = { target, contentRect: { width: 280, height } } as unknown as ResizeObserverEntry;
    queueMicrotask(() => this.heard([entry], this));
  }
  unobserve() {}
  disconnect() {}
};

let mounted: Record<string, unknown> | null = null;

/** The page over recorded reports; `changes` replace parts of the host. */
export function show(names: string[], lang: Lang, changes: Partial<Host> = {}): Host {
  clear();
  locale.speak(lang);
  const host: Host = { ...fixture(new URLSearchParams({ fixture: names.join(",") })), ...changes };
  host.beginning = { ...host.beginning, language: host.beginning.language || lang };
  mounted = mount(App, { target: document.body, props: { host } });
  flushSync();
  return host;
}

afterEach(clear);

function clear() {
  if (mounted) void unmount(mounted);
  mounted = null;
  document.body.replaceChildren();
}

/** A desk where every connection is switched on. */
export const connected: Pick<Host, "settings"> = {
  settings: async (lang) => ({
    ...(await fixture(new URLSearchParams()).settings(lang)),
    network: { credentials: true, maps: true, searches: true },
  }),
};

/** The element of that test id, once it is there. */
export function soon(testid: string): Promise<HTMLElement> {
  return until(() => {
    const element = all(testid)[0];
    if (!element) throw new Error(`there is no ${testid}`);
    return element;
  });
}

/** What `attempt` gives once it no longer throws. */
export function until<T>(attempt: () => T): Promise<T> {
  return vi.waitFor(attempt, 10_000);
}

export function all(testid: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
}

/** A recorded report. */
export function recorded(name: string, lang: Lang): Promise<Report> {
  return fixture(new URLSearchParams()).report(name, lang, false);
}
