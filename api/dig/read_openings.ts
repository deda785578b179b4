import {
  layer_owners,
  list_openings,
  names_for_openings,
  type OpeningRow,
  planned_measures,
  type WorksRow,
  works_by_id,
} from "../queries/opening.ts";
import type { Transaction } from "../store/open_store.ts";
import { type DescribedOpening, describe_measure, describe_works } from "./describe_openings.ts";

export interface ReadOpenings {
  readonly openings: readonly DescribedOpening[];
  readonly streets: ReadonlyMap<string, string>;
  /** By the store's clock. */
  readonly today: string;
}

/** The works that the viewer may see and the measures of a scenario that dig, in one street or everywhere. */
export async function read_openings(
  sql: Transaction,
  scenario_id: number | null,
  street_id: string | null,
): Promise<ReadOpenings> {
  const rows = await list_openings(sql, scenario_id, street_id);
  const works_ids = [...new Set(rows.filter(({ kind }) => kind === "works").map(({ id }) => id))];
  const [works, measures, owners, { streets, authority, today }] = await Promise.all([
    works_by_id(sql, works_ids),
    scenario_id === null ? [] : planned_measures(sql, scenario_id),
    layer_owners(sql),
    names_for_openings(sql, [...new Set(rows.map((row) => row.street_id))]),
  ]);
  const of = rows_by_thing(rows);
  const openings = [
    ...same_works(works).map((parts) =>
      describe_works(
        parts,
        parts.flatMap(({ id }) => of.get(`works:${id}`) ?? []),
        today,
      ),
    ),
    ...measures.flatMap((measure) => {
      const own = of.get(`measure:${measure.id}`);
      return own ? [describe_measure(measure, own, owners, authority)] : [];
    }),
  ];
  return { openings, streets, today };
}

function rows_by_thing(rows: readonly OpeningRow[]): ReadonlyMap<string, readonly OpeningRow[]> {
  const of = new Map<string, OpeningRow[]>();
  for (const row of rows) {
    const key = `${row.kind}:${row.id}`;
    of.set(key, [...(of.get(key) ?? []), row]);
  }
  return of;
}

/** Parts of the same works: one delivery, one reference, one period. Without a reference each stands alone. */
function same_works(works: readonly WorksRow[]): readonly (readonly WorksRow[])[] {
  const groups = new Map<string, WorksRow[]>();
  for (const one of works) {
    const reference = String(one.attributes.reference ?? "");
    const key = reference
      ? JSON.stringify([one.dataset_id, reference, one.attributes.kind, one.from, one.to])
      : `works:${one.id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
