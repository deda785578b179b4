import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { detail } from "./drawing.ts";
import { map_idle } from "./open_browser.ts";

const klic = fileURLToPath(
  new URL("../../../shared/fixtures/klic-imkl2/Levering_22G003180_1.zip", import.meta.url),
);
if (!existsSync(klic)) console.log("skipped: a real delivery in the browser (../shared/fixtures is absent)");
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
    await page.unroute(state);
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

  test.skipIf(!existsSync(klic))(
    "a real KLIC delivery, far from the demo, is on the map with what it means",
    async () => {
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
        ["Levering_22G003180_1.zip", readFileSync(klic).toString("base64")] as const,
      );
      await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
      await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
      const dialog = page.getByRole("dialog", { name: "Gegevens importeren" });
      await dialog.getByRole("button", { name: "Importeren" }).click();
      // 52.72° north: the tile under the delivery comes with something in it once the map has flown there.
      const filled = page.waitForResponse(async (response) => {
        const [, z, y] = /tiles\/below\/(\d+)\/\d+\/(\d+)/.exec(response.url()) ?? [];
        if (!z || !response.ok()) return false;
        const north_deg =
          (Math.atan(Math.sinh(Math.PI * (1 - (2 * Number(y)) / 2 ** Number(z)))) * 180) / Math.PI;
        return north_deg > 52.7 && (await response.body()).length > 100;
      });
      await page.waitForURL(/\/imports\//);
      await detail(page)
        .getByText(/· klaar/)
        .waitFor();
      await filled;
      expect(await detail(page).textContent()).toContain("De levering is niet volledig");
      await detail(page).getByRole("tab", { name: "Bevindingen" }).waitFor();
      await detail(page).locator("a[href*='/findings/']").first().waitFor();
      await map_idle(page);
      expect(await axe_violations(page)).toEqual([]);
      await page.getByRole("link", { name: "Levering bekijken" }).click();
      await detail(page).getByRole("tab", { name: "Wat erin zit" }).click();
      await detail(page).getByRole("table").nth(1).getByText("Gas, lage druk").waitFor();
      await detail(page).getByRole("button", { name: "Levering verwijderen" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Levering verwijderen" }).click();
      await page.waitForURL(/\/datasets(\?|$)/);
    },
  );
}
