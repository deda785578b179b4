import type { Page } from "playwright-core";

/** A place in WGS 84 degrees. */
export type LonLat = readonly [number, number];

/**
 * Opens an address with the map at a place and says where on the screen a place is drawn. Holds until the
 * map is moved.
 */
export async function open_at(
  page: Page,
  url: string,
  [lon, lat]: LonLat,
  zoom: number,
): Promise<(place: LonLat) => { x: number; y: number }> {
  await page.goto(
    `${url}${url.includes("?") ? "&" : "?"}at=${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`,
  );
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  return screen_of(page, [Number(lon.toFixed(5)), Number(lat.toFixed(5))], zoom);
}

/** Where a place is on the screen, while the map shows `centre` in the middle of what no panel covers. */
export async function screen_of(page: Page, centre: LonLat, zoom: number) {
  const map = (await page.getByTestId("map").boundingBox())!;
  const detail = (await page.locator("#detail").boundingBox())!;
  const left = await page.locator("aside").boundingBox();
  const west = left ? left.x + left.width : map.x;
  const middle = { x: (west + detail.x) / 2, y: map.y + (map.height - 28) / 2 };
  const size = 512 * 2 ** zoom;
  const world = ([lon, lat]: LonLat) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return {
      x: ((lon + 180) / 360) * size,
      y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
    };
  };
  const origin = world(centre);
  return (place: LonLat) => {
    const at = world(place);
    return { x: middle.x + at.x - origin.x, y: middle.y + at.y - origin.y };
  };
}

/** A click that drawing understands: the pointer arrives in steps, rests, presses. */
export async function click_at(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x, y, { steps: 3 });
  await page.waitForTimeout(40);
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForTimeout(120);
}
