import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { browser_missing, map_idle, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

const desktop = { width: 1440, height: 900 };
const tablet = { width: 820, height: 1180 };

interface Street {
  readonly id: string;
  readonly name: string;
  readonly bounds_wgs84: readonly number[];
}

describe.skipIf(browser_missing())("Room for a pipe, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let street: Street;
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${product.url}/api/v1${path}`)).json()) as T;
  const detail = () => page.locator("#detail");
  const take_street = async (on: Page) => {
    await on.getByLabel("Of neem een hele straat").fill(street.name);
    const offered = on.getByRole("button", { name: new RegExp(`^${street.name} `) }).first();
    await offered.focus();
    await on.keyboard.press("Enter");
    await on.getByRole("button", { name: "Opnieuw tekenen" }).waitFor();
  };
  const search = async (on: Page) => {
    await on.getByRole("button", { name: "Tracés zoeken" }).click();
    await on.getByRole("columnheader", { name: "Tracé 1" }).waitFor();
  };

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    ({ page, trouble } = await open_page(browser, desktop));
    const { streets } = await get<{ streets: Street[] }>("/streets?q=jozef");
    street = streets[0]!;
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  test("a street by its name, by keyboard, gives corridors side by side with a profile each", async () => {
    await page.goto(`${product.url}/underground/room?lang=nl`);
    await map_idle(page);
    await take_street(page);
    await search(page);
    const columns = detail().getByRole("columnheader", { name: /^Tracé \d$/ });
    expect(await columns.count()).toBeGreaterThanOrEqual(3);
    for (const row of [
      "Lengte",
      "Te dicht",
      "Mogelijk te dicht",
      "Kruisingen",
      "Bochten",
      "Verharding",
      "Bomen weg",
    ])
      expect(await detail().getByRole("rowheader", { name: row, exact: true }).count(), row).toBe(1);
    await detail().getByRole("button", { name: "Tracé 2" }).click();
    await expect.poll(() => detail().getByRole("heading", { name: "Tracé 2" }).count()).toBe(1);
    expect(
      await detail()
        .getByRole("img", { name: /^Diepteprofiel/ })
        .count(),
    ).toBe(1);
    await detail().getByText("Wat weegt door").click();
    const bends = detail().getByRole("slider", { name: "Bochten" });
    await bends.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => bends.getAttribute("aria-valuetext")).toContain("7");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("one press makes the corridor measures of a new scenario", async () => {
    await detail().getByRole("button", { name: "Maatregel maken" }).click();
    const open = detail().getByRole("link", { name: "Scenario openen" });
    await open.waitFor();
    const id = /\/draw\/(\d+)/.exec((await open.getAttribute("href"))!)![1]!;
    const { measures } = await get<{ measures: { measure_type: string }[] }>(`/scenarios/${id}/measures`);
    expect(measures.length).toBeGreaterThan(0);
    expect(new Set(measures.map(({ measure_type }) => measure_type))).toEqual(new Set(["heat_line"]));
  });

  test("a heat network from a typed source, with the density of each stretch", async () => {
    const [west, south, east, north] = street.bounds_wgs84 as [number, number, number, number];
    await detail().getByRole("tab", { name: "Warmtenet" }).click();
    await detail().getByRole("button", { name: "Punten zetten" }).click();
    await detail().getByText(/typ/i).first().click();
    await detail()
      .getByPlaceholder("51.15012, 4.65034")
      .fill(`${(south + north) / 2}, ${(west + east) / 2}`);
    await page.keyboard.press("Enter");
    await detail().getByRole("button", { name: "Net zoeken" }).click();
    await detail()
      .getByRole("table", { name: /warmtedichtheid/ })
      .waitFor();
    expect(
      await detail()
        .getByText(/Warmtevraag geschat voor/)
        .count(),
    ).toBe(1);
    expect(await axe_violations(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test("on a tablet, by touch, nothing is cut", async () => {
    const opened = await open_page(browser, tablet, true);
    await opened.page.goto(`${product.url}/underground/room?lang=fr`);
    await map_idle(opened.page);
    await opened.page.getByLabel("Ou prenez une rue entière").fill(street.name);
    await opened.page
      .getByRole("button", { name: new RegExp(`^${street.name} `) })
      .first()
      .tap();
    await opened.page.getByRole("button", { name: "Chercher des tracés" }).tap();
    await opened.page.getByRole("columnheader", { name: "Tracé 1" }).waitFor();
    // The answer comes below a long form: it is brought to whoever asked.
    const answer = opened.page.getByRole("region", {
      name: /^(Tracés côte à côte|Les tracés les moins mauvais)$/,
    });
    await expect
      .poll(() =>
        answer.evaluate((box) => (box === document.activeElement ? box.getBoundingClientRect().top : -1)),
      )
      .toBeGreaterThanOrEqual(0);
    expect((await answer.boundingBox())!.y).toBeLessThan(tablet.height * 0.75);
    const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await axe_violations(opened.page)).toEqual([]);
    expect(opened.trouble).toEqual([]);
    await opened.page.context().close();
  });
});
