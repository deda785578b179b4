import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FinancingInputs, financing_figures } from "../../data/catalog/financing/index.ts";
import { axe_violations } from "./axe.ts";
import { browser_missing, open_browser, open_page_without_map } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

describe.skipIf(browser_missing())(
  "Who pays and the workbook, in a real browser on the embedded store",
  () => {
    let product: Product;
    let browser: Browser;
    let page: Page;
    let trouble: string[];
    let scenario_id: number;
    const ask = async <T>(path: string, body?: unknown): Promise<T> => {
      const response = await fetch(`${product.url}/api/v1${path}`, {
        ...(body === undefined
          ? {}
          : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      expect(response.status, await response.clone().text()).toBeLessThan(300);
      return (await response.json()) as T;
    };
    const shot = async (name: string, whole = false) => {
      const folder = process.env.E2E_SHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: whole });
    };

    beforeAll(async () => {
      product = await start_product();
      browser = await open_browser();
      // A heat line along the street that lies flattest on the map, with three connections.
      const { streets } = await ask<{ streets: { bounds_wgs84: [number, number, number, number] }[] }>(
        "/streets?limit=1000",
      );
      const slope = ([west, south, east, north]: number[]) => (north! - south!) / (east! - west!);
      const [flat] = streets.map((street) => street.bounds_wgs84).sort((a, b) => slope(a) - slope(b));
      const [west, south, east, north] = flat!;
      const at = (x: number, y: number) => [west + (east - west) * x, south + (north - south) * y];
      scenario_id = (await ask<{ id: number }>("/scenarios", { name: "Warmte voor de wijk" })).id;
      const line = (measure_type: string, ...coordinates: number[][]) => ({
        ...{
          op: "put",
          id: null,
          version: null,
          measure_type,
          geometry: { type: "LineString", coordinates },
        },
      });
      await ask(`/scenarios/${scenario_id}/changes`, {
        changes: [
          line("heat_line", at(0.35, 0.5), at(0.65, 0.5)),
          ...[0.4, 0.5, 0.6].map((x) => line("heat_connection", at(x, 0.5), at(x, 0.8))),
        ],
      });
      ({ page, trouble } = await open_page_without_map(browser, { width: 1440, height: 900 }));
    });
    afterAll(async () => {
      await browser?.close();
      await product?.stop();
    });

    const headline = (label: string) =>
      page.locator("dl > div").filter({ hasText: label }).first().locator("dd").textContent();
    const stored = async () => {
      const [head] = (
        await ask<{ financing_sheets: { id: number }[] }>(`/scenarios/${scenario_id}/financing_sheets`)
      ).financing_sheets;
      return ask<{
        id: number;
        inputs: FinancingInputs;
        base: Parameters<typeof financing_figures>[2];
        figures: ReturnType<typeof financing_figures>;
      }>(`/financing_sheets/${head!.id}`);
    };

    test("a sheet for the heat network, whose numbers follow participation at once", async () => {
      await page.goto(`${product.url}/pays?scenario=${scenario_id}`);
      await page.getByRole("button", { name: "Nieuw blad" }).click();
      await page.getByRole("heading", { name: "Wat als" }).waitFor();
      const before = await headline("Kost");
      const each = await headline("Kost per woning");
      const slider = page.getByRole("slider", { name: "Deelname" });
      await slider.focus();
      await slider.press("Home");
      // Nobody takes part: nothing to divide by, and it says so rather than show a number.
      await expect.poll(() => headline("Kost per woning")).toBe("niet te zeggen");
      await slider.press("End");
      await expect.poll(() => headline("Kost per woning")).not.toBe("niet te zeggen");
      expect(await headline("Kost")).not.toBe(before);
      expect(await headline("Kost per woning")).not.toBe(each);
      expect(await headline("Kost per meter straat")).toMatch(/€/);
      await shot("pays_top");
      // A figure opens into its formula.
      const cost = page.getByRole("table", { name: "Wat het kost" });
      await cost.locator("summary").last().click();
      await cost.getByText(/post .* \+ post/).waitFor();
      const part = cost.locator("details").first();
      await part.locator("summary").click();
      await part.getByText(/woningen in bereik .* × prijs/).waitFor();
      expect(await axe_violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Behouden" }).click();
      await page.getByText("Nog niet bewaard.").waitFor({ state: "detached" });
      const sheet = await stored();
      expect(sheet.inputs.participation_pct.value).toBe(100);
      expect(financing_figures("heat_network", sheet.inputs, sheet.base)).toEqual(sheet.figures);
      await shot("pays_whole", true);
    });

    test("shares that do not add up are told and cannot be kept; subsidy moves the others", async () => {
      const share = page.getByRole("textbox", { name: "Aandeel Stad" });
      await share.fill("15");
      await share.press("Enter");
      await page.getByText("De aandelen maken samen 115 %").waitFor();
      expect(await page.getByRole("button", { name: "Behouden" }).isDisabled()).toBe(true);
      await shot("pays_shares_wrong");
      await page.getByRole("button", { name: "Terugzetten" }).click();
      const subsidy = page.getByRole("slider", { name: "Subsidie" });
      await subsidy.focus();
      await subsidy.press("End");
      await expect.poll(() => headline("Aflossing per jaar")).toBe("geen lening");
      await page.getByRole("button", { name: "Terugzetten" }).click();
      // A cost that no price list has, at most 20,000 a dwelling.
      const before = await headline("Kost");
      await page.getByRole("button", { name: "Kost toevoegen" }).click();
      const line = page.getByRole("group", { name: "Nieuwe kost" });
      await line.getByRole("textbox", { name: "Hoogste" }).fill("20000");
      await line.getByRole("textbox", { name: "Hoogste" }).press("Enter");
      await expect.poll(() => headline("Kost")).not.toBe(before);
      await page.getByRole("row", { name: /Nieuwe kost/ }).waitFor();
      await line.evaluate((one) => one.scrollIntoView({ block: "start" }));
      await shot("pays_assumptions");
      expect(await axe_violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Terugzetten" }).click();
    });

    test("the sheet is a table in a file, and prints on A4 with its formulas", async () => {
      const href = await page.getByRole("link", { name: "Tabel (CSV)" }).getAttribute("href");
      const table = await (await fetch(product.url + href)).text();
      expect(table).toContain("wisselkoers");
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("button", { name: "Behouden" }).isVisible()).toBe(false);
      const folder = process.env.E2E_SHOTS;
      const pdf = await page.pdf({ format: "A4", ...(folder ? { path: `${folder}/pays.pdf` } : {}) });
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(pages).toBeGreaterThan(1);
      expect(pages).toBeLessThan(7);
      await page.emulateMedia({ media: null });
    });

    test("a lesson written at a finding is in the workbook, and in its Markdown", async () => {
      const { findings } = await ask<{ findings: { id: string }[] }>(
        `/scenarios/${scenario_id}/findings?limit=1`,
      );
      await page.goto(`${product.url}/findings/${findings[0]!.id}`);
      await page.getByRole("button", { name: "Drempel of les noteren" }).click();
      await page.getByRole("textbox", { name: "Wat is er aan de hand?" }).fill("Leidingen te dicht opeen");
      await page
        .getByRole("textbox", { name: "Wat hielp, of zou helpen?" })
        .fill("Eerst een proefsleuf, dan pas tekenen");
      await shot("lesson_form");
      expect(await axe_violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Behouden" }).click();
      await page.getByText("Leidingen te dicht opeen").waitFor();
      await page.getByRole("button", { name: "Opmerking of beslissing toevoegen" }).click();
      await page.getByRole("button", { name: /Soort/ }).click();
      await page.getByRole("option", { name: "Beslissing" }).click();
      await page.getByRole("textbox", { name: "Tekst" }).fill("Proefsleuf in maart");
      await page.getByRole("button", { name: "Toevoegen" }).click();
      await page.getByText("Proefsleuf in maart").waitFor();
      await shot("lesson_card");
      await page.keyboard.press("w");
      await page.getByRole("searchbox").fill("proefsleuf");
      const entry = page.getByRole("article").filter({ hasText: "Leidingen te dicht opeen" });
      await entry.getByText("Oordeel").waitFor();
      expect(await entry.count()).toBe(1);
      await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("proefsleuf");
      await shot("workbook");
      expect(await axe_violations(page)).toEqual([]);
      const href = await page.getByRole("link", { name: "Als Markdown" }).getAttribute("href");
      const guide = await (await fetch(product.url + href)).text();
      expect(guide).toMatch(/^# Werkboek: drempels en lessen\n/);
      expect(guide).toContain("Leidingen te dicht opeen");
      expect(guide).toMatch(/Beslissing, \d{4}-\d\d-\d\d\.\*\* Proefsleuf in maart/);
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("searchbox").isVisible()).toBe(false);
      expect(await entry.isVisible()).toBe(true);
      await page.emulateMedia({ media: null });
      await page.getByRole("searchbox").fill("bestaat niet");
      await page.getByText("Geen lessen gevonden").waitFor();
    });

    test("lessons at a street, a measure and a scenario are found by their place, and lead back to it", async () => {
      const { measures } = await ask<{ measures: { id: number }[] }>(`/scenarios/${scenario_id}/measures`);
      const { streets } = await ask<{ streets: { id: string; name: string }[] }>("/streets?limit=1");
      const at_measure = `/draw/${scenario_id}/measures/${measures[0]!.id}`;
      await page.goto(product.url + at_measure);
      await page.getByRole("button", { name: "Drempel of les noteren" }).click();
      await page.getByRole("textbox", { name: "Wat is er aan de hand?" }).fill("Te smal voor twee buizen");
      await page.getByRole("button", { name: "Behouden" }).click();
      await page.getByText("Te smal voor twee buizen").waitFor();
      for (const [about, about_id] of [
        ["street", streets[0]!.id],
        ["scenario", String(scenario_id)],
      ] as const)
        await ask("/lessons", {
          ...{ about, about_id, kind: "lesson", theme: "space", status: "open", shared: false },
          ...{ what: `Les over ${about}`, what_helped: "" },
        });
      const entry = page.getByRole("article");
      await page.goto(`${product.url}/workbook?q=${encodeURIComponent(`Les over ${streets[0]!.name}`)}`);
      await entry.filter({ hasText: "Les over street" }).waitFor();
      expect(await entry.count()).toBe(1);
      await page.goto(`${product.url}/workbook?q=${encodeURIComponent("warmte voor de wijk")}`);
      await entry.filter({ hasText: "Les over scenario" }).waitFor();
      await entry.filter({ hasText: "Te smal" }).getByRole("link", { name: "Maatregel" }).click();
      await page.waitForURL((url) => url.pathname === at_measure);
      await page.getByText("Te smal voor twee buizen").waitFor();
      // By keyboard down a long form in a sheet: the sheet scrolls, not the stage that it stands on.
      await page.setViewportSize({ width: 820, height: 1180 });
      await page.getByRole("button", { name: "Drempel of les noteren" }).click();
      await page.getByRole("checkbox", { name: /Delen met andere gemeenten/ }).focus();
      const bottom_px = () =>
        page.evaluate(() => document.querySelector("#detail")!.getBoundingClientRect().bottom);
      await expect.poll(bottom_px).toBe(1180);
      await page.setViewportSize({ width: 1440, height: 900 });
    });

    test("both fit a tablet, and their mode is in the bar", async () => {
      await page.setViewportSize({ width: 820, height: 1180 });
      for (const [path, heading, mode] of [
        [`/pays?scenario=${scenario_id}`, "Wat als", "Vergelijken"],
        ["/workbook", "Ruimte in de straat", "Werkboek"],
      ] as const) {
        await page.goto(product.url + path);
        await page.getByRole("heading", { name: heading }).waitFor();
        await shot(`tablet_${mode}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wide, path).toBeLessThanOrEqual(0);
        expect(await page.locator('[aria-current="page"]').first().textContent()).toBe(mode);
      }
      expect(trouble).toEqual([]);
    });
  },
);
