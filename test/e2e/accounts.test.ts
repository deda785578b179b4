import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { browser_missing, open_browser, open_page_without_map } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

const shots = process.env.E2E_SHOTS;

describe.skipIf(browser_missing())("People and rights, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    ({ page, trouble } = await open_page_without_map(browser, { width: 1440, height: 900 }));
    if (shots) mkdirSync(shots, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Picture and accessibility of what is on the page, wide and narrow. */
  async function look(name: string): Promise<void> {
    expect(await axe_violations(page), name).toEqual([]);
    if (!shots) return;
    await page.screenshot({ path: `${shots}/${name}_1440.png` });
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.screenshot({ path: `${shots}/${name}_820.png` });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  const menu = () => page.getByRole("button", { name: /^Account:/ });
  const choose = async (item: string) => {
    await menu().click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };

  test("the demo lets one look as another role, and shows less", async () => {
    await page.goto(`${product.url}/datasets`);
    await page.getByText("Netbedrijf Voorbeeld", { exact: false }).first().waitFor();
    const all = await page.locator("#detail li").count();
    await menu().click();
    await look("menu");
    await page.getByRole("menuitem", { name: "Planner", exact: true }).click();
    await page.getByRole("button", { name: "Account: Planner" }).waitFor();
    await page.goto(`${product.url}/datasets`);
    await page.locator("#detail li").first().waitFor();
    expect(await page.locator("#detail li").count()).toBeLessThan(all);
    await choose("Beheerder");
    await page.getByRole("button", { name: "Account: Beheerder" }).waitFor();
  });

  test("the printed link makes the first administrator, who adds a member", async () => {
    const link = /http:\S+\/first_administrator#\S+/.exec(product.log())?.[0];
    expect(link).toBeDefined();
    await page.goto(link!);
    await page.getByLabel("Naam").fill("Ada Beheer");
    await page.getByLabel("E-mailadres").fill("ada@voorbeeldstad.be");
    await page.getByLabel("Nieuw wachtwoord").fill("een lange zin om te onthouden");
    await look("first_administrator");
    await page.getByRole("button", { name: "Account maken" }).click();
    await page.getByRole("heading", { name: "Organisaties en leden" }).waitFor();
    await page.getByText("ada@voorbeeldstad.be").waitFor();
    await page.getByRole("textbox", { name: "Naam" }).first().fill("Piet Plan");
    await page.getByLabel("E-mailadres").fill("piet@voorbeeldstad.be");
    await page.getByRole("button", { name: "Iemand toevoegen" }).click();
    const once = page.locator("code").filter({ hasText: "/password#" });
    await once.waitFor();
    await look("members");
    // Piet sets his password in a browser of his own, signs in, and sees who he is.
    const other = await open_page_without_map(browser, { width: 820, height: 1180 }, true);
    await other.page.goto((await once.textContent())!);
    await other.page.getByLabel("Nieuw wachtwoord").fill("nog een lange zin");
    await other.page.getByRole("button", { name: "Wachtwoord bewaren" }).click();
    await other.page.getByLabel("E-mailadres").fill("piet@voorbeeldstad.be");
    await other.page.getByLabel("Wachtwoord", { exact: true }).fill("niet dit");
    await other.page.getByRole("button", { name: "Aanmelden" }).click();
    await other.page.getByText("klopt niet").waitFor();
    await other.page.getByLabel("Wachtwoord", { exact: true }).fill("nog een lange zin");
    await other.page.getByRole("button", { name: "Aanmelden" }).click();
    await other.page.getByRole("button", { name: "Account: Piet Plan" }).waitFor();
    expect(other.trouble).toEqual([]);
    await other.page.context().close();
  });

  test("grants and the access log stand with the dataset", async () => {
    await page.goto(`${product.url}/datasets`);
    await page.locator("#detail li a:has(svg)").first().click();
    await page.getByRole("heading", { name: "Wie mag dit zien" }).waitFor();
    await page.getByLabel("Waarvoor").fill("Warmtenet Molenwijk");
    await page.getByLabel("Tot en met").fill("2099-12-31");
    await page.getByRole("button", { name: "Toegang geven" }).click();
    await page.getByText("Warmtenet Molenwijk").waitFor();
    await page.getByRole("heading", { name: "Wie mag dit zien" }).scrollIntoViewIfNeeded();
    await look("grants");
    await page.getByRole("button", { name: "Intrekken" }).first().click();
    await page.getByText("Ingetrokken").waitFor();
  });

  test("a token and a resident's link are shown once", async () => {
    await page.goto(`${product.url}/account`);
    await page.getByLabel("Voor welk programma").fill("Rapport");
    await page.getByRole("button", { name: "Token maken" }).click();
    const token = await page.locator("code").textContent();
    await look("account");
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${product.url}/api/v1/scenarios`, { headers })).status).toBe(200);
    expect((await fetch(`${product.url}/api/v1/scenarios`)).status).toBe(401);
    await page.evaluate(() =>
      fetch("/api/v1/scenarios", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Groene straat" }),
      }),
    );
    await page.goto(`${product.url}/resident_links`);
    await page.getByLabel("Voor wie").fill("Buurtcomité");
    await page.getByRole("button", { name: "Link maken" }).click();
    const link = page.locator("code").filter({ hasText: "/resident#" });
    await link.waitFor();
    await look("resident_links");
    const resident = await open_page_without_map(browser, { width: 820, height: 1180 }, true);
    await resident.page.goto((await link.textContent())!);
    await resident.page.getByRole("heading", { name: "Groene straat" }).waitFor();
    expect(await axe_violations(resident.page)).toEqual([]);
    await resident.page.context().close();
  });

  test("signing out everywhere leads back to the public map", async () => {
    await page.goto(`${product.url}/account`);
    await page.getByRole("button", { name: "Overal afmelden" }).click();
    await page.getByRole("button", { name: "Account: Niet aangemeld" }).waitFor();
    await choose("Aanmelden");
    await page.getByRole("heading", { name: "Aanmelden" }).waitFor();
    await look("sign_in");
    expect(trouble).toEqual([]);
  });
});
