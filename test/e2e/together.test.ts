import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe_violations } from "./axe.ts";
import { browser_missing, open_browser, open_page_without_map } from "./open_browser.ts";
import { type Product, start_product } from "./start_product.ts";

describe.skipIf(browser_missing())("Working together, in a real browser on the embedded store", () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let trouble: string[];
  let with_map: () => Promise<void>;
  let scenario_id: number;
  let partner: string;

  /** Asks as whoever the page is: with the cookies of the page. */
  const ask = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    page.evaluate(
      async ([how, at, sent]) => {
        const response = await fetch(`/api/v1${at}`, {
          method: how as string,
          ...(sent === undefined
            ? {}
            : { body: JSON.stringify(sent), headers: { "content-type": "application/json" } }),
        });
        if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
        const text = await response.text();
        return text ? JSON.parse(text) : null;
      },
      [method, path, body] as const,
    ) as Promise<T>;
  /** Goes on as somebody else of the demo. */
  const become = async (role: string, path: string): Promise<void> => {
    await ask("PUT", "/session/try_role", { role });
    await page.goto(product.url + path);
  };
  const shot = async (name: string): Promise<void> => {
    const folder = process.env.E2E_SHOTS;
    if (!folder) return;
    await page.screenshot({ path: `${folder}/together_${name}.png` });
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}/together_${name}_tablet.png` });
    await page.setViewportSize({ width: 1440, height: 900 });
  };

  beforeAll(async () => {
    product = await start_product();
    browser = await open_browser();
    ({ page, trouble, with_map } = await open_page_without_map(browser, { width: 1440, height: 900 }));
    await page.goto(`${product.url}/datasets`);
    await ask("PUT", "/session/try_role", { role: "utility_partner" });
    partner = (await ask<{ organisation: string }>("GET", "/session")).organisation;
    await ask("PUT", "/session/try_role", { role: "planner" });
    scenario_id = (await ask<{ id: number }>("POST", "/scenarios", { name: "Koele straten" })).id;
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test("a planner asks a partner to check a scenario", async () => {
    await become("planner", `/draw/${scenario_id}`);
    await page.getByRole("button", { name: "Partners laten nakijken" }).click();
    await page.getByRole("checkbox", { name: partner }).check();
    await page.getByRole("textbox", { name: "Vraag" }).fill("Kan dit naast uw leidingen?");
    await shot("ask");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Vragen" }).press("Enter");
    await page.getByText("nog geen antwoord").waitFor();
  });

  test("the partner finds it in the bell and in what is to be done, and answers with conditions", async () => {
    await become("utility_partner", "/notifications");
    await page.getByRole("link", { name: "Meldingen, 1 ongelezen" }).waitFor();
    await page.getByRole("link", { name: /vraagt u om “Koele straten” na te kijken/ }).waitFor();
    await page.getByRole("heading", { name: "Wat u wilt ontvangen" }).waitFor();
    await shot("notifications");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Als gelezen aanduiden", exact: true }).click();
    await page.getByRole("link", { name: "Meldingen, 0 ongelezen" }).waitFor();
    await page.getByRole("link", { name: "Te doen" }).click();
    await page.getByText("Kan dit naast uw leidingen?").waitFor();
    await page.getByRole("radio", { name: "akkoord onder voorwaarden" }).check();
    expect(await page.getByRole("button", { name: "Antwoorden" }).isDisabled()).toBe(true);
    await page
      .getByRole("textbox", { name: "Voorwaarden of bezwaar" })
      .fill("Op een meter van de gasleiding");
    await shot("to_do");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Antwoorden" }).click();
    await page.getByText("Kan dit naast uw leidingen?").waitFor({ state: "detached" });
  });

  test("the planner sees the answer, and is told of it", async () => {
    await become("planner", `/draw/${scenario_id}`);
    await page.getByText("akkoord onder voorwaarden").waitFor();
    await page.getByText("Op een meter van de gasleiding").waitFor();
    await page.getByRole("link", { name: "Meldingen, 1 ongelezen" }).waitFor();
    await shot("answered");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("what a planner may not see is one line per owner and layer, with why it is only possible, and a street says what is hidden in it", async () => {
    await become("planner", "/datasets");
    const { streets } = await ask<{ streets: { id: string; hidden: boolean }[] }>(
      "GET",
      "/streets?limit=100",
    );
    const { id } = streets.find((street) => street.hidden)!;
    const { axis } = await ask<{ axis: { type: string; coordinates: number[][] | number[][][] } }>(
      "GET",
      `/streets/${id}`,
    );
    const coordinates = axis.type === "LineString" ? axis.coordinates : axis.coordinates[0];
    const drawn = {
      measure_type: "heat_line",
      name: "",
      geometry: { type: "LineString", coordinates },
      parameters: {},
    };
    const measure = await ask<{ id: number }>("POST", `/scenarios/${scenario_id}/measures`, drawn);
    // What is chosen is judged on the map.
    await with_map();
    await page.goto(`${product.url}/draw/${scenario_id}/measures/${measure.id}`);
    const lines = page.getByTestId("hidden_line");
    await lines.first().waitFor();
    await page.getByText("met een marge tot 5 m beoordeeld").waitFor();
    const told = await lines.allInnerTexts();
    const owner_and_layer = told.map((text) => text.split("\n").slice(0, 2).join(" "));
    expect(new Set(owner_and_layer).size).toBe(told.length);
    await lines.first().getByRole("button").first().click();
    await lines.first().locator("[data-verdict]").first().waitFor();
    await shot("hidden");
    expect(await axe_violations(page)).toEqual([]);
    // An official reads the same measure, and finds nothing that the server would refuse.
    await become("official", `/draw/${scenario_id}/measures/${measure.id}?tab=parameters`);
    await page.getByRole("table", { name: "Eigenschappen" }).waitFor();
    expect(await page.locator("#detail").getByRole("tab", { name: "Vorm" }).count()).toBe(0);
    expect(await page.locator("#detail").getByRole("button", { name: "Maatregel verwijderen" }).count()).toBe(
      0,
    );
    await shot("read_only");
    expect(await axe_violations(page)).toEqual([]);
    await page.evaluate(() => sessionStorage.removeItem("with_map"));
    // The only scenario stands beside today.
    await page.goto(`${product.url}/compare`);
    await page.getByText("Er is één scenario").waitFor();
    await page.getByRole("row", { name: /Extra bomen/ }).waitFor();
    await shot("one_scenario");
    expect(await axe_violations(page)).toEqual([]);
    await become("planner", "/datasets");
    await page.goto(`${product.url}/streets/${id}`);
    await page.getByTestId("hidden_here").getByText("u mag het niet zien").waitFor();
    await shot("hidden_street");
    expect(await axe_violations(page)).toEqual([]);
  });

  test("a resident's reaction shows once it is approved", async () => {
    const bounds = (await ask<{ bounds_wgs84: number[] }>("GET", "/authority")).bounds_wgs84;
    const coordinates = [(bounds[0]! + bounds[2]!) / 2, (bounds[1]! + bounds[3]!) / 2];
    await ask("POST", `/scenarios/${scenario_id}/measures`, {
      measure_type: "tree",
      name: "Linde op de hoek",
      geometry: { type: "Point", coordinates },
      parameters: {},
    });
    // Links are for a town with accounts: the first administrator is made with the link of the start.
    const token = /first_administrator#(\S+)/.exec(product.log())?.[1];
    const person = { name: "Ada", email: "ada@example.be", password: "een lang wachtwoord" };
    await ask("POST", "/first_administrator", { token, ...person });
    await ask("POST", "/session", { email: person.email, password: person.password });
    const link = await ask<{ token: string }>("POST", "/resident_links", {
      name: "Buurt",
      scenario_id,
      measure_ids: null,
      days: 1,
    });
    const admin = page;
    const resident = await open_page_without_map(browser, { width: 1440, height: 900 });
    page = resident.page;
    await page.goto(`${product.url}/sign_in`);
    await ask("POST", "/session/link", { token: link.token });
    await page.goto(`${product.url}/shared`);
    await page.getByRole("textbox", { name: "Uw reactie" }).fill("Graag een bank onder de linde");
    await shot("react");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Reactie versturen" }).click();
    await page.getByText("Uw reactie wacht op goedkeuring").waitFor();
    await page.reload();
    await page.getByRole("textbox", { name: "Uw reactie" }).waitFor();
    expect(await page.getByText("Graag een bank onder de linde").count()).toBe(0);

    page = admin;
    await page.goto(`${product.url}/reactions`);
    await page.getByText("Graag een bank onder de linde").waitFor();
    await shot("moderation");
    expect(await axe_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Goedkeuren" }).click();
    await page.getByText("Geen reacties").waitFor();

    page = resident.page;
    await page.reload();
    await page.getByText("Graag een bank onder de linde").waitFor();
    expect([...trouble, ...resident.trouble]).toEqual([]);
  });
});
