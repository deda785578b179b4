import type { Page } from "playwright-core";

export interface DragRecord {
  /** Per pointer move that the page got: until the findings of that place or of a later one were shown. */
  readonly latencies_ms: readonly number[];
  /** From one move that the page got to the next, on average; a screen of 60 Hz would give 17 ms. */
  readonly frame_ms: number;
  readonly answers: number;
  /** Findings of the last answer. */
  readonly findings: number;
  /** Scripts of this house that held the main thread for more than 50 ms. */
  readonly long_scripts: readonly { readonly duration_ms: number; readonly source: string }[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the page notes while a shape is dragged; it lives in the page. */
interface Notes {
  readonly moves: { along_px: number; at_ms: number }[];
  readonly shown: { at: readonly [number, number]; at_ms: number }[];
  readonly long: { duration_ms: number; source: string }[];
}

/**
 * WebGL draws, uploads and sets nothing, and the empty canvas is not composited: rasterising by software
 * says nothing about a machine with a graphics card. What MapLibre reckons itself stays.
 */
async function without_paint(): Promise<void> {
  const left_out =
    /^(draw|clear|bind(?!Attrib)|buffer|uniform|vertexAttrib|enable|disable|stencil|depth|blend|color|viewport|tex|activeTexture|generateMipmap)/;
  for (const { prototype } of [WebGL2RenderingContext, WebGLRenderingContext])
    for (const name of Object.getOwnPropertyNames(prototype).filter((one) => left_out.test(one)))
      Object.defineProperty(prototype, name, { value: () => undefined });
  // By script: the page's content policy refuses an element of style.
  const canvases = document.querySelectorAll<HTMLElement>(".maplibregl-canvas");
  for (const canvas of canvases) canvas.style.setProperty("opacity", "0", "important");
  // The page lets every change of style take a moment: it holds some frames later.
  const until_ms = performance.now() + 10_000;
  while ([...canvases].some((canvas) => getComputedStyle(canvas).opacity !== "0")) {
    if (performance.now() > until_ms) throw new Error("expected the map not to be composited");
    await new Promise((done) => requestAnimationFrame(done));
  }
}

/** Begins to note pointer moves (as a way along the drag), answers shown, and long scripts. */
function note([from, to]: readonly [Point, Point]): void {
  const notes: Notes = { moves: [], shown: [], long: [] };
  (window as unknown as { drag_notes: Notes }).drag_notes = notes;
  const length_px = Math.hypot(to.x - from.x, to.y - from.y);
  const unit = { x: (to.x - from.x) / length_px, y: (to.y - from.y) / length_px };
  window.addEventListener(
    "pointermove",
    ({ clientX, clientY, timeStamp }) => {
      const along_px = (clientX - from.x) * unit.x + (clientY - from.y) * unit.y;
      notes.moves.push({ along_px, at_ms: timeStamp });
    },
    true,
  );
  const panel = document.querySelector("#detail")!;
  new MutationObserver(() => {
    const asked = panel.querySelector("[data-asked]")?.getAttribute("data-asked");
    if (!asked) return;
    const [lon, lat] = asked.split(",").map(Number) as [number, number];
    const last = notes.shown.at(-1);
    if (last && last.at[0] === lon && last.at[1] === lat) return;
    const shown = { at: [lon, lat] as const, at_ms: Number.NaN };
    notes.shown.push(shown);
    // In the document now; on the screen with the next frame.
    requestAnimationFrame(() => {
      shown.at_ms = performance.now();
    });
  }).observe(panel, { attributes: true, childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries() as unknown as {
      scripts: { duration: number; sourceURL: string; sourceFunctionName: string; invoker: string }[];
    }[])
      for (const { duration, sourceURL, sourceFunctionName, invoker } of frame.scripts)
        if (duration > 50 && sourceURL.startsWith(location.origin))
          notes.long.push({
            duration_ms: duration,
            source: `${invoker} ${sourceFunctionName} ${sourceURL.replace(/.*\//, "")}`,
          });
  }).observe({ type: "long-animation-frame" });
}

/** Radii of the sphere do not matter here: only the order along the drag does. */
const mercator = ([lon, lat]: readonly [number, number]): Point => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lon / 360, y: -Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
};

/**
 * Notes a drag from one point of the screen to another, which begins after this; the function that comes
 * back ends it. Throws where the shape did not move, or no answer about its last place was shown.
 */
export async function record_drag(page: Page, from: Point, to: Point): Promise<() => Promise<DragRecord>> {
  // tsx names functions by a helper of its own, which the page lacks.
  await page.evaluate("globalThis.__name ??= (of) => of");
  await page.evaluate(without_paint);
  await page.evaluate(note, [from, to] as const);
  return async () => {
    const { moves, shown, long } = await page.evaluate(
      () => (window as unknown as { drag_notes: Notes }).drag_notes,
    );
    const findings = Number(await page.getByTestId("live_findings").getAttribute("data-count"));
    const length_px = Math.hypot(to.x - from.x, to.y - from.y);
    const unit = { x: (to.x - from.x) / length_px, y: (to.y - from.y) / length_px };
    const places = shown.map(({ at, at_ms }) => ({ ...mercator(at), at_ms }));
    const [first, last] = [places[0], places.at(-1)];
    const [last_move] = moves.slice(-1);
    if (!first || !last || !last_move || places.length < 2)
      throw new Error(`expected answers while dragging, got ${places.length} to ${moves.length} moves`);
    // Both run along the same straight line, and the last answer is about the last move.
    const scale = world_px(page.url());
    const along_px = ({ x, y }: Point) =>
      last_move.along_px + ((x - last.x) * unit.x + (y - last.y) * unit.y) * scale;
    const answers = places.map((place) => ({ along_px: along_px(place), at_ms: place.at_ms }));
    const latencies_ms = moves
      .filter(({ along_px: px }) => px > 8)
      .map((move) => {
        const answer = answers.find(({ along_px: px }) => px >= move.along_px - 0.5);
        if (!answer) throw new Error("expected an answer about the last place, got none");
        return answer.at_ms - move.at_ms;
      });
    const frame_ms = (last_move.at_ms - moves[0]!.at_ms) / (moves.length - 1);
    return { latencies_ms, frame_ms, answers: places.length, findings, long_scripts: long };
  };
}

/** Pixels around the world at the zoom of an address. */
function world_px(address: string): number {
  const zoom = Number(new URL(address).searchParams.get("at")?.split("/")[0]);
  return 512 * 2 ** zoom;
}
