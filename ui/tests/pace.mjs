// How long a queue keeps the page from drawing: opens 10,000 recordings in a headless Chromium, works on the list as a person
// does, and prints the longest gap between two frames after each act. `npm run pace`; CHROMIUM names another browser, FILES
// another number.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build, preview } from "vite";

const root = new URL("..", import.meta.url).pathname;
const outDir = mkdtempSync(join(tmpdir(), "whence-pace-"));
const files = Number(process.env.FILES ?? 10_000);

await build({ root, mode: "fixture", logLevel: "warn", build: { outDir, emptyOutDir: true } });
const server = await preview({ root, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--enable-precise-memory-info"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const seen = (globalThis.gaps = []);
    const long = (globalThis.long = []);
    let last = performance.now();
    const frame = (now) => {
      seen.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    // Only the page's own work, whatever else this computer does.
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  /** Does something, and tells how long the page could not draw after it. */
  const measure = async (what, act, rest = 1500) => {
    await page.evaluate(() => (gaps.length = long.length = 0));
    await act();
    await page.waitForTimeout(rest);
    const [gap, tasks] = await page.evaluate(() => [Math.max(...gaps), long.map(Math.round)]);
    console.log(`${what.padEnd(34)} longest gap ${gap.toFixed(0).padStart(5)} ms   tasks over 50 ms: ${tasks.length === 0 ? "none" : tasks.join(", ")}`);
  };
  const file = page.getByTestId("file");
  const address = `http://127.0.0.1:${server.httpServer.address().port}/?queue=${files}&log=empty`;
  const began = Date.now();
  await measure("opened", () => page.goto(address).then(() => file.first().waitFor()));
  await measure("while it runs", () => page.waitForTimeout(2000));
  await measure("sorted by name while it runs", () => page.getByTestId("queue-sort").selectOption("name"));
  await measure("sorted by answer while it runs", () => page.getByTestId("queue-sort").selectOption("verdict"));
  await measure("filtered while it runs", () => page.getByTestId("queue-filter").selectOption("undecided"));
  await page.getByTestId("show-all").click();
  await page.getByTestId("queue-summary").waitFor({ state: "attached", timeout: 600_000 });
  console.log(`examined ${files} in ${((Date.now() - began) / 1000).toFixed(1)} s; ${await file.count()} lines drawn`);
  await measure("sorted as given", () => page.getByTestId("queue-sort").selectOption("given"));
  await measure("sorted by name", () => page.getByTestId("queue-sort").selectOption("name"));
  await measure("searched", () => page.getByTestId("queue-search").pressSequentially("harbour", { delay: 60 }));
  await page.getByTestId("show-all").click();
  await measure("filtered", () => page.getByTestId("queue-filter").selectOption("refused"));
  await page.getByTestId("show-all").click();
  await measure("the next picture", () => page.keyboard.press("Control+ArrowDown"));
  await page.getByTestId("files").focus();
  await measure("to the last", () => page.keyboard.press("End"));
  await measure("one taken off", () => page.keyboard.press("Delete"));
  await measure("walked by ten", async () => {
    for (let i = 0; i < 10; i += 1) await page.keyboard.press("ArrowUp", { delay: 40 });
  });
  await measure("scrolled", () => page.getByTestId("files").evaluate((list) => list.scrollTo({ top: list.scrollHeight / 2 })));
  await measure("cleared", () => page.getByTestId("clear").click());
  const heap = await page.evaluate(() => performance.memory.usedJSHeapSize);
  console.log(`heap at the end ${(heap / 2 ** 20).toFixed(0)} MiB`);
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
