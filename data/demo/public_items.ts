import type { ImportedFeature, ImportItem } from "../importers/types.ts";
import { block_at } from "./block.ts";
import { crossing_surface } from "./crossing_surface.ts";
import { box, type Drafter } from "./draft.ts";
import { DEMO_SRID } from "./ground.ts";
import { ward_name } from "./names.ts";
import { field_tracks, open_land } from "./open_land.ts";
import { place_features, place_kind, WARD_COLUMNS, WARD_ROWS } from "./places.ts";
import { block_plots, type House } from "./plots.ts";
import { hash_numbers, Random } from "./random.ts";
import { edge_id, edges_of, StreetFrame } from "./street_frame.ts";
import { street_surface } from "./street_surface.ts";
import type { TownPlan } from "./town.ts";

/** Flemish average household, for inhabitants from dwellings. */
const INHABITANTS_PER_DWELLING = 2.3;

/** What anybody may see: centre lines, surfaces, plots, buildings, trees, places and districts, ward by ward. */
export function* public_items(drafter: Drafter, plan: TownPlan): Iterable<ImportItem> {
  for (const edge of edges_of(plan)) {
    const frame = new StreetFrame(plan, edge);
    const line = (edge.along_row ? plan.rows : plan.columns)[edge.line]!;
    yield {
      kind: "segment",
      source_id: edge_id(edge),
      street_key: null,
      street_name: edge.street_name,
      geom_hex: drafter.line_geometry([frame.place(frame.start_m, 0, 0), frame.place(frame.end_m, 0, 0)]),
      srid: DEMO_SRID,
      attributes: { width_m: line.profile.carriageway_m, street_type: line.profile.kind, synthetic: true },
    };
    yield* street_surface(
      drafter,
      new Random(hash_numbers(plan.seed, 4, edge.along_row ? 1 : 0, edge.line, edge.index)),
      frame,
      line,
    );
  }
  for (let column = 0; column < plan.columns.length; column++)
    for (let row = 0; row < plan.rows.length; row++) yield* crossing_surface(drafter, plan, column, row);

  const dwellings = new Map<string, number>();
  for (const [column, row] of blocks_of(plan)) {
    const houses: House[] = [];
    for (const item of block_items(drafter, plan, column, row, houses)) {
      if (item.layer === "building") {
        const ward = ward_key(
          Math.min(Math.max(column, 0), plan.columns.length - 2),
          Math.min(Math.max(row, 0), plan.rows.length - 2),
        );
        dwellings.set(ward, (dwellings.get(ward) ?? 0) + Number(item.attributes.dwellings ?? 0));
      }
      yield item;
    }
  }
  yield* open_land(drafter, plan);
  yield* field_tracks(drafter, plan);
  yield* districts(drafter, plan, dwellings);
}

/** Everything on one block; the houses are added to `houses`. */
export function block_items(
  drafter: Drafter,
  plan: TownPlan,
  column: number,
  row: number,
  houses: House[],
): Iterable<ImportedFeature> {
  const block = block_at(plan, column, row);
  if (!block) return [];
  const random = new Random(hash_numbers(plan.seed, 3, column, row));
  const kind = place_kind(plan, column, row);
  return kind ? place_features(drafter, random, block, kind) : block_plots(drafter, random, block, houses);
}

/** Columns and rows of all blocks, the ground on the outer side of the edge streets included. */
export function* blocks_of(plan: TownPlan): Iterable<readonly [column: number, row: number]> {
  for (let row = -1; row < plan.rows.length; row++)
    for (let column = -1; column < plan.columns.length; column++) yield [column, row];
}

function ward_key(column: number, row: number): string {
  // Half a ward wide, so that the demo town has two districts to compare.
  return `${Math.floor(column / (WARD_COLUMNS / 2))}_${Math.floor(row / WARD_ROWS)}`;
}

function* districts(
  drafter: Drafter,
  plan: TownPlan,
  dwellings: ReadonlyMap<string, number>,
): Iterable<ImportItem> {
  const half = WARD_COLUMNS / 2;
  const last_column = plan.columns.length - 1;
  const last_row = plan.rows.length - 1;
  let index = 0;
  for (let row = 0; row < last_row; row += WARD_ROWS)
    for (let column = 0; column < last_column; column += half) {
      const right = Math.min(column + half, last_column);
      const top = Math.min(row + WARD_ROWS, last_row);
      const count = dwellings.get(ward_key(column, row)) ?? 0;
      // Districts meet in the middle of the streets between them; at the town's edge they take the street in.
      const edge = (at: number, outer: boolean, sign: number): number => at + (outer ? sign * 34 : 0);
      yield {
        kind: "district",
        source_id: `district_${column}_${row}`,
        name: ward_name(index++),
        dwellings: count,
        inhabitants: Math.round(count * INHABITANTS_PER_DWELLING),
        geom_hex: drafter.area_geometry(
          box(
            edge(plan.columns[column]!.at_m, column === 0, -1),
            edge(plan.rows[row]!.at_m, row === 0, -1),
            edge(plan.columns[right]!.at_m, right === last_column, 1),
            edge(plan.rows[top]!.at_m, top === last_row, 1),
          ),
        ),
        srid: DEMO_SRID,
      };
    }
}
