import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { browser_missing, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

interface District {
  readonly id: string;
  readonly name: string;
  readonly bounds_wgs84: [number, number, number, number];
}

describe.skipIf(browser_missing())("Compare, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let districts: District[];
  let ids: number[];
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return (await response.json()) as T;
  };

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    districts = (await ask<{ districts: District[] }>("/districts")).districts;
    ids = [await build("Bomen eerst", 8, false), await build("Water en hagen", 3, true)];
    ({ page, trouble } = await open_page(browser, { width: 1440, height: 900 }));
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** A scenario with rows of trees, and for the wetter one hedges, swales and a felled tree, in both districts. */
  async function build(name: string, rows: number, wet: boolean): Promise<number> {
    const { id } = await ask<{ id: number }>("/scenarios", { name });
    const changes = districts.flatMap(({ bounds_wgs84: [west, south, east, north] }) => {
      const at = (x: number, y: number) => [west + (east - west) * x, south + (north - south) * y];
      const line = (y: number, length: number) => ({
        type: "LineString",
        coordinates: [at(0.3, y), at(0.3 + length, y)],
      });
      const box = [at(0.4, 0.4), at(0.44, 0.4), at(0.44, 0.42), at(0.4, 0.42), at(0.4, 0.4)];
      const area = { type: "Polygon", coordinates: [box] };
      return [
        ...Array.from({ length: rows }, (_, n) => ({
          measure_type: "tree_row",
          geometry: line(0.3 + n / 20, 0.2),
        })),
        { measure_type: "charge_point", geometry: { type: "Point", coordinates: at(0.5, 0.51) } },
        ...(wet
          ? [
              { measure_type: "hedge", geometry: line(0.7, 0.4) },
              { measure_type: "facade_garden", geometry: line(0.7, 0.1) },
              { measure_type: "swale", geometry: area },
              { measure_type: "depaving", geometry: area },
              { measure_type: "tree_removal", geometry: { type: "Point", coordinates: at(0.6, 0.6) } },
            ]
          : [{ measure_type: "parking_removal", geometry: area }]),
      ].map((draft) => ({ op: "put", id: null, version: null, ...draft }));
    });
    await ask(`/scenarios/${id}/changes`, { changes });
    return id;
  }

  const shot = async (name: string) => {
    const folder = process.env.E2E_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false });
  };

  test("two scenarios and today stand side by side, with the share of each target", async () => {
    await page.goto(`${product.url}/compare?scenarios=${ids.join(",")}`);
    const trees = page.getByRole("row", { name: /Extra bomen/ });
    await trees.waitFor();
    const { scenarios } = await ask<{
      scenarios: { indicators: { id: string; value: number }[] }[];
    }>(`/comparison?scenarios=${ids.join(",")}`);
    const counted = scenarios.map((one) => one.indicators.find(({ id }) => id === "trees")!.value);
    expect(counted[0]).toBe(0);
    const cells = (await trees.getByRole("cell").allInnerTexts()).map((text) => text.split("\n")[0]);
    expect(cells.slice(1)).toEqual(counted.map(String));
    await expect
      .poll(() => page.locator("section > h2").allInnerTexts(), { timeout: 60_000 })
      .toEqual([
        "Doelen van het klimaatpact",
        "In beeld",
        "Op de kaart",
        "Per wijk",
        "Wat het verschil maakt",
        "Kosten",
        "Ruimte",
        "Bevindingen",
        "Per straat",
      ]);
    await shot("compare_top");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a number opens into what counts and what does not, with the reason", async () => {
    const hedge = page.getByRole("row", { name: /Haag of geveltuin/ });
    await hedge.getByRole("button").last().click();
    const opened = page.getByRole("region", { name: "Meegeteld" });
    await opened.getByText("ligt op een plaats die al meetelt").first().waitFor();
    await opened.getByRole("heading", { name: "Haag of geveltuin in Water en hagen" }).waitFor();
    // One hedge in each district counts; the facade gardens lie on them.
    expect(await opened.getByRole("table").first().getByRole("row").count()).toBe(1 + districts.length);
    await shot("compare_opened");
    expect(await axe_violations(page)).toEqual([]);
    await opened.getByRole("button", { name: "Sluiten" }).click();
  });

  test("per district, what decides and the rest, at the bottom of the page", async () => {
    for (const [n, title] of [
      "In beeld",
      "Per wijk",
      "Wat het verschil maakt",
      "Kosten",
      "Ruimte",
    ].entries()) {
      await page.getByRole("heading", { name: title }).scrollIntoViewIfNeeded();
      await page.getByRole("heading", { name: title }).evaluate((one) => one.scrollIntoView());
      await shot(`compare_${n}`);
    }
    const row = page.getByRole("row", { name: new RegExp(districts[0]!.name) }).last();
    expect(await row.getByRole("cell").count()).toBe(2);
  });

  test("the district is chosen in the address, and the sheet holds the same", async () => {
    const district = districts[0]!;
    await page.goto(
      `${product.url}/compare?scenarios=${ids.join(",")}&district=${encodeURIComponent(district.id)}`,
    );
    await page.getByRole("row", { name: /Extra bomen/ }).waitFor();
    expect(await page.getByRole("heading", { name: "Per wijk" }).count()).toBe(0);
    const href = await page.getByRole("link", { name: "Tabel (CSV)" }).getAttribute("href");
    const sheet = await (await fetch(product.url + href)).text();
    expect(sheet).toContain("Bomen eerst,Water en hagen");
  });

  test("the map wipes one scenario over the other, or shows only the difference", async () => {
    await page.goto(`${product.url}/compare?scenarios=${ids.join(",")}`);
    const section = page.locator("section", { has: page.getByRole("heading", { name: "Op de kaart" }) });
    await section.locator("[data-ready]").waitFor();
    await section.scrollIntoViewIfNeeded();
    await shot("compare_swipe");
    const slider = section.getByRole("slider", { name: "Hoever het linker scenario reikt" });
    await slider.focus();
    for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => slider.inputValue()).toBe("60");
    await section.getByRole("button", { name: "Alleen het verschil" }).click();
    await section.locator("[data-ready]").waitFor();
    await section.getByText(/alleen in Bomen eerst \(\d+\)/).waitFor();
    await shot("compare_difference");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("the report prints whole and legible: maps, sections, tables, findings, sources", async () => {
    await page.goto(`${product.url}/compare?scenarios=${ids.join(",")}&report=true`);
    await page.getByRole("heading", { name: "Bronnen en aannames" }).waitFor();
    await expect.poll(() => page.locator("[data-waiting]").count(), { timeout: 60_000 }).toBe(0);
    await expect
      .poll(() => page.getByRole("img", { name: /^Kaart van/ }).count(), { timeout: 60_000 })
      .toBe(2);
    await page.emulateMedia({ media: "print" });
    const hidden = [
      page.locator("#detail"),
      page.getByRole("banner"),
      page.getByRole("button", { name: "Afdrukken" }),
    ];
    for (const one of hidden) expect(await one.isVisible()).toBe(false);
    const folder = mkdtempSync(join(tmpdir(), "straatlagen-report-"));
    const path = join(process.env.E2E_SHOTS ?? folder, "report.pdf");
    const pdf = await page.pdf({ format: "A4", path, printBackground: true });
    await page.emulateMedia({ media: null });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(4);
    const text = spawnSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    if (text.error) {
      if (process.env.CI === "true") throw new Error("CI: expected pdftotext, found none.");
      return console.warn("Skipped: reading the report (no pdftotext).");
    }
    // Letters as letters, every section, both scenarios, figures, findings with a street, sources, assumptions.
    for (const words of [
      "Rapport: scenario’s vergeleken",
      "Bomen eerst",
      "Water en hagen",
      "Doelen van het klimaatpact",
      "In beeld",
      "Per wijk",
      "Wat het verschil maakt",
      "Kosten",
      "Ruimte",
      "Bevindingen",
      "Per straat",
      "Doorsneden van de straten die ertoe doen",
      "Open knelpunten",
      "Bronnen en aannames",
      "Kronen na tien jaar",
      "Extra bomen",
    ])
      expect(text.stdout).toContain(words);
    expect(text.stdout).toMatch(/te dicht/);
    for (const { name } of districts) expect(text.stdout).toContain(name);
  });

  test("a scenario is copied, named and put away where one draws", async () => {
    await page.goto(`${product.url}/draw/${ids[0]}`);
    await page.getByRole("button", { name: "Kopie maken" }).click();
    await page.getByRole("heading", { name: "Bomen eerst (kopie)" }).waitFor();
    await page.getByRole("button", { name: "Naam en omschrijving" }).click();
    await page.getByRole("textbox", { name: "Naam" }).fill("Minder bomen");
    await page.getByRole("textbox", { name: "Omschrijving" }).fill("Zoals besproken met de wijk");
    await shot("scenario_menu");
    await page.getByRole("button", { name: "Behouden" }).click();
    await page.getByRole("heading", { name: "Minder bomen" }).waitFor();
    await page.getByText("Zoals besproken met de wijk").waitFor();
    await page.getByRole("button", { name: "Opbergen" }).click();
    await page.getByRole("button", { name: "Terughalen" }).waitFor();
    const listed = (await ask<{ scenarios: { name: string }[] }>("/scenarios")).scenarios;
    expect(listed.map((one) => one.name)).not.toContain("Minder bomen");
    const away = (
      await ask<{ scenarios: { name: string; measure_count: number }[] }>("/scenarios?archived=yes")
    ).scenarios;
    expect(away).toMatchObject([{ name: "Minder bomen", measure_count: 10 * districts.length }]);
  });

  test("phases, a branch and its differences, and back to a moment of the history", async () => {
    await page.goto(`${product.url}/draw/${ids[1]}?tab=phases`);
    await page.getByRole("button", { name: "Fase toevoegen" }).click();
    await page.getByRole("textbox", { name: "Naam van de fase" }).fill("Eerst de straat");
    await page.getByRole("textbox", { name: "Eerste jaar" }).fill("2028");
    await page.getByRole("textbox", { name: "Laatste jaar" }).fill("2029");
    await page.getByRole("button", { name: "Behouden" }).click();
    await page.getByText("Eerst de straat (2028 – 2029)").waitFor();
    await shot("scenario_phases");
    const { phases } = await ask<{ phases: { id: number }[] }>(`/scenarios/${ids[1]}/phases`);
    await page.getByRole("button", { name: "Vertakken" }).click();
    await page.getByRole("heading", { name: "Water en hagen (variant)" }).waitFor();
    const branch = Number(/draw\/(\d+)/.exec(page.url())![1]);
    const count = async (id: number) =>
      (await ask<{ measure_count: number }>(`/scenarios/${id}`)).measure_count;
    const before = await count(branch);
    const [west, south, east, north] = districts[0]!.bounds_wgs84;
    await ask(`/scenarios/${ids[1]}/measures`, {
      measure_type: "tree",
      name: "Nieuwe eik",
      geometry: { type: "Point", coordinates: [(west + east) / 2, (south + north) / 2] },
      phase_id: phases[0]!.id,
    });
    await page.goto(`${product.url}/draw/${branch}?tab=parent`);
    await page.getByText("Nieuwe eik").waitFor();
    await shot("scenario_parent");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Overnemen" }).click();
    await page.getByText("Alles is overgenomen of bewust zo gehouden.").waitFor();
    expect(await count(branch)).toBe(before + 1);
    await page.getByRole("tab", { name: "Geschiedenis" }).click();
    await page.getByText("Boom: Nieuwe eik").waitFor();
    await shot("scenario_history");
    await page
      .getByRole("button", { name: /^Terugzetten naar net na/ })
      .first()
      .click();
    await page.getByText("Teruggezet naar een eerder moment").waitFor();
    expect(await count(branch)).toBe(before);
    await ask(`/scenarios/${ids[1]}`);
  });

  test("fits a tablet, and the mode is in the bar", async () => {
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.goto(`${product.url}/compare?scenarios=${ids.join(",")}`);
    await page.getByRole("row", { name: /Extra bomen/ }).waitFor();
    await shot("compare_tablet");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await page.locator('[aria-current="page"]').first().textContent()).toBe("Vergelijken");
    expect(trouble).toEqual([]);
  });
});
