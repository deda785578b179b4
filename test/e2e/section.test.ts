import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { pdf_text, pdftotext_missing } from "../api/export/pdf_text.ts";
import { axe_violations } from "./axe.ts";
import { drawing as drawn } from "./drawing.ts";
import { beside_gas } from "./gas_street.ts";
import {
  browser_missing,
  map_idle,
  open_browser,
  open_browser_without_webgl,
  open_page,
  open_page_without_map,
} from "./open_browser.ts";
import { own_line_tests, scenario_section_tests } from "./section_lines.ts";
import { type Product, start_product } from "./start_product.ts";

const shots = process.env.STRAATLAGEN_SHOTS;
const desktop = { width: 1440, height: 900 };
const tablet = { width: 820, height: 1180 };

/** A picture for who looks at them: `STRAATLAGEN_SHOTS=folder npx vitest …`. */
async function shot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  await map_idle(page).catch(() => undefined);
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `section_${name}.png`) });
}

const drawing = (page: Page) => page.locator("[data-testid=section] svg:has([data-thing])");
/** The drawer shows what was asked for, and nothing is on its way. */
const settled = (page: Page) =>
  page.waitForSelector("[data-testid=section]:not([data-busy]) svg[viewBox] [data-thing]", {
    state: "attached",
  });

describe.skipIf(browser_missing())("the street section", () => {
  let product: Product;
  let browser: Browser;
  let street: { id: string; name: string };
  beforeAll(async () => {
    [product, browser] = await Promise.all([start_product(), open_browser()]);
    const answer = await fetch(`${product.url}/api/v1/streets?q=molenstraat`);
    street = (await answer.json()).streets[0];
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  const open = async (path: string, size = desktop, opens: typeof open_page = open_page) => {
    const opened = await opens(browser, size, size === tablet);
    // A page that stays open goes on drawing its map.
    onTestFinished(() => opened.page.context().close());
    await opened.page.goto(`${product.url}${path}`);
    return opened;
  };
  const open_drawing = (path: string, size = desktop) => open(path, size, open_page_without_map);

  test("opens from the street's panel, steps by keyboard, and the address reproduces it", async () => {
    const { page, trouble } = await open(`/streets/${street.id}`);
    await page.getByRole("button", { name: "Doorsnede tonen" }).click();
    await settled(page);
    const slider = page.getByRole("slider", { name: "Plaats langs de straat" });
    const before = Number(await slider.inputValue());
    for (const step of [1, 2]) {
      await slider.press("ArrowRight");
      await expect.poll(() => page.url()).toContain(`section=street/${street.id}/${before + step}`);
    }
    await settled(page);
    const title = await page.locator("[data-testid=section] h2").textContent();
    expect(title).toBe(`${street.name}, doorsnede op ${before + 2} m`);
    const again = await open_drawing(page.url().replace(product.url, ""));
    await settled(again.page);
    expect(await again.page.locator("[data-testid=section] h2").textContent()).toBe(title);
    await map_idle(page);
    await shot(page, "demo");
    expect([...trouble, ...again.trouble]).toEqual([]);
  });

  test("tells owner and source of what is pointed at, focused or tapped, and lights it on the map", async () => {
    const { page, trouble } = await open(`/streets/${street.id}?section=street/${street.id}/145`);
    await settled(page);
    const sewer = page.locator("[data-thing*=sewer]").first();
    await sewer.hover({ force: true });
    const line = page.locator("[data-testid=section] [role=status]").last();
    await expect.poll(() => line.textContent()).toMatch(/diep .*ligging ±/);
    const told = await line.textContent();
    expect(told).toContain("synthetisch");
    // By keyboard: the arrow keys go from thing to thing, each says the same as a pointer would.
    await sewer.focus();
    await page.keyboard.press("ArrowRight");
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(focused).toMatch(/Molenwijk|Voorbeeld/);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toMatch(/\/features\/|\/streets\//);
    expect(trouble).toEqual([]);
  });

  test("labels of the drawing never overlap, along the whole street", async () => {
    const { page, trouble } = await open_drawing(`/streets/${street.id}?section=street/${street.id}/10`);
    const slider = page.getByRole("slider", { name: "Plaats langs de straat" });
    const title = page.locator("[data-testid=section] h2");
    let labels = 0;
    for (const at of [10, 60, 110, 145, 200, 250]) {
      await slider.fill(String(at));
      await title.filter({ hasText: `doorsnede op ${at} m` }).waitFor();
      await settled(page);
      const found = await drawing(page).evaluate((svg) => {
        const boxes = [...svg.querySelectorAll("text[data-label]")].map((text) =>
          text.getBoundingClientRect(),
        );
        const meet = (a: DOMRect, b: DOMRect) =>
          a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
        return {
          labels: boxes.length,
          overlaps: boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b))).length,
        };
      });
      labels += found.labels;
      expect(found.overlaps, `at ${at} m`).toBe(0);
    }
    expect(labels).toBeGreaterThan(30);
    expect(trouble).toEqual([]);
  });

  test("is a table too, accessible, with clearances and depth exaggerated", async () => {
    const { page, trouble } = await open_drawing(
      `/streets/${street.id}?section=street/${street.id}/145&clear=true&deep=2`,
    );
    await settled(page);
    expect(await axe_violations(page)).toEqual([]);
    await shot(page, "clearances");
    const things = await page.locator("[data-testid=section] [data-thing]").count();
    await page.getByRole("button", { name: "als tabel" }).click();
    const rows = page.locator("[data-testid=section] tbody tr");
    await expect.poll(() => rows.count()).toBeGreaterThan(10);
    expect(await rows.count()).toBeGreaterThanOrEqual(Math.min(things, 10));
    expect(await axe_violations(page)).toEqual([]);
    await shot(page, "table");
    expect(trouble).toEqual([]);
  });

  test("goes along the street, and along one pipe", async () => {
    const { page, trouble } = await open_drawing(`/streets/${street.id}?section=long/${street.id}`);
    await settled(page);
    expect(await page.locator("[data-testid=section] rect").count()).toBeGreaterThan(8);
    await shot(page, "long");
    const { features } = await (
      await fetch(`${product.url}/api/v1/streets/${street.id}/features?layer=water_main&limit=500`)
    ).json();
    const longest = features.sort(
      (a: { length_in_street_m: number }, b: { length_in_street_m: number }) =>
        b.length_in_street_m - a.length_in_street_m,
    )[0];
    await page.goto(
      `${product.url}/features/water_main/${longest.id}?section=feature/water_main/${longest.id}`,
    );
    await settled(page);
    await shot(page, "pipe");
    expect(trouble).toEqual([]);
  });

  test("things along the street are reached one by one by keyboard, and opened", async () => {
    const { page, trouble } = await open_drawing(`/streets/${street.id}?section=long/${street.id}`);
    await settled(page);
    const focused = (name: string) => page.evaluate((n) => document.activeElement?.getAttribute(n), name);
    const reachable = drawing(page).locator("[data-thing][tabindex='0']");
    expect(await reachable.count()).toBe(1);
    await reachable.focus();
    const first = await focused("aria-label");
    const told = page.locator("[data-testid=section] [role=status]").last();
    await page.keyboard.press("End");
    const last = await focused("aria-label");
    expect(last).not.toBe(first);
    await expect.poll(() => told.textContent()).toMatch(/diep/);
    await page.keyboard.press("ArrowRight");
    expect(await focused("aria-label")).toBe(first);
    await page.keyboard.press("ArrowLeft");
    expect(await focused("aria-label")).toBe(last);
    expect(await reachable.count()).toBe(1);
    const [, layer, id] = (await focused("data-thing"))!.split("/");
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/features/${layer}/${id}`));
    expect(trouble).toEqual([]);
  });

  const rig = () => ({ product, street, open, open_drawing, shot, settled });
  own_line_tests(rig);
  scenario_section_tests(rig, [desktop, tablet]);

  test("is saved as SVG, PNG and PDF with selectable text", async () => {
    const { page, trouble } = await open_drawing(`/streets/${street.id}?section=street/${street.id}/145`);
    await settled(page);
    const folder = mkdtempSync(join(tmpdir(), "straatlagen-section-"));
    try {
      const saved = async (kind: string): Promise<string> => {
        await page.getByRole("button", { name: "bewaren" }).click();
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("menuitem", { name: kind }).click(),
        ]);
        const path = join(folder, download.suggestedFilename());
        await download.saveAs(path);
        return path;
      };
      const svg = await saved("SVG");
      expect(svg).toMatch(/molenstraat_145m\.svg$/);
      new SaxesParser().write(readFileSync(svg, "utf8")).close();
      const png = await saved("PNG");
      const image = readFileSync(png);
      expect(image.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
      expect(image.readUInt32BE(16)).toBe(2200);
      const pdf = await saved("PDF");
      if (shots) spawnSync("pdftoppm", ["-png", "-r", "60", pdf, join(shots, "section_pdf")]);
      if (!pdftotext_missing) {
        const text = pdf_text(readFileSync(pdf));
        expect(text).toContain("Molenstraat, doorsnede op 145 m");
        expect(text).toMatch(/Beheerder en bron/);
        expect(text).toMatch(/kruist op [\d,]+\s*m onder/);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(trouble).toEqual([]);
  });

  test("fits a tablet", async () => {
    const { page, trouble } = await open(`/streets/${street.id}?section=street/${street.id}/145`, tablet);
    await settled(page);
    await map_idle(page);
    await shot(page, "tablet");
    const box = await page.locator("[data-testid=section]").boundingBox();
    expect(box!.width).toBe(tablet.width);
    expect(trouble).toEqual([]);
  });

  test("shows the ground from the side in 3D, with its tubes, and is flat again without", async () => {
    const { page, trouble } = await open(`/streets/${street.id}?section=street/${street.id}/145&3d=true`);
    await page.waitForSelector("html[data-tubes]", { state: "attached" });
    expect(Number(await page.locator("html").getAttribute("data-tubes"))).toBeGreaterThan(20);
    await map_idle(page);
    await shot(page, "3d");
    await page.getByRole("button", { name: "Ondergrond in 3D" }).click();
    await expect.poll(() => page.locator("html[data-tubes]").count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  test("works without WebGL, which the page says: the drawing, its table and the findings are there", async () => {
    const plain = await open_browser_without_webgl();
    try {
      const { page, trouble } = await open_page(plain, desktop);
      await page.goto(`${product.url}/streets/${street.id}?section=street/${street.id}/145`);
      await page.getByText("WebGL ontbreekt").waitFor();
      await settled(page);
      expect(await page.locator("[data-testid=section] [data-thing]").count()).toBeGreaterThan(5);
      await page.getByRole("button", { name: "als tabel" }).click();
      expect(await page.locator("[data-testid=section] table tbody tr").count()).toBeGreaterThan(5);
      await shot(page, "without_webgl");
      const findings = page.locator("#detail a[href*='/findings/']");
      await findings.first().waitFor();
      expect(await findings.count()).toBeGreaterThan(5);
      const sentence = (await findings.first().locator("span").last().textContent())!;
      await findings.first().click();
      await page.waitForURL(/\/findings\//);
      await page.locator("#detail").getByText(sentence).waitFor();
      expect(await page.locator("#detail").textContent()).toContain("Zo is het berekend");
      // A measure, too, can be read: it is not waited for a map that never comes.
      const { new_scenario, put } = drawn(product.url);
      const { middle } = await beside_gas(product.url, 1.2, 30);
      const scenario = await new_scenario("Zonder kaart");
      const tree = await put(scenario, "tree", { type: "Point", coordinates: middle });
      await page.goto(`${product.url}/draw/${scenario}/measures/${tree}?lang=nl`);
      await page.getByTestId("live_finding").first().waitFor();
      expect(await page.locator("#detail").textContent()).toContain("Zonder kaart kunt u deze maatregel");
      expect(trouble).toEqual([]);
    } finally {
      await plain.close();
    }
  });
});
