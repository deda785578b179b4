import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { map_idle, open_page } from "../e2e/open_browser.ts";
import type { Bench } from "./bench.ts";
import { bench_browser, build_page } from "./built_page.ts";
import { demo_product } from "./demo_product.ts";
import { type Figure, kilobytes, seconds } from "./table.ts";
import { median, timed } from "./timing.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ROUNDS = 3;
const size = { width: 1440, height: 900 };

/** A street of the demo with findings, so that opening it by URL shows one. */
async function street_with_findings(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/streets?limit=100`);
  const { streets } = (await answer.json()) as { streets: { id: string; summary: { violated: number } }[] };
  const worst = [...streets].sort((a, b) => b.summary.violated - a.summary.violated)[0];
  if (!worst || worst.summary.violated === 0) throw new Error("expected a street with findings in the demo");
  return worst.id;
}

/** What a file of the built page weighs for a browser that takes gzip only. */
function gzip_size(pathname: string): number {
  const file = join(root, "dist", pathname);
  return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;
}

async function open_until_idle(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "commit" });
  await map_idle(page);
}

async function open_until_finding(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("a[href*='/findings/']").first().waitFor({ state: "visible" });
}

/** The built page in Chromium, each time with an empty cache: what comes over the wire, and when it can be used. */
export const first_load: Bench = async (context) => {
  const { browser, gone } = await bench_browser(context);
  build_page();
  const url = await demo_product(context);
  const street = await street_with_findings(url);
  const idle_ms: number[] = [];
  const finding_ms: number[] = [];
  let script_bytes = 0;
  let gzip_bytes = 0;
  let all_bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const first = await open_page(browser, size, false, 1);
    const sizes: Promise<void>[] = [];
    script_bytes = 0;
    gzip_bytes = 0;
    all_bytes = 0;
    first.page.context().on("requestfinished", (request) => {
      sizes.push(
        request.sizes().then(({ responseBodySize }) => {
          all_bytes += responseBodySize;
          const { pathname } = new URL(request.url());
          if (!pathname.endsWith(".js")) return;
          script_bytes += responseBodySize;
          gzip_bytes += gzip_size(pathname);
        }),
      );
    });
    const idle = await timed(() => Promise.race([gone, open_until_idle(first.page, url)]));
    idle_ms.push(idle.ms);
    await Promise.race([gone, Promise.allSettled(sizes)]);
    await first.page.context().close();

    const second = await open_page(browser, size, false, 1);
    const address = `${url}/streets/${encodeURIComponent(street)}`;
    const shown = await timed(() => Promise.race([gone, open_until_finding(second.page, address)]));
    finding_ms.push(shown.ms);
    await second.page.context().close();
    context.say(`first load: map idle ${seconds(idle.ms)}, first finding ${seconds(shown.ms)}`);
  }
  const figures: Figure[] = [
    {
      what: "JavaScript transferred on the first load (Chromium takes Brotli)",
      ours: `${kilobytes(gzip_bytes)} gzip, ${kilobytes(script_bytes)} Brotli`,
      met: null,
    },
    { what: "All that is transferred until the map is idle", ours: kilobytes(all_bytes), met: null },
    { what: "First load until the map is idle (software WebGL)", ours: seconds(median(idle_ms)), met: null },
    {
      what: "A street by its URL until its first finding is on screen",
      ours: seconds(median(finding_ms)),
      met: null,
    },
  ];
  return figures;
};
