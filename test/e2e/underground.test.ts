import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { beside_gas } from "./gas_street.ts";
import { click_at, type LonLat, open_at } from "./map_place.ts";
import { browser_missing, map_idle, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

const desktop = { width: 1440, height: 900 };
const tablet = { width: 820, height: 1180 };
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe.skipIf(browser_missing())("Underground, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  /** Both ends of a trench of 12 m across a straight gas pipe. */
  let ends: readonly [LonLat, LonLat];
  let middle: LonLat;
  const detail = (on: Page = page) => on.locator("#detail");
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${product.url}/api/v1${path}`)).json()) as T;

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    ({ page, trouble } = await open_page(browser, desktop));
    const [north, south] = [await beside_gas(product.url, 6, 20), await beside_gas(product.url, -6, 20)];
    ends = [north.middle, south.middle];
    middle = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2];
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test("the key and the bar lead there, and both tools are offered", async () => {
    await page.goto(product.url);
    await map_idle(page);
    await page.keyboard.press("u");
    await page.waitForURL(/\/underground/);
    await detail()
      .getByRole("link", { name: /Plaats voor een leiding/ })
      .waitFor();
    expect(await axe_violations(page)).toEqual([]);
    await detail()
      .getByRole("link", { name: /Overlapcontrole/ })
      .click();
    await page.waitForURL(/\/underground\/check/);
    expect(await page.getByRole("link", { name: "Ondergrond" }).getAttribute("aria-current")).toBe("page");
  });

  test("a trench is drawn by mouse and answered: what is hit, per operator, with files to take along", async () => {
    const on = await open_at(page, `${product.url}/underground/check`, middle, 20);
    await page.getByRole("button", { name: "Lijn tekenen" }).click();
    for (const end of ends) await click_at(page, on(end));
    await page.getByRole("button", { name: "Klaar" }).click();
    expect(await page.getByTestId("sketch_size").textContent()).toMatch(/^1[12](,\d+)?\sm/);
    await page.getByRole("button", { name: "Controleren" }).first().click();
    await page.waitForURL(/\/underground\/check\/\d+/);
    await detail().getByText("zeker geraakt").first().waitFor();
    expect(await axe_violations(page)).toEqual([]);
    const gas = detail().getByRole("button", { name: /Gas, lage druk/ });
    await gas.click();
    await detail().locator("a[href*='/features/gas_low/']").first().waitFor();

    const saved = page.waitForEvent("download");
    await detail().getByRole("link", { name: "GeoJSON" }).click();
    const file = JSON.parse(readFileSync((await (await saved).path())!, "utf8"));
    const id = /check\/(\d+)/.exec(page.url())![1];
    const answer = await get<{ objects_total: number }>(`/overlap_checks/${id}`);
    const objects = file.features.filter(
      (f: { properties: { part: string } }) => f.properties.part === "objects",
    );
    expect(objects).toHaveLength(answer.objects_total);
    // The address says it all: opened anew it shows the same.
    await page.reload();
    await detail()
      .getByRole("heading", { name: /Sleuf van 0,8/ })
      .waitFor();
  });

  test("a measurement is entered with its photo, is flagged where it contradicts the data, and can be withdrawn", async () => {
    const { objects } = await get<{ objects: { layer: string; id: number; top_m: number | null }[] }>(
      `/overlap_checks/${/check\/(\d+)/.exec(page.url())![1]}`,
    );
    // The main in the street, not a house connection from it.
    const pipes = await Promise.all(
      objects
        .filter(({ layer }) => layer === "gas_low")
        .map(({ id }) =>
          get<{ id: number; top_m: number | null; attributes: { connection?: boolean } }>(
            `/features/gas_low/${id}`,
          ),
        ),
    );
    const gas = pipes.find(({ attributes }) => attributes.connection !== true)!;
    const on = await open_at(page, `${product.url}/features/gas_low/${gas.id}`, middle, 20);
    await detail().getByRole("button", { name: "Meting invoeren" }).click();
    await detail().getByRole("button", { name: "Plaats aanwijzen op de kaart" }).click();
    await click_at(page, on(middle));
    await detail()
      .getByText(/^Plaats: /)
      .waitFor();
    await detail()
      .getByLabel("Bovenkant onder maaiveld")
      .fill(String((gas.top_m ?? 1) + 2).replace(".", ","));
    await detail().getByLabel("Opmerking").fill("naast de stoeprand");
    await detail()
      .locator("input[type=file]")
      .setInputFiles({ name: "put.png", mimeType: "image/png", buffer: png });
    expect(await axe_violations(page)).toEqual([]);
    await detail().getByRole("button", { name: "Bewaren" }).click();
    await detail()
      .getByText(/Tegenspraak: de diepte/)
      .waitFor();
    await detail().getByRole("img", { name: "Foto van de proefsleuf" }).waitFor();
    await detail().getByRole("button", { name: "Intrekken" }).click();
    await detail().getByText("ingetrokken", { exact: true }).waitFor();
    expect(
      await detail()
        .getByText(/Tegenspraak/)
        .count(),
    ).toBe(0);
    const { trial_pits } = await get<{ trial_pits: { withdrawn_at: string | null }[] }>(
      `/features/gas_low/${gas.id}/trial_pits`,
    );
    expect(trial_pits.at(-1)!.withdrawn_at).not.toBeNull();
  });

  test("a place is drawn by keyboard and by typed coordinates alone", async () => {
    await open_at(page, `${product.url}/underground/check`, middle, 20);
    await page.getByRole("button", { name: "Zone tekenen" }).focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("crosshair").waitFor();
    await page.keyboard.press("Enter");
    for (const [key, times] of [
      ["ArrowRight", 4],
      ["ArrowDown", 4],
    ] as const) {
      for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
      await page.keyboard.press("Enter");
    }
    await page.getByText("Maten en coördinaten typen").click();
    await page.getByLabel(/Coördinaten/).fill(`${middle[1] - 0.0001}, ${middle[0] - 0.0001}`);
    await page.getByRole("button", { name: "Punt zetten" }).last().click();
    await page.getByRole("button", { name: "Klaar" }).click();
    expect(await page.getByTestId("sketch_size").textContent()).toMatch(/\d+\sm²/);
  });

  test("a file is taken as the place to ask about, or refused in the reader's words", async () => {
    await open_at(page, `${product.url}/underground/check`, middle, 20);
    const choose = (name: string, text: string) =>
      detail()
        .locator("[data-testid=sketch] input[type=file]")
        .setInputFiles({ name, mimeType: "application/geo+json", buffer: Buffer.from(text) });
    await choose("cut.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature"');
    const alert = detail().getByRole("alert");
    await alert.getByText(/beschadigd/).waitFor();
    expect(await alert.locator("[lang=en]").textContent()).toMatch(/Expected|expected|cut\.geojson/);
    const [[west, south]] = ends;
    const ring = [
      [west, south],
      [west + 1e-4, south],
      [west + 1e-4, south + 1e-4],
      [west, south],
    ];
    const feature = (geometry: unknown) => ({ type: "Feature", properties: {}, geometry });
    const features = [
      feature({ type: "Polygon", coordinates: [ring] }),
      feature({ type: "LineString", coordinates: ends }),
    ];
    await choose("both.geojson", JSON.stringify({ type: "FeatureCollection", features }));
    await detail()
      .getByText(/Alleen de vlakken \(1\) zijn overgenomen; lijnen in dit bestand \(1\) niet/)
      .waitFor();
    expect(await alert.count()).toBe(0);
    expect(await page.getByTestId("sketch_size").textContent()).toMatch(/m²/);
  });

  test("a tablet asks and answers too, without going beyond its edges", async () => {
    const opened = await open_page(browser, tablet, true);
    const response = await fetch(`${product.url}/api/v1/overlap_checks`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        geometry: { type: "LineString", coordinates: ends },
        trench_width_m: 1,
        dig_depth_m: 1,
        measure_type: "heat_line",
      }),
    });
    const { id } = (await response.json()) as { id: number };
    await opened.page.goto(`${product.url}/underground/check/${id}?tab=findings`);
    await detail(opened.page).getByRole("tab", { name: "Bevindingen" }).waitFor();
    const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBe(0);
    expect(await axe_violations(opened.page)).toEqual([]);
    expect(opened.trouble).toEqual([]);
    await opened.page.context().close();
  });

  test("nothing went wrong on the way", () => expect(trouble).toEqual([]));
});
