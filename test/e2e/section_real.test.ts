import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browser_missing, open_browser, open_page_without_map } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

const fixtures = fileURLToPath(new URL("../../../shared/fixtures/", import.meta.url));
const here = existsSync(fixtures);
if (!here) console.warn("SKIPPED: sections through real deliveries (no ../shared/fixtures)");
const shots = process.env.STRAATLAGEN_SHOTS;

type LonLat = [number, number];
interface Line {
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly top_m: number;
}

interface Delivery {
  readonly name: string;
  readonly files: readonly string[];
  /** Cut across its middle; else across the longest line. */
  readonly street?: string;
  /** What the page says of the place. */
  readonly says?: RegExp;
}

/** Real deliveries; Berlin lies outside the area of use of the analysis CRS, and the section says what that does to its measures. */
const deliveries: readonly Delivery[] = [
  { name: "imkl3_electricity", files: ["imkl3/IMKL3_Electricity_VerticalPosition.xml"] },
  { name: "imkl3_water", files: ["imkl3/IMKL3_Water_VerticalPosition.xml"] },
  { name: "klic", files: ["klic-imkl2/Levering_22G003180_1.zip"] },
  { name: "bgt_otterlo", files: ["bgt-otterlo/bgt_wegdeel.gml.zip", "bgt-otterlo/bgt_pand.gml.zip"] },
  {
    name: "street_space_berlin",
    files: ["street-space-berlin/street_names.geojson", "street-space-berlin/area_highway.geojson"],
    street: "Jansastraße",
    says: /wijken er 0,05\d? % af/,
  },
];

describe.skipIf(browser_missing() || !here)("sections through real deliveries", () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([start_product({ STRAATLAGEN_DEMO: "no" }), open_browser()]);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  const get = async <T>(path: string): Promise<T> =>
    (await fetch(`${product.url}/api/v1${path}`)).json() as Promise<T>;

  async function deliver(file: string): Promise<number[]> {
    const body = new FormData();
    body.set("file", new Blob([readFileSync(join(fixtures, file))]), basename(file));
    const { id } = (await (
      await fetch(`${product.url}/api/v1/imports`, { method: "POST", body })
    ).json()) as { id: number };
    for (;;) {
      const state = await get<{ state: string; dataset_ids: number[]; error: unknown }>(`/imports/${id}`);
      if (state.state === "done") return state.dataset_ids;
      if (["failed", "cancelled"].includes(state.state))
        throw new Error(`${file}: ${JSON.stringify(state.error)}`);
      await new Promise((done) => setTimeout(done, 300));
    }
  }

  /** 16 m straight across the longest piece of line of the delivery; over its middle where there is none. */
  async function cut_through(dataset_id: number): Promise<string> {
    const { bounds_wgs84 } = await get<{ bounds_wgs84: [number, number, number, number] }>(
      `/datasets/${dataset_id}`,
    );
    const [west, south, east, north] = bounds_wgs84;
    const middle: LonLat = [(west + east) / 2, (south + north) / 2];
    const box = [middle[0] - 0.049, middle[1] - 0.049, middle[0] + 0.049, middle[1] + 0.049].map((v) =>
      v.toFixed(6),
    );
    const { lines } = await get<{ lines: Line[] }>(`/below_ground?bounds=${box.join(",")}`);
    const east_m = 111_320 * Math.cos((middle[1] * Math.PI) / 180);
    const pieces = lines.flatMap(({ geometry }) => {
      const parts = (
        geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates
      ) as LonLat[][];
      return parts.flatMap((part) => part.slice(1).map((to, i) => ({ from: part[i]!, to })));
    });
    const size = ({ from, to }: (typeof pieces)[number]) =>
      Math.hypot((to[0] - from[0]) * east_m, (to[1] - from[1]) * 111_320);
    const longest = pieces.sort((a, b) => size(b) - size(a))[0];
    const at = longest
      ? ([(longest.from[0] + longest.to[0]) / 2, (longest.from[1] + longest.to[1]) / 2] as LonLat)
      : middle;
    const turn = longest
      ? Math.atan2((longest.to[1] - longest.from[1]) * 111_320, (longest.to[0] - longest.from[0]) * east_m) +
        Math.PI / 2
      : 0;
    const half_m = longest ? 8 : 40;
    const end = (sign: number): LonLat => [
      at[0] + (sign * half_m * Math.cos(turn)) / east_m,
      at[1] + (sign * half_m * Math.sin(turn)) / 111_320,
    ];
    return `line/${[end(-1), end(1)].map((place) => place.map((v) => v.toFixed(6)).join(",")).join(";")}`;
  }

  /** Across the middle of a street. */
  async function street_named(name: string): Promise<string> {
    const { streets } = await get<{ streets: { id: string; name: string }[] }>(
      `/streets?q=${encodeURIComponent(name)}`,
    );
    return `street/${streets.find((street) => street.name === name)!.id}`;
  }

  test.each(deliveries)(
    "$name",
    async ({ name, files, street, says }) => {
      const dataset_ids: number[] = [];
      for (const file of files) dataset_ids.push(...(await deliver(file)));
      const { page, trouble } = await open_page_without_map(browser, { width: 1440, height: 900 });
      await page.goto(
        `${product.url}/?section=${street ? await street_named(street) : await cut_through(dataset_ids[0]!)}`,
      );
      await page.waitForSelector("[data-testid=section]:not([data-busy]) svg[viewBox] [data-thing]", {
        state: "attached",
      });
      expect(await page.locator("[data-testid=section] [data-thing]").count()).toBeGreaterThan(0);
      if (says) expect(await page.locator("[data-testid=section]").textContent()).toMatch(says);
      if (shots) {
        await page.waitForSelector("html[data-ready]", { state: "attached" });
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `section_real_${name}.png`) });
      }
      expect(trouble).toEqual([]);
      await page.context().close();
    },
    300_000,
  );
});
