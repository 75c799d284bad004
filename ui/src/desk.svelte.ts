import { createContext } from "svelte";
import type { Settings, Theme } from "./host/desk";
import type { Host } from "./host/host";
import { type Spoken, locale } from "./locales/locale.svelte";

/** What the person chose, for all views. */
export class Desk {
  /** Absent until they have come. */
  settings: Settings | null = $state.raw(null);
  #host: Host;

  constructor(host: Host) {
    this.#host = host;
    locale.follow(host.beginning.language);
    dress(host.beginning.theme);
    host.speak(locale.lang);
  }

  /** Rejects with a `Failure`. */
  async know(): Promise<Settings> {
    return (this.settings ??= await this.#host.settings(locale.lang));
  }

  /** Keeps some of them chosen otherwise, and does at once what they say. Rejects with a `Failure`; then nothing has changed. */
  async choose(changes: Partial<Settings>): Promise<Settings> {
    const before = await this.know();
    const kept = await this.#host.saveSettings({ ...before, ...changes }, locale.lang);
    this.settings = kept;
    if (kept.theme !== before.theme) dress(kept.theme);
    if (kept.language !== before.language) this.#speak(kept.language);
    return kept;
  }

  /** Speaks another language at once, and keeps it; that it could not be kept holds nobody up. */
  async speak(language: Spoken): Promise<void> {
    this.#speak(language);
    await this.choose({ language }).catch(() => {});
  }

  #speak(language: Spoken): void {
    locale.follow(language);
    this.#host.speak(locale.lang);
  }
}

/** The style sheet does the rest. */
function dress(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** What the person chose, for every component below `App`. */
export const [getDesk, setDesk] = createContext<Desk>();
