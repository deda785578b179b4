import { describe, expect, it } from "vitest";
import { aside_m, cover_m } from "../../../api/corridor/corridor_grid.ts";
import { corridor_numbers } from "../../../api/corridor/corridor_numbers.ts";
import { path_pieces } from "../../../api/corridor/path_pieces.ts";
import { search_corridors } from "../../../api/corridor/search_corridors.ts";
import { type CorridorCase, case_question, corridor_cases } from "./case_question.ts";

const cases = corridor_cases();

it("has at least eight cases, each with its arithmetic in words", () => {
  expect(cases.length).toBeGreaterThanOrEqual(8);
  for (const one of cases) expect(one.by_hand.length, one.file).toBeGreaterThan(30);
  expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
});

describe("hand-computed corridors", () => {
  it.each(cases)("$file: $title", (one: CorridorCase) => {
    const { expect: wanted } = one;
    const question = case_question(one);
    const search = search_corridors(question)!;
    const [path] = search.paths;
    expect(search.free).toBe(wanted.free);
    const asides = path!.cells.map(({ place }) => Math.abs(aside_m(search.grid, place)));
    const pieces = path_pieces(search.grid, path!);
    const numbers = corridor_numbers(search.grid, path!, pieces, {
      ...question,
      paved_share: search.paved_share,
    });
    if (wanted.cost !== undefined) expect(path!.cost).toBeCloseTo(wanted.cost, 3);
    if (wanted.covers_m)
      expect(pieces.map((piece) => Number(piece.cover_m.toFixed(6)))).toEqual(wanted.covers_m);
    if (wanted.cover_at_most_m !== undefined)
      for (const { depth } of path!.cells)
        expect(cover_m(search.grid, depth)).toBeLessThanOrEqual(wanted.cover_at_most_m + 1e-9);
    if (wanted.aside_at_least_m !== undefined)
      expect(Math.min(...asides)).toBeGreaterThanOrEqual(wanted.aside_at_least_m);
    if (wanted.aside_at_most_m !== undefined)
      expect(Math.max(...asides)).toBeLessThanOrEqual(wanted.aside_at_most_m);
    if (wanted.bends !== undefined) expect(numbers.bends).toBe(wanted.bends);
    if (wanted.crossings !== undefined) expect(numbers.crossings.length).toBe(wanted.crossings);
    if (wanted.trees !== undefined) expect(numbers.trees.length).toBe(wanted.trees);
    if (wanted.paving_m2 !== undefined) expect(numbers.paving_m2).toBeCloseTo(wanted.paving_m2, 6);
    const blockers = search.explain?.();
    expect(blockers?.blocking.map(({ obstacle }) => obstacle)).toEqual(wanted.blocking);
    expect(
      blockers?.blocking.map(({ frees }) => frees.map(({ how, by_m, cells }) => [how, by_m, cells])),
    ).toEqual(wanted.frees);
    expect(
      blockers?.sets.map(({ changes }) => changes.map(({ obstacle, how, by_m }) => [obstacle, how, by_m])),
    ).toEqual(wanted.sets);
  });
});
