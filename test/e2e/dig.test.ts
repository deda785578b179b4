import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { detail, draw_by_hand, saved } from "./drawing.ts";
import { type LonLat, open_at } from "./map_place.ts";
import { browser_missing, open_browser, open_page } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

interface Street {
  readonly id: string;
  readonly name: string;
  readonly axis: { readonly coordinates: [number, number][][] };
}

describe.skipIf(browser_missing())("Dig once, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let scenario: number;
  let street: Street;
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return (await response.json()) as T;
  };
  const shot = async (name: string) => {
    const folder = process.env.E2E_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    scenario = (await ask<{ id: number }>("POST", "/scenarios", { name: "Warmte en riool samen" })).id;
    const { streets } = await ask<{ streets: { id: string }[] }>("GET", `/openings?scenario=${scenario}`);
    // Where the demo's sewer and water main are planned: a heat line beside them, four years later.
    street = await ask<Street>("GET", `/streets/${streets[0]!.id}`);
    await ask("POST", `/scenarios/${scenario}/changes`, {
      changes: [
        {
          ...{
            op: "put",
            id: null,
            version: null,
            measure_type: "heat_line",
            from: "2028-06-01",
            until: "2028-09-30",
          },
          geometry: { type: "LineString", coordinates: street.axis.coordinates[0] },
        },
      ],
    });
    ({ page, trouble } = await open_page(browser, { width: 1440, height: 900 }));
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test("a street along time: works, measures and where they meet, by keyboard too", async () => {
    await page.goto(`${product.url}/dig?scenario=${scenario}&street=${street.id}`);
    const axis = page.getByRole("group", { name: new RegExp(`Tijdas van ${street.name}`) });
    await axis.waitFor();
    const rows = axis.getByRole("button");
    await expect.poll(() => rows.count()).toBe(3);
    await expect.poll(() => axis.getByRole("button", { name: /^Warmteleiding/ }).count()).toBe(1);
    await rows.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => rows.nth(1).getAttribute("aria-pressed")).toBe("true");
    const meetings = page.getByRole("list", { name: "Waar werken elkaar raken" });
    await meetings
      .getByText(/Zelfde plaats, zelfde tijd|Breekt een sperperiode/)
      .first()
      .waitFor();
    // What the drawing shows stands in a table as well.
    expect(
      await page
        .getByRole("table", { name: new RegExp(street.name) })
        .getByRole("row")
        .count(),
    ).toBe(4);
    await shot("dig_axis");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("the best packages, what each saves, who moves and who pays what", async () => {
    await page.getByRole("button", { name: "Zoek pakketten" }).click();
    await page.getByText(/Beter bestaat niet binnen deze grenzen/).waitFor();
    const card = page.getByRole("article", { name: new RegExp(street.name) });
    await card.waitFor();
    expect(await page.getByRole("article").count()).toBeGreaterThanOrEqual(2);
    const order = await card
      .getByRole("table", { name: /diepste eerst/ })
      .getByRole("rowheader")
      .allInnerTexts();
    expect(order[0]).toMatch(/^1\. rioolvernieuwing/);
    expect(order.join()).toContain("Warmteleiding");
    await shot("dig_packages");
    const { packages } = await ask<{
      packages: { parties: { alone_eur: number; share_eur: number }[] }[];
    }>("GET", `/scenarios/${scenario}/packages`);
    for (const { parties } of packages)
      for (const { alone_eur, share_eur } of parties) expect(share_eur).toBeLessThanOrEqual(alone_eur + 0.01);
  });

  test("accepting a package gives its measure its days and a phase", async () => {
    const card = page.getByRole("article", { name: new RegExp(street.name) });
    await card.getByRole("button", { name: "Samen uitvoeren" }).click();
    await card.getByRole("button", { name: "Afspraak terugnemen" }).waitFor();
    const [measure] = (
      await ask<{ measures: { period: { from: string; to: string }; phase_id: number }[] }>(
        "GET",
        `/scenarios/${scenario}/measures`,
      )
    ).measures;
    const { phases } = await ask<{ phases: { id: number; year_from: number }[] }>(
      "GET",
      `/scenarios/${scenario}/phases`,
    );
    expect(measure!.period.from).not.toBe("2028-06-01");
    expect(phases.find(({ id }) => id === measure!.phase_id)!.year_from).toBe(
      Number(measure!.period.from.slice(0, 4)),
    );
    await card.getByRole("button", { name: "Toon op de tijdas" }).click();
    await page
      .getByText(/Afgesproken:/)
      .first()
      .waitFor();
    await shot("dig_accepted");
  });

  test("works drawn by hand stand on the time axis from their first day", async () => {
    // Across the street, where nothing else is drawn.
    const [lon, lat] = street.axis.coordinates[0]![1]!;
    const px = await open_at(page, `${product.url}/draw/${scenario}?lang=nl`, [lon, lat], 19);
    const corners = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ].map(([x, y]): LonLat => [lon + x! * 1e-4, lat + y! * 6e-5]);
    await draw_by_hand(page, px, "Werfzone", corners);
    await detail(page).getByRole("tab", { name: "Eigenschappen" }).click();
    await detail(page).getByLabel("van", { exact: true }).fill("2030-03-01");
    await detail(page).getByLabel("tot en met", { exact: true }).fill("2030-05-31");
    await expect
      .poll(async () => {
        const { measures } = await ask<{
          measures: { measure_type: string; period: { from: string; to: string } | null }[];
        }>("GET", `/scenarios/${scenario}/measures`);
        return measures.find((one) => one.measure_type === "planned_works_zone")?.period;
      })
      .toEqual({ from: "2030-03-01", to: "2030-05-31" });
    await saved(page);
    await shot("dig_drawn");
    await page.goto(`${product.url}/dig?scenario=${scenario}&street=${street.id}&lang=nl`);
    const axis = page.getByRole("group", { name: new RegExp(`Tijdas van ${street.name}`) });
    await axis.getByRole("button", { name: /^Werfzone/ }).waitFor();
    await shot("dig_drawn_axis");
  });

  test("limits of the parties are kept; the page fits a tablet", async () => {
    await page.setViewportSize({ width: 820, height: 1180 });
    const later = page.getByRole("spinbutton", { name: /Waterbedrijf.*Later/ });
    await later.fill("0");
    await page.getByRole("button", { name: "Grenzen bewaren" }).click();
    await expect
      .poll(
        async () =>
          (
            await ask<{ parties: { name: string; later_months: number }[] }>(
              "GET",
              `/scenarios/${scenario}/parties`,
            )
          ).parties.find(({ name }) => name.startsWith("Waterbedrijf"))!.later_months,
      )
      .toBe(0);
    await shot("dig_tablet");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await axe_violations(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });
});
