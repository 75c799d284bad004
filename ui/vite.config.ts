import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** What the window allows its page, so that a plain browser allows no more. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  resolve: {
    alias: { $model: fileURLToPath(new URL("./bindings/model.ts", import.meta.url)) },
    // Without it, vitest would take Svelte's server build.
    ...(process.env["VITEST"] ? { conditions: ["browser"] } : {}),
  },
  server: { port: 1420, strictPort: true },
  preview: { headers: { "Content-Security-Policy": policy } },
  // No inline script and no data: address, so that the window's policy can forbid both.
  build: {
    target: ["safari16.4", "chrome111"],
    modulePreload: false,
    assetsInlineLimit: 0,
    // Whose work is bundled, and under which terms: they ask to be told with each copy.
    license: { fileName: "licences.md" },
    // How the product looks is shown beside it, and is no part of it.
    ...(mode === "production" ? {} : { rolldownOptions: { input: ["index.html", "design.html"] } }),
  },
  test: { environment: "jsdom", setupFiles: ["tests/setup.ts"], include: ["tests/**/*.test.ts"], restoreMocks: true, testTimeout: 30_000 },
}));
