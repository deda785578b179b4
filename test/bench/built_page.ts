import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { chromium_path } from "../e2e/chromium_path.ts";
import { open_browser } from "../e2e/open_browser.ts";
import type { BenchContext } from "./bench.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let built = false;

/** Builds the page as it is now, once per run; throws with the builder's output where it cannot. */
export function build_page(): void {
  if (built) return;
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the page could not be built: ${stdout}${stderr}`);
  built = true;
}

export interface BenchBrowser {
  readonly browser: Browser;
  /** Rejects when the browser falls over: without it we would wait for its page for ever. */
  readonly gone: Promise<never>;
}

/** Chromium for a benchmark of the built page; ends with the run. Throws where the machine has none. */
export async function bench_browser(context: BenchContext): Promise<BenchBrowser> {
  if (!chromium_path()) throw new Error("no Chromium found; set CHROMIUM_PATH");
  const browser = await open_browser();
  context.at_end(() => browser.close());
  const gone = new Promise<never>((_, failed) => {
    browser.once("disconnected", () => failed(new Error("Chromium ended while it was measured")));
  });
  gone.catch(() => undefined);
  return { browser, gone };
}
