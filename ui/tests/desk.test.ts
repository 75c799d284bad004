import { afterEach, expect, test } from "vitest";
import { Desk } from "../src/desk.svelte";
import type { Changes, Settings } from "../src/host/desk";
import { fixture } from "../src/host/fixture";
import { settingsWith } from "../src/host/fixtureDesk";
import { locale } from "../src/locales/locale.svelte";

afterEach(() => void delete document.documentElement.dataset["theme"]);

/** A desk whose host answers the first change last, where it may; what it was asked, and what it keeps. */
async function slow() {
  const host = fixture(new URLSearchParams("lang=en"));
  let kept = await host.settings("en");
  const sent: Changes[] = [];
  const spoken: string[] = [];
  const desk = new Desk({
    ...host,
    speak: (lang) => void spoken.push(lang),
    settings: async () => kept,
    async saveSettings(changes): Promise<Settings> {
      const told = (kept = settingsWith(kept, changes));
      sent.push(changes);
      await new Promise((answer) => setTimeout(answer, sent.length === 1 ? 20 : 0));
      return told;
    },
  });
  return { desk, sent, spoken, kept: () => kept, elsewhere: (changes: Changes) => (kept = settingsWith(kept, changes)) };
}

test("two choices before the first answer are both kept", async () => {
  const { desk, sent, kept } = await slow();
  await Promise.all([desk.choose({ notify: false }), desk.choose({ network: { maps: true } })]);
  expect(sent).toEqual([{ notify: false }, { network: { maps: true } }]);
  expect([kept().notify, kept().network.maps]).toEqual([false, true]);
  expect(desk.settings).toEqual(kept());
});

test("what was chosen elsewhere since the settings were read stays, and is followed", async () => {
  const { desk, elsewhere } = await slow();
  await desk.know();
  elsewhere({ store: "postgres://desk@server/whence", theme: "dark" });
  expect(await desk.choose({ by: "Chloé" })).toMatchObject({ by: "Chloé", store: "postgres://desk@server/whence" });
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  elsewhere({ notify: false });
  expect(await desk.know()).toMatchObject({ notify: false });
});

test("of two languages the last is spoken, and the first not again", async () => {
  const { desk, spoken, kept } = await slow();
  await Promise.all([desk.speak("fr"), desk.speak("en")]);
  expect([locale.lang, kept().language, spoken]).toEqual(["en", "en", ["en", "fr", "en"]]);
});
