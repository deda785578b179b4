import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds `web/` into `dist/`; in development the API is reached on `API_PORT` (8080 unless told). */
export default defineConfig({
  root: here("."),
  publicDir: here("./public"),
  plugins: [react(), precompress(here("../dist"))],
  worker: { format: "es" },
  build: {
    outDir: here("../dist"),
    emptyOutDir: true,
    target: "es2022",
    // MapLibre alone is past the default warning; it is loaded after the shell.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": `http://127.0.0.1:${process.env.API_PORT ?? "8080"}` },
  },
});
