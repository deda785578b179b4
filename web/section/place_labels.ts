export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A label that wants to stand at a thing: the thing's box, and how large the text is. */
export interface LabelWish {
  readonly id: string;
  readonly thing: Box;
  readonly text_width: number;
}

export interface PlacedLabel {
  readonly id: string;
  readonly box: Box;
  /** Set where the label stands apart: from the thing to the label. */
  readonly leader: readonly [x1: number, y1: number, x2: number, y2: number] | null;
}

export const label_height = 14;
const gap = 4;

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const inside = (a: Box, b: Box): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/**
 * Places every label so that none meets another, nor a thing. First close by (below, above, right, left);
 * what finds no room there stands in rows under `area` with a leader line. Pixels.
 * `bottom` is where the last row ends (the bottom of `area` where there are none).
 */
export function place_labels(
  wishes: readonly LabelWish[],
  things: readonly Box[],
  area: Box,
): { labels: PlacedLabel[]; bottom: number } {
  const taken: Box[] = [...things];
  const labels: PlacedLabel[] = [];
  const left_over: LabelWish[] = [];
  for (const wish of [...wishes].sort((a, b) => a.thing.x - b.thing.x)) {
    const { thing, text_width: width } = wish;
    const middle = thing.x + thing.width / 2;
    const level = thing.y + thing.height / 2 - label_height / 2;
    const tries: Box[] = [
      { x: middle - width / 2, y: thing.y + thing.height + 2, width, height: label_height },
      { x: middle - width / 2, y: thing.y - label_height - 2, width, height: label_height },
      { x: thing.x + thing.width + gap, y: level, width, height: label_height },
      { x: thing.x - width - gap, y: level, width, height: label_height },
    ];
    const free = tries.find((box) => inside(box, area) && !taken.some((other) => meet(box, other)));
    if (free) {
      taken.push(free);
      labels.push({ id: wish.id, box: free, leader: null });
    } else left_over.push(wish);
  }
  // Flags to the right of their poles, the rightmost highest: no pole then passes through a flag, unless
  // the edge of the drawing pushes one back.
  const row_starts: number[] = [];
  const top = area.y + area.height + 6;
  const last = area.x + area.width;
  for (const { id, thing, text_width: width } of left_over.reverse()) {
    const pole = Math.max(area.x, Math.min(thing.x + thing.width / 2, last));
    const x = Math.max(area.x, Math.min(pole - 3, last - width));
    let row = row_starts.findIndex((start) => x + width + gap <= start);
    if (row < 0) row = row_starts.length;
    row_starts[row] = x;
    const y = top + row * (label_height + 3);
    labels.push({
      id,
      box: { x, y, width, height: label_height },
      leader: [thing.x + thing.width / 2, thing.y + thing.height, pole, y + 3],
    });
  }
  return {
    labels,
    bottom: row_starts.length === 0 ? area.y + area.height : top + row_starts.length * (label_height + 3),
  };
}
