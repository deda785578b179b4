import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create_app } from "../../api/app.ts";
import { open_test_app, type TestApp } from "../api/open_test_app.ts";
import { trench_input } from "../api/routes/overlap_check.ts";
import { load_small_town, town } from "../api/small_town.ts";
import { browser_missing, map_idle, open_browser, open_page } from "./open_browser.ts";

const dist_dir = fileURLToPath(new URL("../../dist", import.meta.url));
/** Would show itself as a dialog, a question to another host, or a flag on the window. */
const hostile = `Linde"><img src=x onerror="window.hit=1"><script>window.hit=1</script><svg onload="window.hit=1">`;

describe.skipIf(browser_missing())("the content security policy, in a browser", () => {
  let t: TestApp;
  let server: Server;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    if (!existsSync(`${dist_dir}/index.html`))
      throw new Error("Expected the built web client in dist/: run `npm run build` first.");
    t = await open_test_app("embedded");
    await load_small_town(t.test);
    const { sql } = t.test.store;
    await sql`update feature set attributes = attributes || ${sql.json({ name: hostile, species: hostile })}, source_id = ${hostile} || id`;
    await sql`update street set name = ${hostile} where id = ${town.side_street_id}`;
    await sql`update dataset set name = ${hostile}, licence = ${hostile}, purpose = ${hostile}, source_file = ${hostile}`;
    await sql`update organisation set name = ${hostile}`;
    await t.ask("POST", "/scenarios", { name: hostile, description: hostile });
    await t.ask("POST", "/overlap_checks", await trench_input(t));
    await sql`update overlap_check set name = ${hostile}`;
    server = createAdaptorServer({ fetch: create_app({ ...t.deps, dist_dir }).fetch }) as Server;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    browser = await open_browser();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await t?.close();
  });

  /** Opens a page, lets `work` use it, and answers what the policy refused and what ran though it should not. */
  async function refused_on(path: string, work: (page: Page) => Promise<unknown>): Promise<string[]> {
    const { page, trouble } = await open_page(browser, { width: 1440, height: 900 });
    const found: string[] = [];
    page.on("dialog", (dialog) => {
      found.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { refused: seen });
      addEventListener("securitypolicyviolation", (event) =>
        seen.push(
          `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
        ),
      );
    });
    await page.goto(url + path);
    await work(page);
    const seen = await page.evaluate(() => window as unknown as { refused: string[]; hit?: number });
    found.push(...(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)));
    if (seen.hit !== undefined) found.push("a script of the data ran");
    await page.context().close();
    return [...found, ...trouble];
  }

  it.each([
    "/?3d=true",
    `/streets/${town.street_id}?section=street/${town.street_id}/100`,
    "/draw/1",
    "/compare?scenarios=1",
  ])("is kept by the page at %s, whatever the data say", async (path) => {
    const refused = await refused_on(path, async (page) => {
      if (path.startsWith("/?") || path.startsWith("/streets/")) await map_idle(page);
      await page.locator("#root button").first().waitFor();
      // Chunks, lists and drawings come after the first button.
      await page.waitForTimeout(800);
      // What is pressed gets its styles; what is printed too.
      await page.locator("button:visible").first().hover();
      // A dialog keeps what lies below it from moving, by a style.
      await page.keyboard.press("?");
      await page.emulateMedia({ media: "print" });
      await page.pdf().catch(() => undefined);
      await page.emulateMedia({ media: "screen" });
    });
    expect(refused).toEqual([]);
  });

  it("is kept by the page that describes the API, which has its styles", async () => {
    let columns = "";
    const refused = await refused_on("/api/docs", async (page) => {
      columns = await page.evaluate(() => getComputedStyle(document.body).display);
    });
    expect(refused).toEqual([]);
    expect(columns).toBe("grid");
  });

  it("is worth something: a script or a style that is written into the page does not run", async () => {
    const refused = await refused_on("/api/docs", async (page) => {
      await page.evaluate(() => {
        document.body.insertAdjacentHTML(
          "beforeend",
          '<img src="x" onerror="window.hit=1"><p style="color:red" id="p">x</p><style>body{display:none}</style>',
        );
        const script = document.createElement("script");
        script.textContent = "window.hit=1";
        document.body.append(script);
      });
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe("grid");
    });
    for (const directive of ["script-src-attr", "script-src-elem", "style-src-attr", "style-src-elem"])
      expect(
        refused.some((text) => text.startsWith(directive)),
        `${directive}: ${refused}`,
      ).toBe(true);
    expect(refused).not.toContain("a script of the data ran");
  });
});
