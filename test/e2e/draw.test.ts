import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { beside_gas } from "./gas_street.ts";
import { click_at, type LonLat, open_at } from "./map_place.ts";
import { browser_missing, map_idle, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

const desktop = { width: 1440, height: 900 };
const tablet = { width: 820, height: 1180 };

interface Stored {
  readonly id: number;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly parameters: Record<string, unknown>;
  readonly version: number;
}

describe.skipIf(browser_missing())("Draw, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let row: Awaited<ReturnType<typeof beside_gas>>;
  const detail = () => page.locator("#detail");
  const saved = (on: Page = page) =>
    on.locator('[data-testid="save_state"][data-state="saved"]').waitFor({ timeout: 30_000 });
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return (await response.json()) as T;
  };
  const new_scenario = async (name: string) => (await post<{ id: number }>("/scenarios", { name })).id;
  const stored = async (scenario: number): Promise<Stored[]> =>
    (
      (await (await fetch(`${product.url}/api/v1/scenarios/${scenario}/measures`)).json()) as {
        measures: Stored[];
      }
    ).measures;
  const put_row = async (scenario: number, [from, to]: readonly LonLat[]) =>
    post(`/scenarios/${scenario}/changes`, {
      changes: [
        {
          op: "put",
          id: null,
          version: null,
          measure_type: "tree_row",
          name: "",
          geometry: { type: "LineString", coordinates: [from, to] },
          parameters: {},
          from: null,
          until: null,
        },
      ],
    });
  const tool = (name: string) =>
    page
      .getByRole("navigation", { name: "Maatregelen" })
      .getByRole("button", { name: new RegExp(`^${name} `) });
  const findings = () => page.getByTestId("live_finding");
  const by_sentence = (text: RegExp) => findings().filter({ hasText: text });

  beforeAll(async () => {
    product = await start_product();
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
    await detail().getByText("Hier is nog niets getekend").waitFor();
    await map_idle(page);
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a tree row over a gas pipe: findings while dragging, a root barrier, saved, the same after a reload, clean after undo", async () => {
    const scenario = await new_scenario("Bomenrij");
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await tool("Bomenrij").click();
    await page.keyboard.down("Alt");
    await click_at(page, px(row.from));
    const far = px(row.to);
    // Still under way: no second point is set, yet the findings are there.
    await page.mouse.move(far.x, far.y, { steps: 8 });
    await by_sentence(/^.*Boom op .* van gas \(lage druk\)/)
      .first()
      .waitFor({ timeout: 30_000 });
    expect(await stored(scenario)).toEqual([]);
    expect(await page.getByTestId("live_size").textContent()).toMatch(/^30,\d+\sm · 4×$/);
    await click_at(page, far);
    await click_at(page, far);
    await page.keyboard.up("Alt");
    await page.waitForURL(/\/draw\/\d+\/measures\/\d+/);
    await saved();
    expect(await stored(scenario)).toHaveLength(1);

    // Roots against the water main: a barrier settles it.
    const roots = by_sentence(/drinkwaterleiding: 3,0\sm te dicht/);
    await roots.getByRole("button", { name: "Wortelscherm plaatsen" }).click();
    await roots.waitFor({ state: "detached", timeout: 30_000 });
    await saved();
    await expect.poll(async () => (await stored(scenario))[0]?.parameters).toEqual({ root_barrier: true });
    const before = {
      url: page.url(),
      numbers: await detail().locator("dl").first().textContent(),
      list: await findings().allTextContents(),
    };
    expect(await axe_violations(page)).toEqual([]);

    await page.reload();
    await map_idle(page);
    await findings().first().waitFor();
    expect(page.url()).toBe(before.url);
    expect(await detail().locator("dl").first().textContent()).toBe(before.numbers);
    expect(await findings().allTextContents()).toEqual(before.list);

    // The history survived as well: barrier off, row gone.
    await page.getByRole("button", { name: "Ongedaan maken" }).click();
    await roots.waitFor({ timeout: 30_000 });
    await page.keyboard.press("Control+z");
    await detail().getByText("Deze maatregel is er niet meer").first().waitFor();
    await saved();
    await expect.poll(() => stored(scenario)).toEqual([]);
    await expect
      .poll(
        async () =>
          (await (await fetch(`${product.url}/api/v1/scenarios/${scenario}/findings`)).json()).total,
      )
      .toBe(0);
    // And back again under the same id, so that the address still leads there.
    await page.keyboard.press("Control+Shift+z");
    await findings().first().waitFor();
    await saved();
    await page.keyboard.press("Control+z");
    await saved();
  });

  test("a dragged row takes its findings along", async () => {
    const scenario = await new_scenario("Slepen");
    await put_row(scenario, [row.from, row.to]);
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await detail()
      .getByRole("link", { name: /Bomenrij/ })
      .click();
    await by_sentence(/gas \(lage druk\)/)
      .first()
      .waitFor({ timeout: 30_000 });
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
    await saved();
    await expect.poll(async () => (await stored(scenario))[0]?.version).toBe(2);
    await page.keyboard.press("Control+z");
    await expect.poll(() => gas.textContent(), { timeout: 30_000 }).toBe(sentence);
    await saved();
  });

  test("by keyboard alone: tool, two points, barrier, undo", async () => {
    const scenario = await new_scenario("Toetsenbord");
    await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.from, 19);
    await tool("Bomenrij").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("crosshair").waitFor();
    await page.keyboard.press("Enter");
    const steps = Math.sign(row.to[0] - row.from[0]);
    for (let i = 0; i < 12; i += 1) await page.keyboard.press(steps > 0 ? "ArrowRight" : "ArrowLeft");
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+ArrowUp");
    await findings().first().waitFor({ timeout: 30_000 });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/measures\/\d+/);
    await saved();
    expect(await stored(scenario)).toHaveLength(1);
    const barrier = detail().getByRole("button", { name: "Wortelscherm plaatsen" }).first();
    await barrier.waitFor({ timeout: 30_000 });
    await detail().getByRole("heading", { level: 1 }).focus();
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent)) === "Wortelscherm plaatsen") break;
    }
    await page.keyboard.press("Enter");
    await saved();
    await expect.poll(async () => (await stored(scenario))[0]?.parameters).toEqual({ root_barrier: true });
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await saved();
    await expect.poll(() => stored(scenario)).toEqual([]);
  });

  test("snapping shows what it holds to, and Alt holds it off", async () => {
    const scenario = await new_scenario("Vastklikken");
    await put_row(scenario, [row.from, row.to]);
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19.5);
    await tool("Boom").click();
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
    await saved();
    const point = (await stored(scenario)).find(({ geometry }) => geometry.type === "Point");
    const [lon, lat] = point!.geometry.coordinates as [number, number];
    // On the row's last tree or its end, not where the pointer was: 6 px are 0.4 m.
    expect(Math.abs(lon - row.to[0]) * 70_000).toBeLessThan(0.5);
    expect(Math.abs(lat - row.to[1]) * 111_000).toBeLessThan(0.5);
  });

  test("an outline that crosses itself is shown and not saved until it is mended", async () => {
    const scenario = await new_scenario("Vlinder");
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await tool("Wadi").click();
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
    await detail()
      .getByText(/kruist zichzelf.*niet opgeslagen/)
      .waitFor();
    expect(await stored(scenario)).toEqual([]);
    await detail().getByRole("button", { name: "Herstellen" }).click();
    await page.waitForURL(/\/measures\/\d+/);
    await saved();
    expect(await stored(scenario)).toHaveLength(1);
  });

  test("without a connection nothing is lost: kept in the browser, sent when it is back", async () => {
    const scenario = await new_scenario("Zonder net");
    await put_row(scenario, [row.from, row.to]);
    await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, row.middle, 19);
    await detail()
      .getByRole("link", { name: /Bomenrij/ })
      .click();
    await findings().first().waitFor({ timeout: 30_000 });
    await page.route("**/changes", (route) => route.abort());
    await detail().getByRole("tab", { name: "Eigenschappen" }).click();
    const spacing = detail().getByRole("textbox", { name: /Plantafstand/ });
    await spacing.fill("6");
    await spacing.press("Enter");
    await page.locator('[data-testid="save_state"][data-state="offline"]').waitFor();
    await page.reload();
    await map_idle(page);
    await expect.poll(() => spacing.inputValue()).toBe("6");
    expect((await stored(scenario))[0]?.parameters).toEqual({});
    await page.unroute("**/changes");
    await saved();
    await expect.poll(async () => (await stored(scenario))[0]?.parameters).toEqual({ spacing_m: 6 });
  });

  test("two planners see each other within 2 seconds; the same measure at once is a choice, never a loss", async () => {
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
      const name = detail().getByRole("textbox", { name: "Naam" });
      await name.fill("Lindelaantje");
      await name.press("Enter");
      await saved();
      await other.page.locator("#detail").getByText("Lindelaantje").waitFor({ timeout: 2000 });

      // The second changes it while the first cannot send.
      await page.route("**/changes", (route) => route.abort());
      await name.fill("Mijn naam");
      await name.press("Enter");
      await page.locator('[data-testid="save_state"][data-state="offline"]').waitFor();
      await list.first().click();
      await other.page.locator("#detail").getByRole("tab", { name: "Eigenschappen" }).click();
      const theirs = other.page.locator("#detail").getByRole("textbox", { name: "Naam" });
      await theirs.fill("Hun naam");
      await theirs.press("Enter");
      await saved(other.page);
      await page.unroute("**/changes");
      const dialog = page.getByRole("alertdialog");
      await dialog.waitFor();
      expect(await dialog.textContent()).toContain("Mijn naam");
      expect(await dialog.textContent()).toContain("Hun naam");
      expect(await axe_violations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Mijn versie houden" }).click();
      await saved();
      await other.page.locator("#detail").getByText("Mijn naam").first().waitFor({ timeout: 5000 });
      expect(other.trouble).toEqual([]);
    } finally {
      await other.page.context().close();
    }
  });

  test("where can a tree go: the free band of the street is drawn and said", async () => {
    const scenario = await new_scenario("Waar kan het");
    await post(`/scenarios/${scenario}/changes`, {
      changes: [
        {
          op: "put",
          id: null,
          version: null,
          measure_type: "tree",
          name: "",
          geometry: { type: "Point", coordinates: row.middle },
          parameters: {},
          from: null,
          until: null,
        },
      ],
    });
    const [tree] = await stored(scenario);
    await open_at(page, `${product.url}/draw/${scenario}/measures/${tree!.id}?lang=nl`, row.middle, 19);
    await detail().getByRole("button", { name: "Waar kan het wel?" }).click();
    await detail()
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

  test("nothing went wrong on the way, and nothing came from elsewhere", () => {
    expect(trouble).toEqual([]);
  });
});
