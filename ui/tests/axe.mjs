// Drives the page in a headless Chromium over recorded reports, in every state a person meets, and fails on any
// violation of WCAG 2.0 to 2.2, levels A and AA, and on any error on the console, such as a breach of the policy.
// `npm run axe`; CHROMIUM names another browser, SHOTS a folder for pictures of each state, LOOKS=all asks for both
// languages in both themes. Names after it leave out all other states.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { build, preview } from "vite";

const root = new URL("..", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "whence-axe-"));
const shots = process.env.SHOTS ?? null;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

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
  await page.getByTestId("log-open").click();
  await page.getByTestId("listed").waitFor();
}
/** Opens an entry by its position, whatever its kind. */
async function openEntry(page, position) {
  await openLog(page);
  await page.locator('[data-field="kind"]').selectOption("");
  await page.locator(`[data-position="${position}"]`).click();
  await page.locator(`[data-testid="entry"][data-position="${position}"] [data-testid="chain"]`).waitFor();
}
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
      await page.getByTestId("trust-open").click();
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
      await page.getByTestId("scale").waitFor();
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
        await page.getByTestId("change-decision").click({ timeout: 200 }).catch(() => {});
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
      await page.getByTestId("log-open").click();
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
  several: { query: "?fixture=declared_ai,empty,inconclusive", ready: shown },
  refused: { query: "?fixture=empty", ready: (page) => page.getByTestId("refusal").waitFor() },
  examining: {
    query: "?fixture=declared_ai&pace=4000",
    ready: (page) => page.locator('[aria-current="step"]').waitFor({ state: "visible" }),
  },
};
/** Pictured from top to bottom. */
const FULL = ["entry", "entry_other", "unfolded", "shown", "known", "marks", "watermark", "signed_mark"];
const LOOKS = [
  ["en", "light"],
  ["fr", "dark"],
  ...(process.env.LOOKS === "all" ? [["en", "dark"], ["fr", "light"]] : []),
];
const SIZES = [
  [1180, 800],
  [640, 800],
  // 1280 wide at 400 %.
  [320, 640],
];

await build({ root, mode: "fixture", logLevel: "warn", build: { outDir: join(scratch, "dist"), emptyOutDir: true } });
const server = await preview({ root, build: { outDir: join(scratch, "dist") }, preview: { port: 0, host: "127.0.0.1" } });
const address = `http://127.0.0.1:${server.httpServer.address().port}/`;
const browser = await chromium.launchPersistentContext(join(scratch, "profile"), {
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
const complaints = [];
try {
  for (const [lang, colorScheme] of LOOKS) {
    for (const [state, { query, ready }] of states) {
      for (const [width, height] of SIZES) {
        await examine({ colorScheme, lang, state, query, ready, width, height });
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`no violation in ${states.length * SIZES.length * LOOKS.length} pages`);
}

async function examine({ colorScheme, lang, state, query, ready, width, height }) {
  const name = `${state} ${lang} ${colorScheme} ${width}`;
  const page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(`${name}: console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.addInitScript((lang) => localStorage.setItem("whence.language", lang), lang);
  await page.goto(address + query);
  await ready(page);
  // What is far below may never be fetched.
  await page.evaluate(() => Promise.all([...document.images].filter(({ loading }) => loading !== "lazy").map((image) => image.decode())));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) complaints.push(`${name}: the page scrolls sideways by ${wide} pixels`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
  for (const { id, help, nodes } of violations) {
    complaints.push(`${name}: ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name.replaceAll(" ", "-")}.png`), fullPage: FULL.includes(state) });
  }
  await page.close();
}
