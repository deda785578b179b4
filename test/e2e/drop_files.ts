import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { detail } from "./drawing.ts";
import { map_idle } from "./open_browser.ts";

const fixtures = fileURLToPath(new URL("../../../shared/fixtures/", import.meta.url));
if (!existsSync(fixtures))
  console.log("skipped: real deliveries in the browser (../shared/fixtures is absent)");

/** Real deliveries, far from the demo and from one another, and where they lie. */
const deliveries = [
  {
    name: "KLIC delivery",
    file: "klic-imkl2/Levering_22G003180_1.zip",
    tiles: "below",
    at: [4.746, 52.722],
    means: "De levering is niet volledig",
    layer: "Gas, lage druk",
    findings: true,
  },
  {
    name: "IMKL 3 package",
    file: "imkl3/IMKL3_Electricity_VerticalPosition.xml",
    tiles: "below",
    at: [3.707, 51.038],
    means: "Een opgegeven diepte ligt ver van haar leiding",
    layer: /^Elektriciteit, /,
    findings: false,
  },
  {
    name: "OpenStreetMap extract of a village",
    file: "osm-wechelderzande/wechel.osm.pbf",
    tiles: "above",
    at: [4.789, 51.265],
    means: "Bomenrijen zonder plaats per boom zijn niet opgenomen",
    layer: "Gebouw",
    findings: false,
  },
] as const;
/** Half of the widest of them, in degrees. */
const around_deg = 0.03;

/** Files dropped on the page of `explore.test.ts`. */
export function drop_files(of: () => { readonly page: Page; readonly url: string }): void {
  test("a file dropped on the page is recognised, imported and shown", async () => {
    const { page } = of();
    const place = () => new URL(page.url()).searchParams.get("at")!;
    const before = place();
    const at = before.split("/").map(Number);
    const trees = {
      type: "FeatureCollection",
      features: Array.from({ length: 6 }, (_, i) => ({
        type: "Feature",
        properties: { soort: "Tilia cordata", nummer: `B${i}` },
        geometry: { type: "Point", coordinates: [at[2]! + i * 1e-4, at[1]! + 2e-4] },
      })),
    };
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "bomen_test.geojson", { type: "application/geo+json" }));
      return data;
    }, JSON.stringify(trees));
    await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
    await page.getByText("Laat los om te importeren").waitFor();
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    const dialog = page.getByRole("dialog", { name: "Gegevens importeren" });
    await dialog.getByText("Wat wordt wat").waitFor();
    expect(await dialog.textContent()).toContain("bomen_test");
    const becomes = dialog.getByRole("button", { name: /wordt/ });
    await becomes.click();
    await page.getByRole("option", { name: "Boom", exact: true }).click();
    expect(await axe_violations(page)).toEqual([]);
    // It is done before the page hears of it: the map flies there all the same.
    const state = /\/api\/v1\/imports\/\d+$/;
    await page.route(state, async (route) => {
      await expect
        .poll(async () => (await (await fetch(route.request().url())).json()).state)
        .toMatch(/done|failed/);
      await route.continue();
    });
    await dialog.getByRole("button", { name: "Importeren" }).click();
    await page.waitForURL(/\/imports\//);
    await detail(page)
      .getByText(/· klaar/)
      .waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await expect.poll(place).not.toBe(before);
    const report = await detail(page).textContent();
    expect(report).toContain("gelezen6");
    expect(report).toContain("opgenomen6");
    await map_idle(page);
    await page.getByRole("link", { name: "Levering bekijken" }).click();
    await detail(page).getByRole("heading", { name: "bomen_test.geojson" }).waitFor();
    await detail(page).getByRole("button", { name: "Levering verwijderen" }).click();
    const sure = page.getByRole("alertdialog");
    await sure.getByRole("button", { name: "Levering verwijderen" }).click();
    await page.waitForURL(/\/datasets(\?|$)/);
    await expect
      .poll(() => detail(page).locator("a[href*='/datasets/']", { hasText: "bomen_test" }).count())
      .toBe(0);
  });

  test.skipIf(!existsSync(fixtures)).each(deliveries)(
    "a real $name, far from the demo, is on the map with what it means",
    async ({ file, tiles, at: [lon, lat], means, layer, findings }) => {
      const { page } = of();
      await page.goto(`${of().url}/?lang=nl`);
      await map_idle(page);
      const transfer = await page.evaluateHandle(
        ([name, base64]) => {
          const data = new DataTransfer();
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          data.items.add(new File([bytes], name));
          return data;
        },
        [basename(file), readFileSync(join(fixtures, file)).toString("base64")] as const,
      );
      await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
      await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
      const dialog = page.getByRole("dialog", { name: "Gegevens importeren" });
      await dialog.getByRole("button", { name: "Importeren" }).click();
      // The tile over the delivery comes with something in it once the map has flown there.
      const filled = page.waitForResponse(async (response) => {
        const [, of_layers, ...place] = /tiles\/(\w+)\/(\d+)\/(\d+)\/(\d+)/.exec(response.url()) ?? [];
        if (of_layers !== tiles || !response.ok()) return false;
        const [z, x, y] = place.map(Number) as [number, number, number];
        const tile_lon = ((x + 0.5) / 2 ** z) * 360 - 180;
        const tile_lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / 2 ** z))) * 180) / Math.PI;
        const near = Math.abs(tile_lon - lon) < around_deg && Math.abs(tile_lat - lat) < around_deg;
        return near && (await response.body()).length > 100;
      });
      await page.waitForURL(/\/imports\//);
      await detail(page)
        .getByText(/· klaar/)
        .waitFor();
      await filled;
      expect(await detail(page).textContent()).toContain(means);
      await detail(page).getByRole("tab", { name: "Bevindingen" }).waitFor();
      if (findings) await detail(page).locator("a[href*='/findings/']").first().waitFor();
      await map_idle(page);
      expect(await axe_violations(page)).toEqual([]);
      await page.getByRole("link", { name: "Levering bekijken" }).click();
      await detail(page).getByRole("tab", { name: "Wat erin zit" }).click();
      await detail(page).getByRole("table").getByText(layer).first().waitFor();
      await detail(page).getByRole("button", { name: "Levering verwijderen" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Levering verwijderen" }).click();
      await page.waitForURL(/\/datasets(\?|$)/);
    },
  );
}
