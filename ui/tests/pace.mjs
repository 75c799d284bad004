// How long a queue keeps the page from drawing: opens 10,000 recordings in a headless Chromium, works on the list as a person
// does, and prints the longest gap between two frames after each act, with the processor's time that the page took. `npm run pace`; CHROMIUM names another browser, FILES
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
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  /** Does something, and tells how long the page could not draw after it. */
  const measure = async (what, act, rest = 1500) => {
    await page.evaluate(() => globalThis.gaps && (gaps.length = long.length = 0));
    const before = await worked();
    await act();
    await page.waitForTimeout(rest);
    const [gap, tasks] = await page.evaluate(() => [Math.max(...gaps), long.map(Math.round)]);
    const time = (await worked()) - before;
    const told = [`longest gap ${gap.toFixed(0).padStart(5)} ms`, `processor ${time.toFixed(0).padStart(5)} ms`, `tasks over 50 ms: ${tasks.join(", ") || "none"}`];
    console.log(what.padEnd(34), told.join("   "));
  };
  const file = page.getByTestId("file");
  const address = `http://127.0.0.1:${server.httpServer.address().port}/?queue=${files}&log=empty`;
  await page.goto("about:blank");
  const began = Date.now();
  await measure("the page, and opened", () => page.goto(address).then(() => file.first().waitFor()));
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
  await measure("opened on a page that is there", () => page.getByTestId("open").first().click().then(() => file.first().waitFor()));
  await measure("cleared while it runs", () => page.getByTestId("clear").click());
  const heap = await page.evaluate(() => performance.memory.usedJSHeapSize);
  console.log(`heap at the end ${(heap / 2 ** 20).toFixed(0)} MiB`);
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
