import { existsSync } from "node:fs";

const usual_paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Chromium's path: `CHROMIUM_PATH`, else a usual place; null where there is none. */
export const chromium_path = (): string | null =>
  [process.env.CHROMIUM_PATH, ...usual_paths].find((path) => path && existsSync(path)) ?? null;
