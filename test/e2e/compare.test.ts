import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { desktop, draw_by_hand, drawing, tablet } from "./drawing.ts";
import { place_along, straight_part } from "./gas_street.ts";
import { type LonLat, open_at } from "./map_place.ts";
import { browser_missing, open_browser, open_page, open_page_without_map } from "./open_browser.ts";
import { legible_text, print_to_pdf } from "./print_to_pdf.ts";
import { type Product, start_product } from "./start_product.ts";

const TITLES = [
  "Doelen van het klimaatpact",
  "In beeld",
  "Op de kaart",
  "Per wijk",
  "Wat het verschil maakt",
  "Kosten",
  "Ruimte",
  "Bevindingen",
  "Per straat",
];
const [FIRST, SECOND] = ["Bomen en warmte", "Water en hagen"];

describe.skipIf(browser_missing())("Two scenarios by hand, compared and reported, in a real browser", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let districts: { id: string; name: string }[];
  let street: { id: string; name: string };
  /** A place in that street: metres along a straight part of its axis, and metres to the left of it. */
  let at: (along_m: number, left_m: number) => LonLat;
  const ids: number[] = [];
  let { get, post, put, stored } = drawing("");

  beforeAll(async () => {
    product = await start_product();
    ({ get, post, put, stored } = drawing(product.url));
    browser = await open_browser();
    districts = (await get<{ districts: typeof districts }>("/districts")).districts;
    // Where sewer and water main are planned: there is something to dig together.
    const { streets } = await get<{ streets: { id: string }[] }>("/openings");
    const opened = await get<{ id: string; name: string; axis: { coordinates: LonLat[][] } }>(
      `/streets/${streets[0]!.id}`,
    );
    street = opened;
    const straight = opened.axis.coordinates.map((line) => straight_part(line, 50)).find(Boolean);
    at = place_along(straight!);
    ({ page, trouble } = await open_page(browser, desktop));
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const shot = async (name: string) => {
    const folder = process.env.E2E_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false });
  };

  /** Begins a scenario by name and draws in it at that street, in the page; `before` is in it by then. */
  async function build(
    name: string,
    before: readonly (readonly [measure_type: string, geometry: object])[],
    [tool, ...places]: readonly [tool: string, ...places: LonLat[]],
  ) {
    await page.goto(`${product.url}/draw?lang=nl`);
    await page.getByRole("textbox", { name: "Naam van het nieuwe scenario" }).fill(name);
    await page.getByRole("button", { name: "Beginnen" }).click();
    await page.waitForURL(/\/draw\/\d+/);
    const id = Number(/draw\/(\d+)/.exec(page.url())![1]);
    for (const [measure_type, geometry] of before) await put(id, measure_type, geometry);
    const px = await open_at(page, `${product.url}/draw/${id}?lang=nl`, at(25, 0), 19);
    await draw_by_hand(page, px, tool, places);
    expect(await stored(id)).toHaveLength(before.length + 1);
    ids.unshift(id);
  }

  test("two scenarios are built by hand in the same street: a line and an area beside what was there", async () => {
    const line = (...coordinates: LonLat[]) => ({ type: "LineString", coordinates });
    await build(
      FIRST,
      [
        ["charge_point", { type: "Point", coordinates: at(20, -3) }],
        ["heat_line", line(at(0, 0.4), at(50, 0.4))],
      ],
      ["Bomenrij", at(4, 3.2), at(46, 3.2)],
    );
    await build(
      SECOND,
      [
        ["hedge", line(at(5, 3), at(35, 3))],
        ["facade_garden", line(at(10, 3), at(20, 3))],
      ],
      ["Wadi", at(40, -2), at(45, -2), at(45, -4), at(40, -4)],
    );
  }, 400_000);

  test("both stand beside today, with the share of each target", async () => {
    await page
      .getByRole("navigation", { name: "Werkwijzen" })
      .getByRole("link", { name: "Vergelijken" })
      .click();
    const trees = page.getByRole("row", { name: /Extra bomen/ });
    await trees.waitFor();
    const { scenarios } = await get<{
      scenarios: { indicators: { id: string; value: number }[] }[];
    }>(`/comparison?scenarios=${ids.join(",")}`);
    const counted = scenarios.map((one) => one.indicators.find(({ id }) => id === "trees")!.value);
    // Today, the one without trees, and a row of 42 m with a tree every 8 m.
    expect(counted).toEqual([0, 0, 6]);
    const cells = (await trees.getByRole("cell").allInnerTexts()).map((text) => text.split("\n")[0]);
    expect(cells.slice(1)).toEqual(counted.map(String));
    await expect
      .poll(() => page.locator("section > h2").allInnerTexts(), { timeout: 60_000 })
      .toEqual(TITLES);
    await shot("compare_top");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a number opens into what counts and what does not, with the reason", async () => {
    const hedge = page.getByRole("row", { name: /Haag of geveltuin/ });
    await hedge.getByRole("button").last().click();
    const opened = page.getByRole("region", { name: "Meegeteld" });
    await opened.getByText("ligt op een plaats die al meetelt").first().waitFor();
    await opened.getByRole("heading", { name: "Haag of geveltuin in Water en hagen" }).waitFor();
    // The hedge counts; the facade garden lies on it.
    expect(await opened.getByRole("table").first().getByRole("row").count()).toBe(2);
    await shot("compare_opened");
    expect(await axe_violations(page)).toEqual([]);
    await opened.getByRole("button", { name: "Sluiten" }).click();
  });

  test("per district, what decides and the rest, at the bottom of the page", async () => {
    const titles = ["In beeld", "Per wijk", "Wat het verschil maakt", "Kosten", "Ruimte"];
    for (const [n, title] of titles.entries()) {
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
    expect(sheet).toContain(`${SECOND},${FIRST}`);
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
    await section.getByText(new RegExp(`alleen in ${FIRST} \\(\\d+\\)`)).waitFor();
    await shot("compare_difference");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("works and the heat line become a package, changed by hand and agreed", async () => {
    await page.goto(`${product.url}/dig?scenario=${ids[1]}&street=${street.id}`);
    await page.getByRole("button", { name: "Zoek pakketten" }).click();
    const card = page
      .getByRole("article", { name: new RegExp(street.name) })
      .filter({ hasText: "Warmteleiding" });
    await card.waitFor();
    await card.getByRole("button", { name: "Aanpassen" }).click();
    const begins = card.getByText(/^Begint in/);
    const was = await begins.textContent();
    await card.getByRole("button", { name: "Maand later" }).click();
    await expect.poll(() => begins.textContent()).not.toBe(was);
    await card.getByText("zelf aangepast").waitFor();
    await shot("dig_changed");
    expect(await axe_violations(page)).toEqual([]);
    await card.getByRole("button", { name: "Samen uitvoeren" }).click();
    await card.getByRole("button", { name: "Afspraak terugnemen" }).waitFor();
    const { packages } = await get<{
      packages: { state: string; members: { kind: string; from: string }[] }[];
    }>(`/scenarios/${ids[1]}/packages`);
    const agreed = packages.find(({ state }) => state === "accepted")!;
    const line = (await stored(ids[1]!)).find((one) => one.measure_type === "heat_line")!;
    expect(line.period?.from).toBe(agreed.members.find(({ kind }) => kind === "measure")!.from);
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
    const printed = await print_to_pdf(page, "report");
    await page.emulateMedia({ media: null });
    expect(printed.pages).toBeGreaterThan(4);
    if (printed.texts === null) return;
    const text = legible_text(printed, await page.locator("h2, h3").allTextContents());
    // Letters as letters, every section, both scenarios, figures, findings with a street, sources, assumptions.
    for (const words of [
      "Rapport: scenario’s vergeleken",
      FIRST,
      SECOND,
      ...TITLES.filter((title) => title !== "Op de kaart"),
      "Doorsneden van de straten die ertoe doen",
      "Open knelpunten",
      "Bronnen en aannames",
      "Kronen na tien jaar",
      "Extra bomen",
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/te dicht/);
    // Each district that any of the two changes something in, and no other in their table.
    const { by_district } = await get<{ by_district: { district_id: string }[] }>(
      `/comparison?scenarios=${ids.join(",")}`,
    );
    expect(by_district.length).toBeGreaterThan(0);
    for (const { district_id } of by_district)
      expect(text).toContain(districts.find(({ id }) => id === district_id)?.name ?? "Buiten de wijken");
  });

  test("fits a tablet, and the mode is in the bar", async () => {
    await page.setViewportSize(tablet);
    await page.goto(`${product.url}/compare?scenarios=${ids.join(",")}`);
    await page.getByRole("row", { name: /Extra bomen/ }).waitFor();
    await shot("compare_tablet");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await page.locator('[aria-current="page"]').first().textContent()).toBe("Vergelijken");
    expect(trouble).toEqual([]);
  });

  test("a scenario is copied, named and put away where one draws", async () => {
    // Lists and forms, which need no map.
    await page.context().close();
    ({ page, trouble } = await open_page_without_map(browser, desktop));
    await page.goto(`${product.url}/draw/${ids[1]}`);
    await page.getByRole("button", { name: "Kopie maken" }).click();
    await page.getByRole("heading", { name: `${FIRST} (kopie)` }).waitFor();
    await page.getByRole("button", { name: "Naam en omschrijving" }).click();
    await page.getByRole("textbox", { name: "Naam" }).fill("Minder bomen");
    await page.getByRole("textbox", { name: "Omschrijving" }).fill("Zoals besproken met de wijk");
    await shot("scenario_menu");
    await page.getByRole("button", { name: "Behouden" }).click();
    await page.getByRole("heading", { name: "Minder bomen" }).waitFor();
    await page.getByText("Zoals besproken met de wijk").waitFor();
    await page.getByRole("button", { name: "Opbergen" }).click();
    await page.getByRole("button", { name: "Terughalen" }).waitFor();
    const listed = (await get<{ scenarios: { name: string }[] }>("/scenarios")).scenarios;
    expect(listed.map((one) => one.name)).not.toContain("Minder bomen");
    const away = (
      await get<{ scenarios: { name: string; measure_count: number }[] }>("/scenarios?archived=yes")
    ).scenarios;
    expect(away).toMatchObject([{ name: "Minder bomen", measure_count: 3 }]);
  });

  test("phases, a branch and its differences, and back to a moment of the history", async () => {
    await page.goto(`${product.url}/draw/${ids[0]}?tab=phases`);
    await page.getByRole("button", { name: "Fase toevoegen" }).click();
    await page.getByRole("textbox", { name: "Naam van de fase" }).fill("Eerst de straat");
    await page.getByRole("textbox", { name: "Eerste jaar" }).fill("2028");
    await page.getByRole("textbox", { name: "Laatste jaar" }).fill("2029");
    await page.getByRole("button", { name: "Behouden" }).click();
    await page.getByText("Eerst de straat (2028 – 2029)").waitFor();
    await shot("scenario_phases");
    const { phases } = await get<{ phases: { id: number }[] }>(`/scenarios/${ids[0]}/phases`);
    await page.getByRole("button", { name: "Vertakken" }).click();
    await page.getByRole("heading", { name: `${SECOND} (variant)` }).waitFor();
    const branch = Number(/draw\/(\d+)/.exec(page.url())![1]);
    const count = async (id: number) =>
      (await get<{ measure_count: number }>(`/scenarios/${id}`)).measure_count;
    const before = await count(branch);
    await post(`/scenarios/${ids[0]}/measures`, {
      measure_type: "tree",
      name: "Nieuwe eik",
      geometry: { type: "Point", coordinates: at(48, 2.5) },
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
    expect(trouble).toEqual([]);
  });
});
