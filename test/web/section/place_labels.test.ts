import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, place_labels } from "../../../web/section/place_labels.ts";

const area: Box = { x: 40, y: 200, width: 700, height: 120 };
const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 1e-9 && b.x < a.x + a.width - 1e-9 && a.y < b.y + b.height && b.y < a.y + a.height;

test("a lone label stands below its thing, without a leader", () => {
  const { labels, bottom } = place_labels(
    [{ id: "a", thing: { x: 300, y: 220, width: 10, height: 10 }, text_width: 60 }],
    [{ x: 300, y: 220, width: 10, height: 10 }],
    area,
  );
  expect(labels).toEqual([{ id: "a", box: { x: 275, y: 232, width: 60, height: 14 }, leader: null }]);
  expect(bottom).toBe(320);
});

test("labels never overlap each other or a thing, however many there are, and each has one", () => {
  const thing = fc.record({
    x: fc.double({ min: 40, max: 720, noNaN: true }),
    y: fc.double({ min: 200, max: 300, noNaN: true }),
    width: fc.double({ min: 3, max: 30, noNaN: true }),
    height: fc.double({ min: 3, max: 20, noNaN: true }),
    text_width: fc.double({ min: 20, max: 200, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(thing, { maxLength: 60 }), (things) => {
      const wishes = things.map(({ text_width, ...box }, i) => ({ id: String(i), thing: box, text_width }));
      const { labels, bottom } = place_labels(
        wishes,
        wishes.map((wish) => wish.thing),
        area,
      );
      expect(labels.map(({ id }) => id).sort()).toEqual(wishes.map(({ id }) => id).sort());
      for (const [i, { box }] of labels.entries()) {
        expect(box.y + box.height).toBeLessThanOrEqual(bottom + 1e-9);
        expect(box.x).toBeGreaterThanOrEqual(area.x - 1e-9);
        for (const other of labels.slice(i + 1)) expect(meet(box, other.box)).toBe(false);
        for (const wish of wishes) expect(meet(box, wish.thing)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});
