// Drives the page in a headless Chromium over recorded reports, in every state a person meets, and fails on any
// violation of WCAG 2.0 to 2.2, levels A and AA, on what does not fit a narrow window, on motion that was not wanted, and on
// any error on the console, such as a breach of the policy; in some states also on a focus that goes astray, and where the
// system chooses the colours.
// `npm run axe`; CHROMIUM names another browser, SHOTS a folder for pictures of each state, LOOKS=all asks for both
// languages in both themes at every width. Names after it leave out all other states.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { astray, borderless, moving, overflowing, violations } from "./access.mjs";
import { unasked } from "./faulty.mjs";

const root = new URL("..", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "whence-axe-"));
const shots = process.env.SHOTS ?? null;

const shown = (page) => page.getByTestId("headline").waitFor();
/** Opens the comparison of the first match of this kind, or of any. */
async function compare(page, kind, way) {
  await shown(page);
  const match = kind ? `[data-testid="known-match"][data-kind="${kind}"]` : '[data-testid="known-match"]';
  await page.locator(`${match} [data-testid="compare-known"]`).first().click();
  await page.locator(`input[value="${way}"]`).check();
  await page.getByTestId("compare-then").waitFor();
}
/** Chooses the first decision about the picture that is shown. */
async function decide(page) {
  await shown(page);
  await page.getByTestId("choice").nth(1).locator("input").check();
}
async function openLog(page) {
  await page.getByTestId("to-log").click();
  await page.getByTestId("listed").waitFor();
}
/** Opens an entry by its position, whatever its kind. */
async function openEntry(page, position) {
  await openLog(page);
  await page.locator('[data-field="kind"]').selectOption("");
  await page.locator(`[data-position="${position}"]`).click();
  await page.locator(`[data-testid="entry"][data-position="${position}"] [data-testid="chain"]`).waitFor();
}
/** A queue of which every file has been examined. */
async function finished(page) {
  await shown(page);
  await page.getByTestId("queue-summary").waitFor({ state: "attached" });
}
const NARROW = 320; // 1280 wide at 400 %
async function openLists(page) {
  await page.getByTestId("to-lists").click();
  await page.getByTestId("search-lists").waitFor();
}
/** `widths`, where a state is only itself at some. */
const STATES = {
  start: { query: "", ready: (page) => page.getByTestId("open").waitFor() },
  declared_ai: { query: "?fixture=declared_ai", ready: shown },
  inconclusive: { query: "?fixture=inconclusive", ready: shown },
  unfolded: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await shown(page);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    },
  },
  dialog: {
    query: "?fixture=declared_ai",
    async ready(page) {
      await page.locator('[data-check="declared/generator-parameters"] button').last().click();
      await page.getByTestId("page").waitFor();
    },
  },
  shown: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await shown(page);
      await page.getByTestId("position").getByTestId("reveal").click();
      await page.getByTestId("world").waitFor();
      await page.getByTestId("position").scrollIntoViewIfNeeded();
    },
  },
  timeline: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await shown(page);
      await page.getByTestId("axis").waitFor();
      await page.getByTestId("timeline").scrollIntoViewIfNeeded();
    },
  },
  thumbnail: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await shown(page);
      await page.getByTestId("thumbnail-own").click();
      await page.getByTestId("enlarged").waitFor();
    },
  },
  stored: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await shown(page);
      await page.getByTestId("metadata").evaluate((details) => (details.open = true));
      await page.getByTestId("as-stored").check();
      await page.getByTestId("stored").first().scrollIntoViewIfNeeded();
    },
  },
  signed: { query: "?fixture=changed_after_signing", ready: shown },
  history: { query: "?fixture=history", ready: shown },
  compare: {
    query: "?fixture=history",
    async ready(page) {
      await page.getByTestId("compare").first().click();
      await page.getByTestId("compare-then").first().waitFor();
    },
  },
  json: {
    query: "?fixture=changed_after_signing",
    async ready(page) {
      await page.getByTestId("json").click();
      await page.getByTestId("json-search").fill("c2pa");
      await page.locator("mark[aria-current]").waitFor();
    },
  },
  trust: {
    query: "",
    async ready(page) {
      await page.getByTestId("to-settings").click();
      await page.getByTestId("trust-list").first().waitFor();
    },
  },
  marks: {
    query: "?fixture=declared_ai&marks=settings",
    async ready(page) {
      await page.getByTestId("marks-card").evaluate((card) => card.querySelectorAll("details").forEach((d) => (d.open = true)));
      await page.getByTestId("marks-card").scrollIntoViewIfNeeded();
    },
  },
  watermark: {
    query: "?fixture=inconclusive&marks=watermark",
    async ready(page) {
      // The viewer, once it stands, tells a scale of its own.
      await page.getByTestId("watermark").getByTestId("scale").waitFor();
      await page.getByTestId("marks-card").evaluate((card) => card.scrollIntoView());
    },
  },
  signed_mark: {
    query: "?fixture=inconclusive&marks=signed",
    async ready(page) {
      await page.getByTestId("marks-card").evaluate((card) => card.scrollIntoView());
    },
  },
  deepening: {
    query: "?fixture=inconclusive&marks=settings&pace=1200",
    async ready(page) {
      await page.getByTestId("deepen").click();
      await page.locator('[data-testid="deepening"]:not(:empty)').scrollIntoViewIfNeeded();
    },
  },
  known: { query: "?fixture=known_match", ready: shown },
  known_side: { query: "?fixture=known_match", ready: (page) => compare(page, "part", "side") },
  known_slide: { query: "?fixture=known_match", ready: (page) => compare(page, "near", "slide") },
  known_difference: {
    query: "?fixture=known_match",
    async ready(page) {
      await compare(page, "near", "difference");
      await page.getByTestId("brighter").check();
    },
  },
  known_page: { query: "?fixture=known_page", ready: (page) => compare(page, null, "side") },
  viewer: {
    query: "?fixture=known_page",
    async ready(page) {
      await shown(page);
      await page.getByTestId("overlay").first().check();
      await page.getByTestId("lens-on").click();
      await page.getByTestId("stage").focus();
      for (const key of ["+", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
      await page.getByTestId("viewer").scrollIntoViewIfNeeded();
    },
  },
  viewer_large: {
    query: "?fixture=signs_of_editing",
    async ready(page) {
      await shown(page);
      await page.getByTestId("enlarge").click();
      const large = page.getByTestId("viewer-large");
      await large.getByTestId("overlay").check();
      await large.getByTestId("turn").click();
      await large.getByTestId("overlay-picture").waitFor();
    },
  },
  bytes: {
    query: "?fixture=signs_of_editing",
    async ready(page) {
      await shown(page);
      await page.locator('[data-check="metadata/older-than-camera"] [data-to="bytes"]').first().click();
      await page.locator('[data-testid="hex-line"] mark').first().waitFor();
    },
  },
  field: {
    query: "?fixture=signs_of_editing",
    async ready(page) {
      await shown(page);
      await page.locator('[data-check="metadata/older-than-camera"] [data-to="field"]').first().click();
      await page.getByTestId("lead-back").waitFor();
    },
  },
  handoff: {
    query: "?fixture=signs_of_editing",
    async ready(page) {
      await shown(page);
      await page.getByTestId("search-elsewhere").click();
      await page.getByTestId("handoff").scrollIntoViewIfNeeded();
    },
  },
  handoff_off: {
    query: "?fixture=signs_of_editing",
    async ready(page) {
      await shown(page);
      await page.getByTestId("search-elsewhere").click();
      await page.getByTestId("search-site").nth(1).click();
      await page.getByTestId("switch-on").scrollIntoViewIfNeeded();
    },
  },
  add_known: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await page.getByTestId("add-known").click();
      await page.getByTestId("confirm-known").click();
      await page.getByTestId("wrong").first().waitFor();
    },
  },
  decision: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await decide(page);
      await page.getByTestId("decision-form").locator("details").evaluate((details) => (details.open = true));
      await page.locator('[data-field="by"]').fill("");
      await page.locator('[data-field="links"]').fill("example.org");
      await page.getByTestId("record-decision").click();
      await page.getByTestId("wrong").first().waitFor();
    },
  },
  decided: {
    query: "?fixture=inconclusive",
    async ready(page) {
      for (const reason of ["Asked the sender for the original.", "The sender's other frames agree with it."]) {
        await page.locator('[data-testid="choice"], [data-testid="change-decision"]').first().waitFor();
        if (await page.getByTestId("change-decision").count()) await page.getByTestId("change-decision").click();
        await decide(page);
        await page.locator('[data-field="reason"]').fill(reason);
        await page.locator('[data-field="links"]').fill("https://example.org/desk/1");
        await page.locator('[data-field="media_review"]').selectOption("staged_content");
        await page.getByTestId("record-decision").click();
        await page.getByTestId("decided").first().waitFor();
      }
      await page.getByTestId("decisions-before").evaluate((details) => (details.open = true));
      await page.getByTestId("decision").evaluate((card) => card.scrollIntoView());
    },
  },
  seen: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await page.getByTestId("seen-line").first().waitFor();
      await page.getByTestId("seen").locator(".reason").first().waitFor();
      await page.getByTestId("seen").scrollIntoViewIfNeeded();
    },
  },
  seen_failed: { query: "?fixture=inconclusive&log=fails", ready: (page) => page.getByTestId("seen-failed").waitFor() },
  log: { query: "", ready: openLog },
  log_all: {
    query: "?log=long",
    async ready(page) {
      await openLog(page);
      await page.locator('[data-field="kind"]').selectOption("");
      await page.getByTestId("more-filters").evaluate((details) => (details.open = true));
      await page.locator('[data-field="by"]').fill("a");
      await page.locator('[data-testid="listed"]:not(:empty)').waitFor();
    },
  },
  log_none: {
    query: "",
    async ready(page) {
      await openLog(page);
      await page.locator('[data-field="words"]').fill("zeppelin");
      await page.getByTestId("log-none").waitFor();
    },
  },
  log_empty: { query: "?log=empty", ready: (page) => openLog(page).then(() => page.getByTestId("log-empty").waitFor()) },
  log_fails: {
    query: "?log=fails",
    async ready(page) {
      await page.getByTestId("to-log").click();
      await page.getByRole("alert").waitFor();
    },
  },
  log_verifying: {
    query: "?pace=700",
    async ready(page) {
      await openLog(page);
      await page.getByTestId("verify-start").click();
      await page.getByTestId("verifying").waitFor();
    },
  },
  log_verified: {
    query: "",
    async ready(page) {
      await openLog(page);
      await page.getByTestId("verify-start").click();
      await page.getByTestId("agrees").waitFor();
      await page.locator('[data-testid="export-log"] [data-format="csv"]').click();
      await page.locator('[data-testid="export-log"] [role="status"]:not(:empty)').waitFor();
    },
  },
  log_settings: {
    query: "",
    async ready(page) {
      await openLog(page);
      await page.getByTestId("log-settings-open").click();
      await page.locator('[data-field="store"]').fill("postgres://desk:secret@server/whence");
      await page.getByTestId("save-log-settings").click();
      await page.getByTestId("wrong").waitFor();
    },
  },
  warning: {
    query: "?fixture=inconclusive&log=broken",
    async ready(page) {
      await openLog(page);
      await page.getByTestId("verify-start").click();
      await page.getByTestId("log-warning").waitFor();
      await page.getByTestId("log-leave").click();
      await shown(page);
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  entry: { query: "", ready: (page) => openEntry(page, 3) },
  entry_other: {
    query: "?fixture=inconclusive",
    async ready(page) {
      await shown(page);
      await page.getByTestId("log-report").click();
      await page.getByTestId("open-entry").click();
      await page.getByTestId("looks").waitFor();
      await page.getByTestId("verify-file").click();
      await page.getByTestId("file-told").waitFor();
      await page.getByTestId("decide-entry").click();
      await page.getByTestId("chain").evaluate((details) => (details.open = true));
    },
  },
  entry_french: { query: "", ready: (page) => openEntry(page, 1) },
  entry_decision: { query: "", ready: (page) => openEntry(page, 2) },
  entry_erased: { query: "", ready: (page) => openEntry(page, 7) },
  entry_erasure: { query: "", ready: (page) => openEntry(page, 8) },
  erase: {
    query: "",
    async ready(page) {
      await openEntry(page, 3);
      await page.getByTestId("erase-open").click();
      await page.getByTestId("confirm-erase").click();
      await page.getByTestId("wrong").first().waitFor();
    },
  },
  queue: { query: "?queue=50&fixture=declared_ai,inconclusive,known_match,signs_of_editing,changed_after_signing", ready: finished },
  queue_running: { query: "?queue=50&pace=150", ready: (page) => page.locator('[data-testid="file"]:not([data-outcome="pending"])').first().waitFor() },
  queue_filtered: {
    query: "?queue=50",
    async ready(page) {
      await finished(page);
      await page.getByTestId("queue-filter").selectOption("refused");
      await page.getByTestId("queue-sort").selectOption("name");
      await page.locator('[data-testid="queue-found"]').waitFor();
    },
  },
  queue_finished: {
    query: "?queue=50",
    async ready(page) {
      await finished(page);
      await page.getByTestId("queue-summary").evaluate((details) => (details.open = true));
      await decide(page);
      await page.locator('[data-field="reason"]').fill("Asked the sender for the original.");
      await page.keyboard.press("Control+Enter");
      await page.getByTestId("file-decision").waitFor();
      await page.getByTestId("next-undecided").waitFor();
      // Else what lies half under the header at another width would count as too small.
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  queue_narrow: {
    query: "?queue=50",
    widths: [900, 640, NARROW],
    async ready(page) {
      await finished(page);
      await page.getByTestId("fold").click();
    },
  },
  lists: { query: "", ready: openLists },
  lists_empty: { query: "?lists=empty", ready: openLists },
  lists_undo: {
    query: "",
    async ready(page) {
      await openLists(page);
      await page.locator('[data-name="Desk"] [data-testid="remove-known"]').click();
      await page.getByTestId("confirm").waitFor();
    },
  },
  list_open: {
    query: "",
    async ready(page) {
      await openLists(page);
      await page.locator('[data-opens="Desk"]').click();
      await page.locator('[data-place="0"] .title').waitFor();
      await page.locator('[data-place="1"]').click();
      await page.getByTestId("entry-details").waitFor();
    },
  },
  list_end: {
    query: "",
    async ready(page) {
      await openLists(page);
      await page.locator('[data-opens="Partner agency"]').click();
      await page.locator('[data-place="0"] .title').waitFor();
      await page.locator('[data-place="0"]').press("End");
      await page.locator('[data-place="12479"] .title').waitFor();
    },
  },
  list_search: {
    query: "",
    async ready(page) {
      await openLists(page);
      await page.locator('[data-field="all-words"]').fill("picture 17");
      await page.locator('[data-testid="hits"][data-name="Old archive"]').waitFor();
    },
  },
  list_rejected: {
    query: "?import=rejected",
    async ready(page) {
      await openLists(page);
      await page.getByTestId("import-known").click();
      await page.getByTestId("choose-file").click();
      await page.getByTestId("rejected").waitFor();
    },
  },
  several: { query: "?fixture=declared_ai,empty,inconclusive", ready: shown },
  refused: { query: "?fixture=empty", ready: (page) => page.getByTestId("refusal").waitFor() },
  design: {
    query: "design.html",
    async ready(page) {
      await page.locator('[data-theme-shown="dark"] [data-testid="verdict"][data-kind="not_assessable"]').waitFor();
      await page.locator('[data-theme-shown="dark"] [data-testid="refusal"]').waitFor();
    },
  },
  examining: {
    query: "?fixture=declared_ai&pace=4000",
    ready: (page) => page.locator('[aria-current="step"]').waitFor({ state: "visible" }),
  },
};
/** Pictured from top to bottom. */
const FULL = ["lists", "list_search", "entry", "entry_other", "unfolded", "shown", "known", "marks", "watermark", "signed_mark", "design"];
/** Walked through by Tab. */
const WALKED = ["start", "inconclusive", "queue", "several", "log"];
/** Shown in the system's own colours. */
const FORCED = ["start", "decision"];

const WIDTHS = [1180, 640, NARROW];
/** French has the longer words: it shows whether they fit. */
const LOOKS =
  process.env.LOOKS === "all"
    ? ["en", "fr"].flatMap((lang) => ["light", "dark"].map((colorScheme) => ({ lang, colorScheme, widths: WIDTHS })))
    : [
        { lang: "en", colorScheme: "light", widths: [1180, 640] },
        { lang: "fr", colorScheme: "dark", widths: [1180, NARROW] },
      ];
/** Pages at the same time. */
const AT_ONCE = 2;

await build({ root, mode: "fixture", logLevel: "warn", build: { outDir: join(scratch, "dist"), emptyOutDir: true } });
const server = await preview({ root, build: { outDir: join(scratch, "dist") }, preview: { port: 0, host: "127.0.0.1" } });
const address = `http://127.0.0.1:${server.httpServer.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

const named = process.argv.slice(2);
const states = Object.entries(STATES).filter(([state]) => named.length === 0 || named.includes(state));
const work = states.flatMap(([state, how]) => LOOKS.map((look, i) => ({ state, ...how, ...look, widths: how.widths ?? look.widths, first: i === 0 })));
const complaints = await unasked(browser);
let pages = 0;
if (shots) mkdirSync(shots, { recursive: true });
try {
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let task = work.shift(); task; task = work.shift()) await examine(task);
  }));
} finally {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`no violation in ${pages} pages of ${states.length} states`);
}

async function examine({ state, query, ready, lang, colorScheme, widths, first }) {
  let name = `${state} ${lang} ${colorScheme}`;
  const complain = (found) => complaints.push(...found.map((complaint) => `${name}: ${complaint}`));
  const picture = (fullPage) => shots && page.screenshot({ path: join(shots, `${name.replaceAll(" ", "-")}.png`), fullPage });
  const context = await browser.newContext({ colorScheme, reducedMotion: "reduce", viewport: { width: widths[0], height: 800 } });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && complain([`console: ${message.text()}`]));
  page.on("pageerror", (error) => complain([error.message]));
  try {
    await page.goto(`${address}${query}${query.includes("?") ? "&" : "?"}lang=${lang}`);
    await ready(page);
    // What is far below may never be fetched.
    await page.evaluate(() => Promise.all([...document.images].filter(({ loading }) => loading !== "lazy").map((image) => image.decode())));
    for (const width of widths) {
      name = `${state} ${lang} ${colorScheme} ${width}`;
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      complain(await overflowing(page));
      // What is half under the header is no target that is too small.
      await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
      complain(await violations(page));
      await picture(FULL.includes(state));
      pages += 1;
    }
    complain(await moving(page));
    if (WALKED.includes(state)) complain(await astray(page));
    if (FORCED.includes(state) && first) {
      name = `${state} ${lang} forced`;
      complain(await borderless(page));
      await page.locator(".button").first().focus();
      await picture(false);
    }
  } catch (error) {
    complain([`${error}`]);
  } finally {
    await context.close();
  }
}
