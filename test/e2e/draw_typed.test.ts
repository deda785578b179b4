import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { desktop, detail, drawing, saved, tool } from "./drawing.ts";
import { beside_gas } from "./gas_street.ts";
import { type LonLat, open_at } from "./map_place.ts";
import { browser_missing, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

describe.skipIf(browser_missing())("Measures by numbers, in a real browser", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let row: Awaited<ReturnType<typeof beside_gas>>;
  let { get, put, new_scenario, stored } = drawing("");

  beforeAll(async () => {
    product = await start_product();
    ({ get, put, new_scenario, stored } = drawing(product.url));
    browser = await open_browser();
    ({ page, trouble } = await open_page(browser, desktop));
    row = await beside_gas(product.url, 1.2, 30);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  test("a line typed: a place, then lengths and directions, each taken with Enter", async () => {
    const scenario = await new_scenario("Getypt");
    await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await tool(page, "Warmteleiding").click();
    await detail(page).getByText("Maten en coördinaten typen").click();
    const [lon, lat] = row.middle;
    const place = detail(page).getByRole("textbox", { name: /^Coördinaten/ });
    await place.fill(`${lat.toFixed(7)}, ${lon.toFixed(7)}`);
    await place.press("Enter");
    const add = detail(page).getByRole("button", { name: "Punt zetten" }).first();
    await expect.poll(() => add.isEnabled()).toBe(true);
    const length = detail(page).getByRole("textbox", { name: "Lengte", exact: true });
    const bearing = detail(page).getByRole("textbox", { name: /^Richting/ });
    const size = () => page.getByTestId("live_size").textContent();
    await bearing.fill("0");
    await length.fill("12,5");
    await length.press("Enter");
    await expect.poll(size).toMatch(/^12,5\sm$/);
    await length.fill("4");
    await bearing.fill("90");
    await bearing.press("Enter");
    await expect.poll(size).toMatch(/^16,5\sm$/);
    await page.getByRole("button", { name: "Klaar" }).click();
    await page.waitForURL(/\/measures\/\d+/);
    await saved(page);
    const line = (await stored(scenario))[0]!.geometry.coordinates as LonLat[];
    const metres = line.map(([x, y]) => [
      (x - lon) * 111_320 * Math.cos((lat * Math.PI) / 180),
      (y - lat) * 111_250,
    ]);
    expect(metres).toEqual(
      [
        [0, 0],
        [0, 12.5],
        [4, 12.5],
      ].map((point) => point.map((value) => expect.closeTo(value, 1))),
    );
  });

  test("a corner typed in Lambert 72 lies there to the centimetre", async () => {
    const scenario = await new_scenario("Lambert");
    const id = await put(scenario, "heat_line", { type: "LineString", coordinates: [row.from, row.to] });
    // Who looks is known last of all: the address still has its say.
    let tell = () => {};
    const known = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const session = (address: URL) => address.pathname === "/api/v1/session";
    await page.route(session, async (route) => {
      await known;
      await route.continue();
    });
    await open_at(page, `${product.url}/draw/${scenario}/measures/${id}?lang=nl&tab=shape`, row.middle, 19);
    tell();
    await page.unrouteAll({ behavior: "wait" });
    const [x, y] = [165150.5, 195200.5];
    const { lon, lat } = await get<{ lon: number; lat: number }>(`/position?x=${x}&y=${y}`);
    const field = detail(page).getByRole("textbox", { name: "Plaats van hoekpunt 2" });
    await field.fill(`${x}; ${y}`);
    await field.press("Enter");
    await saved(page);
    await expect
      .poll(async () => (await stored(scenario))[0]?.geometry.coordinates)
      .toMatchObject([
        [expect.closeTo(row.from[0], 6), expect.closeTo(row.from[1], 6)],
        [expect.closeTo(lon, 7), expect.closeTo(lat, 7)],
      ]);
    await field.fill("900000; 12");
    await field.press("Enter");
    await expect.poll(() => field.inputValue()).toBe(`${lat.toFixed(7)}, ${lon.toFixed(7)}`);
  });

  test("effects and costs of a measure: amounts, range, year and source", async () => {
    const scenario = await new_scenario("Kosten");
    const id = await put(scenario, "heat_line", { type: "LineString", coordinates: [row.from, row.to] });
    await open_at(page, `${product.url}/draw/${scenario}/measures/${id}?lang=nl&tab=effects`, row.middle, 19);
    const costs = page.getByTestId("costs");
    await costs.getByRole("link").first().waitFor();
    // 30 m at 500 to 1,100 pounds of 2011, to two figures; not made into euros.
    expect(await costs.textContent()).toMatch(/£.*15\.000.*£.*33\.000/);
    expect(await costs.textContent()).toContain("2011");
    expect(await costs.getByRole("link").first().getAttribute("href")).toContain("2050-calculator");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a period may stay open at one end", async () => {
    const scenario = await new_scenario("Periode");
    const id = await put(scenario, "heat_line", { type: "LineString", coordinates: [row.from, row.to] });
    await open_at(
      page,
      `${product.url}/draw/${scenario}/measures/${id}?lang=nl&tab=parameters`,
      row.middle,
      19,
    );
    await detail(page).getByLabel("van", { exact: true }).fill("2027-03-01");
    await saved(page);
    await expect
      .poll(async () => (await stored(scenario))[0]?.period)
      .toEqual({ from: "2027-03-01", to: null });
  });

  test("nothing went wrong on the way", () => {
    expect(trouble).toEqual([]);
  });
});
