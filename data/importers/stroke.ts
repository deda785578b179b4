/** Largest distance between an arc and the chord that replaces it. */
export const STROKE_ERROR_M = 0.01;

/**
 * Strokes the circular arcs of a circular string: flat coordinates start, any point on the arc, end
 * (the end starts the next arc). Returns flat coordinates whose chords stay within `error_m` (in the
 * units of the coordinates) of the arc; the given points are kept. A straight "arc" gives its three
 * points; start equal to end gives the full circle with the middle point opposite (ISO SQL/MM).
 */
export function stroke_arcs(coords: ArrayLike<number>, error_m = STROKE_ERROR_M): number[] {
  const out = [coords[0]!, coords[1]!];
  for (let i = 0; i + 5 < coords.length; i += 4) {
    stroke_arc(
      out,
      coords[i]!,
      coords[i + 1]!,
      coords[i + 2]!,
      coords[i + 3]!,
      coords[i + 4]!,
      coords[i + 5]!,
      error_m,
    );
  }
  return out;
}

function stroke_arc(
  out: number[],
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  error_m: number,
): void {
  const full = x0 === x2 && y0 === y2;
  // Relative to the start: coordinates of six digits would eat the precision of the squares below.
  const ax = x1 - x0;
  const ay = y1 - y0;
  const bx = x2 - x0;
  const by = y2 - y0;
  const twice_area = 2 * (ax * by - ay * bx);
  const scale = Math.max(ax * ax + ay * ay, bx * bx + by * by);
  if (!full && Math.abs(twice_area) < 1e-12 * scale) {
    out.push(x1, y1, x2, y2);
    return;
  }
  const a2 = ax * ax + ay * ay;
  const b2 = bx * bx + by * by;
  const cx = full ? ax / 2 : (by * a2 - ay * b2) / twice_area;
  const cy = full ? ay / 2 : (ax * b2 - bx * a2) / twice_area;
  const radius = Math.hypot(cx, cy);
  if (radius === 0) return;
  const counter_clockwise = full || twice_area > 0;
  const start = Math.atan2(-cy, -cx);
  const middle = sweep(start, Math.atan2(ay - cy, ax - cx), counter_clockwise);
  const total = full ? 2 * Math.PI : sweep(start, Math.atan2(by - cy, bx - cx), counter_clockwise);
  const step = radius > error_m ? 2 * Math.acos(1 - error_m / radius) : Math.PI / 2;
  const leg = (from: number, to: number, end_x: number, end_y: number): void => {
    const n = Math.max(1, Math.ceil(Math.abs(to - from) / step));
    for (let i = 1; i < n; i++) {
      const angle = start + (counter_clockwise ? 1 : -1) * (from + ((to - from) * i) / n);
      out.push(x0 + cx + radius * Math.cos(angle), y0 + cy + radius * Math.sin(angle));
    }
    out.push(end_x, end_y);
  };
  leg(0, middle, x1, y1);
  leg(middle, total, x2, y2);
}

/** Angle turned from `from` to `to` in the given direction, 0 to 2π. */
function sweep(from: number, to: number, counter_clockwise: boolean): number {
  const turn = counter_clockwise ? to - from : from - to;
  return turn < 0 ? turn + 2 * Math.PI : turn;
}
