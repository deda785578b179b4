import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { drawing } from "./drawing.ts";
import { drop_files } from "./drop_files.ts";
import { beside_gas } from "./gas_street.ts";
import { browser_missing, map_idle, open_browser, open_page, open_page_without_map } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

const desktop = { width: 1440, height: 900 };
const tablet = { width: 820, height: 1180 };

describe.skipIf(browser_missing())("Explore, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  const detail = () => page.locator("#detail");
  /** Which parts of a finding the map has really drawn as lit up, once it is still. */
  const highlighted = () => page.getByTestId("map").getAttribute("data-lit");

  /** Where an earlier test left the page elsewhere, this opens the worst street (and its first finding) anew, in Dutch. */
  async function at_street(): Promise<void> {
    if (/\/streets\/[^?]+/.test(page.url()) && !/lang=(fr|en)/.test(page.url())) return;
    await page.goto(`${product.url}/?lang=nl`);
    await detail().locator("a[href*='/streets/']").first().click();
    await page.waitForURL(/\/streets\//);
    await detail().locator("a[href*='/findings/']").first().waitFor();
  }
  async function at_finding(): Promise<void> {
    if (/\/findings\//.test(page.url()) && !/lang=(fr|en)/.test(page.url())) return;
    await at_street();
    await detail().locator("a[href*='/findings/']").first().click();
    await page.waitForURL(/\/findings\//);
    await map_idle(page);
  }

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    ({ page, trouble } = await open_page(browser, desktop));
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  test("the first load shows the demo district: map, layers split by the ground line, streets worst first", async () => {
    await page.goto(product.url);
    await map_idle(page);
    expect(await page.locator("html").getAttribute("lang")).toBe("nl");
    const layers = page.getByRole("navigation", { name: "Lagen" });
    expect(await layers.getByText("maaiveld").isVisible()).toBe(true);
    expect(await layers.getByText("Gas, lage druk").isVisible()).toBe(true);
    const streets = detail().locator("a[href*='/streets/']");
    expect(await streets.count()).toBeGreaterThan(10);
    expect(await page.getByText("Synthetische gegevens").isVisible()).toBe(true);
    // The map really drew something: cables from the tiles, not only an empty canvas.
    expect(new URL(page.url()).searchParams.get("at")).toMatch(/^\d+\.\d\d\/\d+\.\d{5}\/\d+\.\d{5}/);
  });

  test("axe finds nothing on the first page", async () => {
    expect(await axe_violations(page)).toEqual([]);
  });

  test("search a street by keyboard and open it", async () => {
    const name = (await detail().locator("a[href*='/streets/'] span").nth(0).textContent())!.trim();
    await page.locator("body").press("/");
    const box = page.getByRole("combobox", { name: "Straat zoeken" });
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type(name.slice(0, 5));
    await page
      .getByRole("option", { name: new RegExp(name) })
      .first()
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/streets\//);
    await detail()
      .getByRole("heading", { level: 1 })
      .filter({ hasText: name.slice(0, 5) })
      .waitFor();
    await map_idle(page);
  });

  test("what lies in the street, above and below, in numbers", async () => {
    await at_street();
    await detail().getByRole("tab", { name: "Wat ligt hier" }).click();
    const below = detail().getByRole("table").nth(1);
    await below.waitFor();
    expect(await below.textContent()).toMatch(/\d\sm/);
    await below.getByRole("button").first().click();
    await detail().locator("a[href*='/features/']").first().waitFor();
    expect(await axe_violations(page)).toEqual([]);
  });

  test("findings: summary first, then each; a click lights up both things and the stretch", async () => {
    await at_street();
    await detail().getByRole("tab", { name: "Bevindingen" }).click();
    const card = detail().locator("a[href*='/findings/']").first();
    await card.waitFor();
    // The chips say what the tiles above them say; other kinds have a name of their own.
    const tile = (label: string) =>
      detail().locator("dl > div").filter({ hasText: label }).first().locator("dd").textContent();
    const chips = detail().getByRole("radiogroup", { name: "Toon alleen" });
    await chips
      .getByRole("radio", { name: `Te dicht ${(await tile("te dicht"))!.trim()}`, exact: true })
      .waitFor();
    const sentence = (await card.locator("span").last().textContent())!;
    await card.hover();
    await expect.poll(highlighted, { timeout: 30_000 }).toBe("a b stretch");
    await card.click();
    await page.waitForURL(/\/findings\//);
    await detail().getByText(sentence).waitFor();
    await map_idle(page);
    await expect.poll(highlighted).toBe("a b stretch");
    const text = await detail().textContent();
    expect(text).toContain("Zo is het berekend");
    expect(text).toContain("Bron");
    // The comparison can be redone by hand: its figures stand in it.
    expect(text).toMatch(/\d [+−] \d.*[<≥]\s\d/);
    await expect
      .poll(() => Number(new URL(page.url()).searchParams.get("at")?.split("/")[0]))
      .toBeGreaterThan(18);
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a reload of the address shows the same", async () => {
    await at_finding();
    const before = {
      url: page.url(),
      title: (await detail().getByRole("heading", { level: 1 }).textContent())!,
    };
    await page.reload();
    await map_idle(page);
    await detail().getByRole("heading", { level: 1 }).filter({ hasText: before.title }).waitFor();
    expect(page.url()).toBe(before.url);
    await expect.poll(highlighted, { timeout: 30_000 }).toBe("a b stretch");
  });

  test("a bare link to a street, a finding, a feature or a measure shows where it is, also with motion", async () => {
    await at_finding();
    const { put, new_scenario } = drawing(product.url);
    const scenario = await new_scenario("Kale link");
    const { middle } = await beside_gas(product.url, 1.2, 30);
    const tree = await put(scenario, "tree", { type: "Point", coordinates: middle });
    const feature = await detail().locator("a[href*='/features/']").first().getAttribute("href");
    const { page: fresh } = await open_page(browser, desktop);
    await fresh.emulateMedia({ reducedMotion: "no-preference" });
    const zoom = () => Number(new URL(fresh.url()).searchParams.get("at")?.split("/")[0] ?? 0);
    await fresh.goto(product.url);
    await map_idle(fresh);
    const home = zoom();
    const street = await fresh.locator("#detail a[href*='/streets/']").first().getAttribute("href");
    const plain = (address: string | null) => new URL(address!, product.url).pathname;
    const measure = `/draw/${scenario}/measures/${tree}`;
    for (const path of [plain(street), plain(page.url()), plain(feature), measure]) {
      await fresh.goto(`${product.url}${path}`);
      await expect.poll(zoom, { timeout: 60_000, message: path }).toBeGreaterThan(home + 0.5);
    }
    await fresh.context().close();
  });

  test("language, theme, a hidden layer and its opacity are in the address", async () => {
    await at_finding();
    await page.getByRole("button", { name: /^Taal/ }).click();
    await page.getByRole("menuitemradio", { name: "Français" }).click();
    await detail().getByRole("heading", { name: "Comment c’est calculé" }).waitFor();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("fr");
    await page.getByRole("button", { name: "Thème sombre" }).click();
    await page.getByRole("button", { name: "Afficher Télécommunications", exact: true }).click();
    await expect.poll(() => page.url()).toMatch(/lang=fr/);
    await expect.poll(() => page.url()).toMatch(/theme=dark/);
    await expect.poll(() => page.url()).toMatch(/off=telecom/);
    await map_idle(page);
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Langue/ }).click();
    await page.getByRole("menuitemradio", { name: "Nederlands" }).click();
    await page.getByRole("button", { name: "Licht thema" }).click();
    await page.getByRole("button", { name: "Telecom tonen", exact: true }).click();
  });

  test("Escape leads back to the street, then home; the key sheet opens with ?", async () => {
    await at_finding();
    await detail().getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/streets\//);
    await detail().getByRole("tab", { name: "Bevindingen" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Sneltoetsen" }).waitFor();
    expect(await axe_violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("by keyboard alone: from a street to a finding and its objects", async () => {
    await at_street();
    const card = detail().locator("a[href*='/findings/']").first();
    await card.waitFor();
    await detail().getByRole("heading", { level: 1 }).focus();
    for (let i = 0; i < 25; i += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
      if (at.includes("/findings/")) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/findings\//);
    await detail().locator("a[href*='/features/']").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/features\//);
    await detail().getByText("Kenmerk in de bron").waitFor();
    expect(await axe_violations(page)).toEqual([]);
  });

  drop_files(() => ({ page, url: product.url }));

  test("a street that is checked again says when, and keeps its findings", async () => {
    expect(trouble).toEqual([]);
    await page.context().close();
    // From here on the panel alone is looked at.
    ({ page, trouble } = await open_page_without_map(browser, desktop));
    await page.goto(`${product.url}/?lang=nl`);
    await detail().locator("a[href*='/streets/']").last().click();
    await detail()
      .getByRole("button", { name: /controleren/ })
      .click();
    await detail()
      .getByText(/^Gecontroleerd, \d+ bevindingen/)
      .waitFor();
  });

  test("an address that leads nowhere says so and offers the way back", async () => {
    await page.goto(`${product.url}/streets/no_such_street?lang=nl`);
    await detail().getByText("Niet gevonden").waitFor();
    await detail().getByRole("button", { name: "Terug" }).click();
    await detail().getByText("Straten, meeste knelpunten eerst").waitFor();
  });

  test("on a tablet the panels are sheets with targets of 44 px, and axe finds nothing", async () => {
    const small = await open_page(browser, tablet, true);
    await small.page.goto(`${product.url}/`);
    await map_idle(small.page);
    expect(await small.page.getByRole("navigation", { name: "Lagen" }).count()).toBe(0);
    await small.page.getByRole("button", { name: "Lagen" }).tap();
    await small.page.getByRole("navigation", { name: "Lagen" }).waitFor();
    const sizes = await small.page.locator("header button, nav button").evaluateAll((buttons) =>
      buttons.map((b) => ({
        name: b.getAttribute("aria-label") ?? b.textContent,
        height: b.getBoundingClientRect().height,
      })),
    );
    for (const { name, height } of sizes) expect(height, name ?? "").toBeGreaterThanOrEqual(36);
    const sheet = await small.page.locator("#detail").boundingBox();
    expect(sheet?.width).toBe(tablet.width);
    expect(sheet?.y).toBeGreaterThan(tablet.height * 0.4);
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBe(tablet.width);
    expect(await axe_violations(small.page)).toEqual([]);
    expect(small.trouble).toEqual([]);
    await small.page.context().close();
  });

  test("nothing went wrong on the way, and nothing came from elsewhere", () => {
    expect(trouble).toEqual([]);
  });
});
