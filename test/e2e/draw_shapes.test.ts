import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import {
  desktop,
  detail,
  drawing,
  findings,
  saved,
  stroke_with_shaky_hand,
  tool,
  without_connection,
} from "./drawing.ts";
import { beside_gas } from "./gas_street.ts";
import { click_at, type LonLat, open_at } from "./map_place.ts";
import { browser_missing, map_idle, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

describe.skipIf(browser_missing())("Shapes, saving and company, in a real browser", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let row: Awaited<ReturnType<typeof beside_gas>>;
  let { put, new_scenario, stored, put_row } = drawing("");

  beforeAll(async () => {
    product = await start_product();
    ({ put, new_scenario, stored, put_row } = drawing(product.url));
    browser = await open_browser();
    ({ page, trouble } = await open_page(browser, desktop));
    row = await beside_gas(product.url, 1.2, 30);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  test("snapping shows what it holds to, and Alt holds it off", async () => {
    const scenario = await new_scenario("Vastklikken");
    await put_row(scenario, [row.from, row.to]);
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19.5);
    await tool(page, "Boom").click();
    const near = px(row.to);
    await page.mouse.move(near.x + 5, near.y - 4, { steps: 3 });
    await page.getByTestId("snap_hint").waitFor({ state: "attached" });
    await page.keyboard.down("Alt");
    await page.getByTestId("snap_hint").waitFor({ state: "detached" });
    await page.keyboard.up("Alt");
    await page.mouse.move(near.x + 6, near.y - 4);
    await page.getByTestId("snap_hint").waitFor({ state: "attached" });
    await click_at(page, { x: near.x + 6, y: near.y - 4 });
    await page.waitForURL(/\/measures\/\d+/);
    await saved(page);
    const point = (await stored(scenario)).find(({ geometry }) => geometry.type === "Point");
    const [lon, lat] = point!.geometry.coordinates as [number, number];
    // On the row's last tree or its end, not where the pointer was: 6 px are 0.4 m.
    expect(Math.abs(lon - row.to[0]) * 70_000).toBeLessThan(0.5);
    expect(Math.abs(lat - row.to[1]) * 111_000).toBeLessThan(0.5);
  });

  test("an outline that crosses itself is shown and not saved until it is mended", async () => {
    const scenario = await new_scenario("Vlinder");
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await tool(page, "Wadi").click();
    const { x, y } = px(row.middle);
    await page.keyboard.down("Alt");
    for (const [dx, dy] of [
      [-80, -60],
      [80, 60],
      [80, -60],
      [-80, 60],
    ] as const)
      await click_at(page, { x: x + dx, y: y + dy });
    await page.getByRole("button", { name: "Klaar" }).click();
    await page.keyboard.up("Alt");
    await detail(page)
      .getByText(/kruist zichzelf.*niet opgeslagen/)
      .waitFor();
    expect(await stored(scenario)).toEqual([]);
    await detail(page).getByRole("button", { name: "Herstellen" }).click();
    await page.waitForURL(/\/measures\/\d+/);
    await saved(page);
    expect(await stored(scenario)).toHaveLength(1);

    // Cut in two by a line across it: the line is no measure, and nothing is asked about it.
    const refused: number[] = [];
    page.on("response", (answer) => {
      if (answer.url().endsWith("/preview") && !answer.ok()) refused.push(answer.status());
    });
    await detail(page).getByRole("tab", { name: "Vorm" }).click();
    await detail(page).getByRole("button", { name: "Doorsnijden" }).click();
    await detail(page).getByRole("heading", { level: 1, name: "Doorsnijden" }).waitFor();
    await page.keyboard.down("Alt");
    await click_at(page, { x, y: y - 110 });
    await click_at(page, { x: x + 2, y: y + 110 });
    await click_at(page, { x: x + 2, y: y + 110 });
    await page.keyboard.up("Alt");
    await expect.poll(async () => (await stored(scenario)).length, { timeout: 60_000 }).toBe(2);
    expect(refused).toEqual([]);
    await saved(page);
    // Escape leads where the panel's own way back does.
    await detail(page).getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/draw\/\d+(\?|$)/);
  });

  test("without a connection nothing is lost: kept in the browser, sent when it is back", async () => {
    const scenario = await new_scenario("Zonder net");
    await put_row(scenario, [row.from, row.to]);
    await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await detail(page)
      .getByRole("link", { name: /Bomenrij/ })
      .click();
    await findings(page).first().waitFor();
    const connect = await without_connection(page);
    await detail(page).getByRole("tab", { name: "Eigenschappen" }).click();
    const spacing = detail(page).getByRole("textbox", { name: /Plantafstand/ });
    await spacing.fill("6");
    await spacing.press("Enter");
    await page.locator('[data-testid="save_state"][data-state="offline"]').waitFor();
    await page.reload();
    await map_idle(page);
    await expect.poll(() => spacing.inputValue()).toBe("6");
    expect((await stored(scenario))[0]?.parameters).toEqual({});
    await connect();
    await expect.poll(async () => (await stored(scenario))[0]?.parameters).toEqual({ spacing_m: 6 });
  });

  test("two planners see each other's changes as they come; the same measure at once is a choice, never a loss", async () => {
    const scenario = await new_scenario("Samen");
    await put_row(scenario, [row.from, row.to]);
    const [one] = await stored(scenario);
    const other = await open_page(browser, desktop);
    try {
      await open_at(
        page,
        `${product.url}/draw/${scenario}/measures/${one!.id}?lang=nl&tab=parameters`,
        row.middle,
        19,
      );
      await open_at(other.page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
      const list = other.page
        .locator("#detail")
        .getByRole("link", { name: /Bomenrij|Lindelaantje|Mijn naam/ });
      await list.first().waitFor();
      const name = detail(page).getByRole("textbox", { name: "Naam" });
      await name.fill("Lindelaantje");
      await name.press("Enter");
      await saved(page);
      await other.page.locator("#detail").getByText("Lindelaantje").waitFor();

      // The second changes it while the first cannot send.
      const connect = await without_connection(page);
      await name.fill("Mijn naam");
      await name.press("Enter");
      await page.locator('[data-testid="save_state"][data-state="offline"]').waitFor();
      await list.first().click();
      await other.page.locator("#detail").getByRole("tab", { name: "Eigenschappen" }).click();
      const theirs = other.page.locator("#detail").getByRole("textbox", { name: "Naam" });
      await theirs.fill("Hun naam");
      await theirs.press("Enter");
      await saved(other.page);
      await connect();
      const dialog = page.getByRole("alertdialog");
      await dialog.waitFor();
      expect(await dialog.textContent()).toContain("Mijn naam");
      expect(await dialog.textContent()).toContain("Hun naam");
      expect(await axe_violations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Mijn versie houden" }).click();
      await saved(page);
      await other.page.locator("#detail").getByText("Mijn naam").first().waitFor();
      expect(other.trouble).toEqual([]);
    } finally {
      await other.page.context().close();
    }
  });

  test("one outline by hand and by points that snap: few corners, saved as drawn", async () => {
    const scenario = await new_scenario("Uit de vrije hand");
    await put(scenario, "tree", { type: "Point", coordinates: row.middle });
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 20);
    await tool(page, "Wadi").click();
    await page.getByRole("button", { name: "Uit de vrije hand", exact: true }).click();
    const tree = px(row.middle);
    // A point on the tree, then three sides in one stroke with a shaky hand.
    await click_at(page, { x: tree.x + 5, y: tree.y - 4 });
    const stroke = [
      [40, -6],
      [130, -8],
      [132, 60],
      [128, 118],
      [60, 122],
      [10, 119],
    ] as const;
    await stroke_with_shaky_hand(page, tree, [[30, -7], ...stroke]);
    await findings(page).first().waitFor();
    await page.mouse.up();
    const size = () => page.getByTestId("live_size").textContent();
    await expect.poll(size).toMatch(/^[1-9]\d*\sm²$/);
    // A stroke is taken back as one.
    await page.keyboard.press("Control+z");
    await expect.poll(size).toMatch(/^0\sm²$/);
    expect(await stored(scenario)).toHaveLength(1);
    await page.mouse.move(tree.x + 130, tree.y - 8);
    await page.mouse.down();
    await page.mouse.move(tree.x + 131, tree.y + 60, { steps: 12 });
    await page.mouse.move(tree.x + 8, tree.y + 120, { steps: 12 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Klaar" }).click();
    await page.waitForURL(/\/measures\/\d+/);
    await saved(page);
    const area = (await stored(scenario)).find(({ geometry }) => geometry.type === "Polygon")!;
    const [ring] = area.geometry.coordinates as LonLat[][];
    // The tree, the stroke's beginning, its corner and its end; closed.
    expect(ring!.length).toBeGreaterThanOrEqual(4);
    expect(ring!.length).toBeLessThanOrEqual(8);
    const on_tree = ring!.some(
      ([lon, lat]) =>
        Math.abs(lon - row.middle[0]) * 70_000 < 0.02 && Math.abs(lat - row.middle[1]) * 111_000 < 0.02,
    );
    expect(on_tree).toBe(true);
  });

  test("what a closed second tab left unsaved is taken up by the first", async () => {
    const scenario = await new_scenario("Twee tabbladen");
    await put_row(scenario, [row.from, row.to]);
    const [one] = await stored(scenario);
    await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await detail(page)
      .getByRole("link", { name: /Bomenrij/ })
      .waitFor();
    const second = await page.context().newPage();
    await without_connection(second);
    await open_at(
      second,
      `${product.url}/draw/${scenario}/measures/${one!.id}?lang=nl&tab=parameters`,
      row.middle,
      19,
    );
    const name = detail(second).getByRole("textbox", { name: "Naam" });
    await name.fill("Uit het tweede tabblad");
    await name.press("Enter");
    await second.locator('[data-testid="save_state"][data-state="offline"]').waitFor();
    expect((await stored(scenario))[0]?.name).toBe("");
    await second.close();
    // Whoever comes back to the first tab finds it there.
    await page.bringToFront();
    // A browser without a window holds every tab for visible and does not say that one came forward.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await detail(page).getByText("Uit het tweede tabblad").waitFor();
    await saved(page);
    await expect.poll(async () => (await stored(scenario))[0]?.name).toBe("Uit het tweede tabblad");
  });

  test("nothing went wrong on the way", () => {
    expect(trouble).toEqual([]);
  });
});
