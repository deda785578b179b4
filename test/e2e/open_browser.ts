import { type Browser, chromium, type Page } from "playwright-core";
import { chromium_path } from "./chromium_path.ts";
import { hold_answers } from "./hold_answers.ts";

/** Where a browser is missing the tests are skipped by name; under CI that is a failure. */
export function browser_missing(): boolean {
  if (chromium_path()) return false;
  if (process.env.CI === "true") throw new Error("CI: expected Chromium (CHROMIUM_PATH), found none.");
  console.warn("Skipped: end-to-end tests (no Chromium found; set CHROMIUM_PATH).");
  return true;
}

const flags = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
];

export const open_browser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromium_path()!, args: flags });

/** A browser that cannot draw in three dimensions, as on an old or locked-down machine. */
export const open_browser_without_webgl = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromium_path()!, args: [...flags, "--disable-3d-apis"] });

export interface OpenedPage {
  readonly page: Page;
  /** Errors of the page and answers of 500 and more; a test expects none. */
  readonly trouble: string[];
}

/**
 * Drawing the map by software is what takes longest: tests let it draw a quarter of the pixels, unless pictures
 * are taken for who looks at them. The page around it, and every place on it, is the same.
 */
const test_pixel_ratio = process.env.E2E_SHOTS || process.env.STRAATLAGEN_SHOTS ? 1 : 0.5;

/** A page of its own (no cookies, nothing cached), whose errors are kept; `pixel_ratio` is what its maps see. */
export async function open_page(
  browser: Browser,
  size: { width: number; height: number },
  touch = false,
  pixel_ratio = test_pixel_ratio,
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: size,
    hasTouch: touch,
    locale: "nl-BE",
    reducedMotion: "reduce",
  });
  await context.addInitScript((ratio) => {
    Object.defineProperty(window, "devicePixelRatio", { get: () => ratio, configurable: true });
  }, pixel_ratio);
  await hold_answers(context);
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(`page error: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) trouble.push(`${response.status()} ${response.url()}`);
  });
  // Nothing may come from elsewhere: the product works without a network.
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "localhost")
      trouble.push(`left the house: ${request.url()}`);
  });
  return { page, trouble };
}

/**
 * A page for what does not look at the map, which it does not draw: drawing by software takes two thirds of what
 * a page takes. It is the page of whoever has no WebGL. `with_map` has it draw one from its next load on.
 */
export async function open_page_without_map(
  browser: Browser,
  size: { width: number; height: number },
  touch = false,
): Promise<OpenedPage & { with_map(): Promise<void> }> {
  const opened = await open_page(browser, size, touch);
  // Pictures are of the whole page.
  if (test_pixel_ratio < 1)
    await opened.page.addInitScript(() => {
      if (location.protocol.startsWith("http") && sessionStorage.getItem("with_map")) return;
      const context_of = HTMLCanvasElement.prototype.getContext as (...asked: unknown[]) => unknown;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
        return String(asked[0]).startsWith("webgl") ? null : context_of.apply(this, asked);
      } as typeof HTMLCanvasElement.prototype.getContext;
    });
  const with_map = () => opened.page.evaluate(() => sessionStorage.setItem("with_map", "yes"));
  return { ...opened, with_map };
}

/** Waits until the map has drawn all it has to draw. */
export const map_idle = (page: Page) => page.waitForSelector("html[data-ready]", { state: "attached" });
