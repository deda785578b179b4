import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { click_at } from "./map_place.ts";
import { map_idle, type OpenedPage } from "./open_browser.ts";
import type { Product } from "./start_product.ts";

/** What the tests of a section share: a product that runs, a street of it, and a new page at a path. */
export interface SectionRig {
  readonly product: Product;
  readonly street: { readonly id: string; readonly name: string };
  open(path: string, size?: { width: number; height: number }): Promise<OpenedPage>;
  /** The same without a map. */
  open_drawing(path: string, size?: { width: number; height: number }): Promise<OpenedPage>;
  shot(page: Page, name: string): Promise<void>;
  settled(page: Page): Promise<unknown>;
}

/** Corners of the own line in the address; empty while another section is open. */
const own_corners = (page: Page) => {
  const place = new URL(page.url()).searchParams.get("section") ?? "";
  return place.startsWith("line/") ? place.slice(5).split(";") : [];
};

/** A section over a line of one's own, drawn by mouse and by keyboard alone. */
export function own_line_tests(rig: () => SectionRig): void {
  test("goes over an own line of several corners, by mouse", async () => {
    const { street, open, shot, settled } = rig();
    const { page, trouble } = await open(`/streets/${street.id}?section=street/${street.id}/145`);
    await settled(page);
    await map_idle(page);
    await page.getByRole("button", { name: "eigen lijn" }).click();
    await page.getByTestId("sketch").getByText("Klaar").waitFor();
    await shot(page, "own_line_drawing");
    await click_at(page, { x: 480, y: 180 });
    await click_at(page, { x: 700, y: 260 });
    await page.mouse.move(900, 300, { steps: 3 });
    await page.mouse.dblclick(900, 300);
    await expect.poll(() => own_corners(page).length).toBe(3);
    await settled(page);
    expect(await page.getByTestId("sketch").count()).toBe(0);
    await shot(page, "own_line");
    expect(trouble).toEqual([]);
  });

  test("goes over an own line by keyboard alone: crosshair, then typed coordinates", async () => {
    const { street, open, settled } = rig();
    const { page, trouble } = await open(`/streets/${street.id}?section=street/${street.id}/145`);
    await settled(page);
    await map_idle(page);
    const pen = page.getByRole("button", { name: "eigen lijn" });
    await pen.focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("crosshair").waitFor();
    await page.keyboard.press("Enter");
    for (const [key, times] of [
      ["ArrowRight", 6],
      ["ArrowUp", 4],
    ] as const) {
      for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
      await page.keyboard.press("Enter");
    }
    expect(await axe_violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => own_corners(page).length).toBe(3);
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.closest("[data-testid=section]") !== null)).toBe(
      true,
    );

    const corners = own_corners(page).map((corner) => corner.split(",").map(Number));
    await pen.focus();
    await page.keyboard.press("Enter");
    const typed = page.getByTestId("sketch").locator("summary");
    await typed.focus();
    await page.keyboard.press("Enter");
    const field = page.getByLabel(/Coördinaten/);
    for (const [lon, lat] of corners.slice(0, 2)) {
      await field.fill(`${lat}, ${lon}`);
      await field.press("Enter");
      await expect.poll(() => page.getByTestId("sketch").textContent()).toMatch(/punt|Enter/i);
    }
    await page.getByRole("button", { name: "Klaar" }).press("Enter");
    await expect.poll(() => own_corners(page).length).toBe(2);
    const [from] = own_corners(page).map((corner) => corner.split(",").map(Number));
    expect(from![0]).toBeCloseTo(corners[0]![0]!, 5);
    expect(from![1]).toBeCloseTo(corners[0]![1]!, 5);
    expect(trouble).toEqual([]);
  });
}

/** A section with a scenario's measures, on a desktop and a tablet. */
export function scenario_section_tests(
  rig: () => SectionRig,
  sizes: readonly { width: number; height: number }[],
): void {
  test("draws a scenario's measures in, and strikes through what they remove", async () => {
    const { product, street, open_drawing, shot, settled } = rig();
    const send = async (path: string, body: unknown) => {
      const response = await fetch(`${product.url}/api/v1${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      expect(response.status, await response.clone().text()).toBe(201);
      return response.json();
    };
    const { objects } = await (
      await fetch(`${product.url}/api/v1/streets/${street.id}/section?at=145`)
    ).json();
    const shape = async (layer: string) => {
      const { id } = objects.find((object: { layer: string }) => object.layer === layer);
      return (await (await fetch(`${product.url}/api/v1/features/${layer}/${id}`)).json()).geometry;
    };
    const { id } = await send("/scenarios", { name: "Nieuwe kabel en warmtenet" });
    const add = (measure_type: string, geometry: unknown) =>
      send(`/scenarios/${id}/measures`, { measure_type, geometry, parameters: {} });
    await add("cable_renewal", await shape("electricity_lv"));
    await add("tree_removal", await shape("tree"));
    // Beside the sewer, about a metre and a half to the east.
    const sewer = await shape("sewer_rain");
    const beside = sewer.coordinates.map(([lon, lat]: number[]) => [lon! + 2e-5, lat]);
    await add("heat_line", { type: "LineString", coordinates: beside });
    for (const size of sizes) {
      const { page, trouble } = await open_drawing(
        `/streets/${street.id}?section=street/${street.id}/145&plan=${id}`,
        size,
      );
      await settled(page);
      const drawn = (what: string) => page.locator(`[data-testid=section] svg ${what}`).count();
      expect(await drawn("text[text-decoration=line-through]")).toBeGreaterThan(0);
      expect(await drawn("[data-thing^='feature/tree/'] [data-gone]")).toBe(1);
      expect(await drawn("[data-thing^='measure/']")).toBeGreaterThan(1);
      // Where the street is cut, then how it is drawn: two rows, also with a scenario to choose.
      const rows = await page.locator("[data-testid=section] header > div > *").evaluateAll((all) =>
        all
          .map((one) => one.getBoundingClientRect())
          .filter((box) => box.height > 0)
          .map((box) => box.y + box.height / 2),
      );
      expect(rows.length).toBeGreaterThan(5);
      const apart = rows.sort((one, other) => one - other).filter((y, k) => k > 0 && y - rows[k - 1]! > 12);
      expect(apart.length).toBe(1);
      await shot(page, `scenario_${size.width}`);
      expect(trouble).toEqual([]);
    }
  });
}
