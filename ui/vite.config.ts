import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import { neighbourhood } from "./build/neighbourhood.ts";

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), neighbourhood()],
  // Without Tauri a page has no library: `dev`, `test` and `preview` builds bring the fake one; a shipped build leaves it out.
  define: { __FAKE_BACKEND__: JSON.stringify(mode !== "production") },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  server: { port: 5173, strictPort: true },
  build: {
    outDir: mode === "production" ? "dist" : `dist-${mode}`,
    target: ["es2022", "safari16.4"],
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
  test: { environment: "jsdom", setupFiles: ["src/test-setup.ts"], include: ["src/**/*.test.ts"], testTimeout: 60_000 },
}));
