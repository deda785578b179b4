import type { Page } from "playwright-core";
import { expect } from "vitest";
import { click_at, type LonLat } from "./map_place.ts";

export const desktop = { width: 1440, height: 900 };
export const tablet = { width: 820, height: 1180 };

/** A measure as the server keeps it. */
export interface Stored {
  readonly id: number;
  readonly name: string;
  readonly measure_type: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly parameters: Record<string, unknown>;
  readonly period: { readonly from: string | null; readonly to: string | null } | null;
  readonly version: number;
}

/** The drawing table of a running product, as a test talks to it: over the API and through a page. */
export function drawing(url: string) {
  const get = async <T>(path: string) => (await (await fetch(`${url}/api/v1${path}`)).json()) as T;
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return (await response.json()) as T;
  };
  const put = (scenario: number, measure_type: string, geometry: object) =>
    post<{ measures: { id: number }[] }>(`/scenarios/${scenario}/changes`, {
      changes: [
        {
          op: "put",
          id: null,
          version: null,
          measure_type,
          name: "",
          geometry,
          parameters: {},
          from: null,
          until: null,
          phase_id: null,
        },
      ],
    }).then(({ measures }) => measures[0]!.id);
  return {
    get,
    post,
    /** Saves a measure; its id. */
    put,
    new_scenario: async (name: string) => (await post<{ id: number }>("/scenarios", { name })).id,
    stored: async (scenario: number): Promise<Stored[]> =>
      (await get<{ measures: Stored[] }>(`/scenarios/${scenario}/measures`)).measures,
    put_row: (scenario: number, [from, to]: readonly LonLat[]) =>
      put(scenario, "tree_row", { type: "LineString", coordinates: [from, to] }),
  };
}

export const detail = (page: Page) => page.locator("#detail");

/**
 * Waits until all that was drawn is saved, as the bar says. The bar turns with the edit itself, so a click or
 * key that edits at once is waited for; one that asks the server first (a typed position) is not: poll what is stored.
 */
export const saved = (page: Page) => page.locator('[data-testid="save_state"][data-state="saved"]').waitFor();

/**
 * Cuts what a page saves off from the server, from now on or from its first page on, also over a reload; the
 * answer gives the connection back. Inside the page, since a request that a page sends while it is left passes
 * by the routes of the browser's driver.
 */
export async function without_connection(page: Page): Promise<() => Promise<void>> {
  const cut = () => {
    const send = window.fetch;
    window.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (url.endsWith("/changes") && sessionStorage.getItem("connected") !== "yes")
        throw new TypeError("Failed to fetch");
      return send(input, init);
    };
  };
  await page.addInitScript(cut);
  if (page.url() !== "about:blank") {
    await page.evaluate(cut);
    await page.evaluate(() => sessionStorage.removeItem("connected"));
  }
  return () => page.evaluate(() => sessionStorage.setItem("connected", "yes"));
}

/** A measure in the palette, by its Dutch name. */
export const tool = (page: Page, name: string) =>
  page
    .getByRole("navigation", { name: "Maatregelen" })
    .getByRole("button", { name: new RegExp(`^${name} (punt|lijn|vlak)`) });

export const findings = (page: Page) => page.getByTestId("live_finding");

/** Presses at the first of these places (CSS pixels from `from`) and goes along the others, shaking by a pixel; still pressed. */
export async function stroke_with_shaky_hand(
  page: Page,
  from: { x: number; y: number },
  [first, ...others]: readonly (readonly [number, number])[],
): Promise<void> {
  let [x, y] = [from.x + first![0], from.y + first![1]];
  await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.down();
  for (const [dx, dy] of others) {
    const [to_x, to_y] = [from.x + dx, from.y + dy];
    for (let i = 1; i <= 8; i += 1)
      await page.mouse.move(
        x + ((to_x - x) * i) / 8 + (i % 2) * 0.6,
        y + ((to_y - y) * i) / 8 - (i % 2) * 0.6,
      );
    [x, y] = [to_x, to_y];
  }
}

/**
 * Draws a measure by mouse, without snapping: a point at one place, else a line or an area of several.
 * `px` says where a place is on the screen. Holds once the bar says that it is saved, with its own address.
 */
export async function draw_by_hand(
  page: Page,
  px: (place: LonLat) => { x: number; y: number },
  name: string,
  places: readonly LonLat[],
): Promise<void> {
  const before = page.url();
  await tool(page, name).click();
  await page.keyboard.down("Alt");
  for (const place of places) await click_at(page, px(place));
  if (places.length > 1) await page.getByRole("button", { name: "Klaar" }).click();
  await page.keyboard.up("Alt");
  await page.waitForURL((url) => /\/measures\/\d+/.test(url.pathname) && url.href !== before);
  await saved(page);
}
