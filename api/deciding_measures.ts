import { indicators } from "../data/catalog/index.ts";
import type { CountedMeasure } from "./queries/indicator.ts";

/** Two amounts nearer than this are the same: what is counted goes through coordinates. */
const SAME = 0.001;

/**
 * Which measures make one scenario better than another, per indicator where it is. Measures that both
 * have count for neither. Largest first, so that no shorter list reaches the difference.
 */
export function deciding_measures(rows: readonly CountedMeasure[], better_id: number, than_id: number) {
  return indicators.flatMap(({ id }) => {
    const own = rows.filter((row) => row.indicator === id);
    const [mine, theirs] = [better_id, than_id].map((one) => own.filter((row) => row.scenario_id === one));
    const total = (of: readonly CountedMeasure[]) => of.reduce((sum, row) => sum + row.value, 0);
    const [better, than] = [total(mine!), total(theirs!)];
    if (better - than < SAME) return [];
    const for_it = [
      ...without(mine!, theirs!).map((row) => ({ row, amount: row.value })),
      ...without(theirs!, mine!).map((row) => ({ row, amount: -row.value })),
    ]
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => b.amount - a.amount || a.row.measure_id - b.row.measure_id);
    let reached = 0;
    const measures = [];
    for (const { row, amount } of for_it) {
      if (better - than - reached < SAME) break;
      reached += amount;
      const { measure_id, measure_type, name, scenario_id } = row;
      measures.push({ measure_id, measure_type, name, scenario_id, amount });
    }
    return [{ id, better, than, measures }];
  });
}

/** The rows that have no twin (same type, place, parameters and value) among the others. */
function without(rows: readonly CountedMeasure[], others: readonly CountedMeasure[]): CountedMeasure[] {
  const twins = new Map<string, number>();
  const key = (row: CountedMeasure) => `${row.same_as} ${row.value.toFixed(3)}`;
  for (const row of others) twins.set(key(row), (twins.get(key(row)) ?? 0) + 1);
  return rows.filter((row) => {
    const left = twins.get(key(row)) ?? 0;
    if (left > 0) twins.set(key(row), left - 1);
    return left === 0;
  });
}
