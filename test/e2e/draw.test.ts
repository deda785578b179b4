import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { desktop, detail, drawing, findings, saved, tablet, tool } from "./drawing.ts";
import { beside_gas } from "./gas_street.ts";
import { click_at, open_at } from "./map_place.ts";
import { browser_missing, map_idle, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

describe.skipIf(browser_missing())("Draw, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let row: Awaited<ReturnType<typeof beside_gas>>;
  let { put, new_scenario, stored, put_row } = drawing("");
  const by_sentence = (text: RegExp) => findings(page).filter({ hasText: text });

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

  test("a scenario is begun by name from the top bar", async () => {
    await page.goto(`${product.url}/?lang=nl`);
    await map_idle(page);
    await page.getByRole("navigation", { name: "Werkwijzen" }).getByRole("link", { name: "Tekenen" }).click();
    await page.getByRole("textbox", { name: "Naam van het nieuwe scenario" }).fill("Warm en groen");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Beginnen" }).click();
    await page.waitForURL(/\/draw\/\d+/);
    await detail(page).getByText("Hier is nog niets getekend").waitFor();
    await map_idle(page);
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a tree row over a gas pipe: findings while dragging, a root barrier, saved, the same after a reload, clean after undo", async () => {
    const scenario = await new_scenario("Bomenrij");
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await tool(page, "Bomenrij").click();
    await page.keyboard.down("Alt");
    await click_at(page, px(row.from));
    const far = px(row.to);
    // Still under way: no second point is set, yet the findings are there.
    await page.mouse.move(far.x, far.y, { steps: 8 });
    await by_sentence(/^.*Boom op .* van gas \(lage druk\)/)
      .first()
      .waitFor();
    expect(await stored(scenario)).toEqual([]);
    expect(await page.getByTestId("live_size").textContent()).toMatch(/^30,\d+\sm · 4×$/);
    await click_at(page, far);
    await click_at(page, far);
    await page.keyboard.up("Alt");
    await page.waitForURL(/\/draw\/\d+\/measures\/\d+/);
    await saved(page);
    expect(await stored(scenario)).toHaveLength(1);

    // Roots against the water main: a barrier settles it.
    const roots = by_sentence(/drinkwaterleiding: 3,0\sm te dicht/);
    await roots.getByRole("button", { name: "Wortelscherm plaatsen" }).click();
    await roots.waitFor({ state: "detached", timeout: 30_000 });
    await saved(page);
    await expect.poll(async () => (await stored(scenario))[0]?.parameters).toEqual({ root_barrier: true });
    const before = {
      url: page.url(),
      numbers: await detail(page).locator("dl").first().textContent(),
      list: await findings(page).allTextContents(),
    };
    expect(await axe_violations(page)).toEqual([]);

    await page.reload();
    await map_idle(page);
    await findings(page).first().waitFor();
    expect(page.url()).toBe(before.url);
    expect(await detail(page).locator("dl").first().textContent()).toBe(before.numbers);
    expect(await findings(page).allTextContents()).toEqual(before.list);

    // The history survived as well: barrier off, row gone.
    await page.getByRole("button", { name: "Ongedaan maken" }).click();
    await roots.waitFor();
    await page.keyboard.press("Control+z");
    await detail(page).getByText("Deze maatregel is er niet meer").first().waitFor();
    await saved(page);
    await expect.poll(() => stored(scenario)).toEqual([]);
    await expect
      .poll(
        async () =>
          (await (await fetch(`${product.url}/api/v1/scenarios/${scenario}/findings`)).json()).total,
      )
      .toBe(0);
    // And back again under the same id, so that the address still leads there.
    await page.keyboard.press("Control+Shift+z");
    await findings(page).first().waitFor();
    await saved(page);
    await page.keyboard.press("Control+z");
    await saved(page);
  });

  test("a dragged row takes its findings along", async () => {
    const scenario = await new_scenario("Slepen");
    await put_row(scenario, [row.from, row.to]);
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await detail(page)
      .getByRole("link", { name: /Bomenrij/ })
      .click();
    await by_sentence(/gas \(lage druk\)/)
      .first()
      .waitFor();
    const gas = by_sentence(/gas \(lage druk\)/).first();
    const sentence = await gas.textContent();
    const grip = px([
      row.from[0] + (row.to[0] - row.from[0]) * 0.3,
      row.from[1] + (row.to[1] - row.from[1]) * 0.3,
    ]);
    await page.mouse.move(grip.x, grip.y, { steps: 3 });
    await page.waitForTimeout(100);
    await page.mouse.down();
    await page.mouse.move(grip.x, grip.y - 14, { steps: 6 });
    await expect.poll(() => gas.textContent(), { timeout: 30_000 }).not.toBe(sentence);
    expect((await stored(scenario))[0]?.version).toBe(1);
    await page.mouse.up();
    await saved(page);
    await expect.poll(async () => (await stored(scenario))[0]?.version).toBe(2);
    await page.keyboard.press("Control+z");
    await expect.poll(() => gas.textContent(), { timeout: 30_000 }).toBe(sentence);
    await saved(page);
  });

  test("by keyboard alone: tool, two points, barrier, undo", async () => {
    const scenario = await new_scenario("Toetsenbord");
    await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.from, 19);
    await tool(page, "Bomenrij").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("crosshair").waitFor();
    await page.keyboard.press("Enter");
    const steps = Math.sign(row.to[0] - row.from[0]);
    for (let i = 0; i < 12; i += 1) await page.keyboard.press(steps > 0 ? "ArrowRight" : "ArrowLeft");
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+ArrowUp");
    await findings(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/measures\/\d+/);
    await saved(page);
    expect(await stored(scenario)).toHaveLength(1);
    const barrier = detail(page).getByRole("button", { name: "Wortelscherm plaatsen" }).first();
    await barrier.waitFor();
    await detail(page).getByRole("heading", { level: 1 }).focus();
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent)) === "Wortelscherm plaatsen") break;
    }
    await page.keyboard.press("Enter");
    await saved(page);
    await expect.poll(async () => (await stored(scenario))[0]?.parameters).toEqual({ root_barrier: true });
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await saved(page);
    await expect.poll(() => stored(scenario)).toEqual([]);
  });

  test("where can a tree go: the free band of the street is drawn and said", async () => {
    const scenario = await new_scenario("Waar kan het");
    const id = await put(scenario, "tree", { type: "Point", coordinates: row.middle });
    await open_at(page, `${product.url}/draw/${scenario}/measures/${id}?lang=nl`, row.middle, 19);
    await detail(page).getByRole("button", { name: "Waar kan het wel?" }).click();
    await detail(page)
      .getByText(/(is .* vrij|nergens plaats)/)
      .waitFor({ timeout: 60_000 });
  });

  test("by touch on a tablet: palette, two taps, a measure; targets of 44 px and axe finds nothing", async () => {
    const scenario = await new_scenario("Tablet");
    const small = await open_page(browser, tablet, true);
    try {
      await small.page.goto(
        `${product.url}/draw/${scenario}?lang=nl&at=19.00/${row.middle[1].toFixed(5)}/${row.middle[0].toFixed(5)}`,
      );
      await map_idle(small.page);
      await small.page.getByRole("button", { name: "Maatregel", exact: true }).tap();
      await small.page
        .getByRole("navigation", { name: "Maatregelen" })
        .getByRole("button", { name: /^Bomenrij / })
        .tap();
      const map = (await small.page.getByTestId("map").boundingBox())!;
      await small.page.touchscreen.tap(map.x + 300, map.y + 260);
      await small.page.waitForTimeout(200);
      await small.page.touchscreen.tap(map.x + 520, map.y + 300);
      await small.page.waitForTimeout(200);
      await small.page.getByRole("button", { name: "Klaar" }).tap();
      await small.page.waitForURL(/\/measures\/\d+/);
      await saved(small.page);
      expect(await stored(scenario)).toHaveLength(1);
      const sizes = await small.page
        .getByRole("toolbar", { name: "Tekenbalk" })
        .getByRole("button")
        .evaluateAll((buttons) => buttons.map((b) => b.getBoundingClientRect().height));
      for (const height of sizes) expect(height).toBeGreaterThanOrEqual(44);
      expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBe(tablet.width);
      expect(await axe_violations(small.page)).toEqual([]);
      expect(small.trouble).toEqual([]);
    } finally {
      await small.page.context().close();
    }
  });

  test("a single tree in the way becomes a hedge along its street, and back", async () => {
    const scenario = await new_scenario("Haag");
    const id = await put(scenario, "tree", { type: "Point", coordinates: row.middle });
    await open_at(page, `${product.url}/draw/${scenario}/measures/${id}?lang=nl`, row.middle, 19.5);
    await detail(page)
      .getByRole("button", { name: /^Haag of vaste planten/ })
      .first()
      .click();
    await detail(page).getByText("Maatregel · Haag").waitFor();
    await saved(page);
    const shape = async () => (await stored(scenario))[0];
    await expect.poll(async () => (await shape())?.measure_type).toBe("hedge");
    const [a, b] = (await shape())!.geometry.coordinates as [number, number][];
    const [east, north] = [(b![0] - a![0]) * 69_970, (b![1] - a![1]) * 111_250];
    expect(Math.hypot(east, north)).toBeCloseTo(5, 1);
    await page.keyboard.press("Control+z");
    await saved(page);
    await expect.poll(async () => (await shape())?.geometry.type).toBe("Point");
  });

  test("by hand with a finger: one stroke round, a measure", async () => {
    const scenario = await new_scenario("Vinger");
    const small = await open_page(browser, tablet, true);
    try {
      await small.page.goto(
        `${product.url}/draw/${scenario}?lang=nl&at=19.50/${row.middle[1].toFixed(5)}/${row.middle[0].toFixed(5)}`,
      );
      await map_idle(small.page);
      await small.page.getByRole("button", { name: "Maatregel", exact: true }).tap();
      await tool(small.page, "Wadi").tap();
      await small.page.getByRole("button", { name: "Uit de vrije hand", exact: true }).tap();
      const finger = await small.page.context().newCDPSession(small.page);
      const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
        finger.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
      let at = { x: 300, y: 300 };
      await touch("touchStart", at);
      for (const [x, y] of [
        [400, 300],
        [480, 380],
        [400, 450],
        [320, 400],
        [302, 310],
      ] as const) {
        for (let i = 1; i <= 6; i += 1) {
          await touch("touchMove", { x: at.x + ((x - at.x) * i) / 6, y: at.y + ((y - at.y) * i) / 6 });
          await small.page.waitForTimeout(20);
        }
        at = { x, y };
      }
      await touch("touchEnd");
      await small.page.waitForURL(/\/measures\/\d+/);
      await saved(small.page);
      const [swale] = await stored(scenario);
      const [ring] = swale!.geometry.coordinates as number[][][];
      expect(ring!.length).toBeGreaterThanOrEqual(6);
      expect(ring!.length).toBeLessThanOrEqual(12);
      expect(small.trouble).toEqual([]);
    } finally {
      await small.page.context().close();
    }
  });

  test("nothing went wrong on the way, and nothing came from elsewhere", () => {
    expect(trouble).toEqual([]);
  });
});
