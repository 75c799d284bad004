import { createContext } from "svelte";
import type { Beginning, Changes, Settings, Theme } from "./host/desk";
import type { Host } from "./host/host";
import { type Spoken, locale } from "./locales/locale.svelte";

/** What the person chose, for all views. */
export class Desk {
  /** Absent until they have come. */
  settings: Settings | null = $state.raw(null);
  #host: Host;
  /** What stood when the page last did as the settings say. */
  #followed: Beginning | null = null;
  /** Ends when all that was asked of the host has; how much of that has not. */
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(host: Host) {
    this.#host = host;
    locale.follow(host.beginning.language);
    dress(host.beginning.theme);
    host.speak(locale.lang);
  }

  /** What stands now: another program may have changed it. Rejects with a `Failure`. */
  know(): Promise<Settings> {
    return this.#ask(() => this.#host.settings(locale.lang));
  }

  /** Keeps some of them chosen otherwise, and does at once what then stands. Rejects with a `Failure`; then nothing has changed. */
  choose(changes: Changes): Promise<Settings> {
    // What stood before tells what is new; where that cannot be read, it cannot be changed either, and says so.
    if (!this.settings) this.know().catch(() => {});
    return this.#ask(() => this.#host.saveSettings(changes, locale.lang));
  }

  /** Speaks another language at once, and keeps it; that it could not be kept holds nobody up. */
  async speak(language: Spoken): Promise<void> {
    this.#speak(language);
    await this.choose({ language }).catch(() => {});
  }

  /** One after the other, so that the answer that comes last is what stands. */
  #ask(request: () => Promise<Settings>): Promise<Settings> {
    this.#waiting += 1;
    const asked = this.#last
      .then(request)
      .then((told) => {
        this.#followed ??= told;
        return (this.settings = told);
      })
      .finally(() => {
        // Somebody who chose twice would see the first choice again otherwise.
        if (--this.#waiting === 0) this.#follow();
      });
    this.#last = asked.catch(() => {});
    return asked;
  }

  /** Looks and speaks as what stands says, where that changed: a language that could not be kept is spoken on. */
  #follow(): void {
    if (!this.settings || !this.#followed) return;
    const { language, theme } = this.settings;
    if (theme !== this.#followed.theme) dress(theme);
    if (language !== this.#followed.language) this.#speak(language);
    this.#followed = this.settings;
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
