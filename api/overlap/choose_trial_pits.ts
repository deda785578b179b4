import type { PlaceChance } from "../queries/overlap_check.ts";

export interface ChosenPit {
  readonly rank: number;
  readonly place: { readonly type: string };
  /** How many open verdicts it settles beyond those before it, as far as can be expected. */
  readonly settles: number;
  /** How many open verdicts it bears on. */
  readonly may_settle: number;
  readonly objects: { readonly layer: string; readonly id: number }[];
}

/** A pit that settles less than this is not worth the hole. */
const least_settled = 0.25;

/**
 * Where to dig first: of all places the one that settles most open verdicts, then the one that settles most
 * of what is left, and so on (greedy set cover, which comes within 63 % of the best choice of so many). At
 * most `most` places; the same list for the same chances, whatever their order.
 */
export function choose_trial_pits(chances: readonly PlaceChance[], most = 10): ChosenPit[] {
  const places = new Map<number, PlaceChance[]>();
  for (const chance of chances) places.set(chance.place, [...(places.get(chance.place) ?? []), chance]);
  /** How likely each verdict is settled by the pits chosen so far. */
  const settled = new Map<string, number>();
  const gain = (of: readonly PlaceChance[]) =>
    of.reduce(
      (sum, { verdict_key, chance }) => sum + Math.max(0, chance - (settled.get(verdict_key) ?? 0)),
      0,
    );
  const chosen: ChosenPit[] = [];
  while (chosen.length < most && places.size > 0) {
    const ranked = [...places].map(([place, of]) => ({ place, of, gained: gain(of) }));
    const best = ranked.reduce((a, b) =>
      b.gained > a.gained + 1e-9 || (b.gained > a.gained - 1e-9 && b.place < a.place) ? b : a,
    );
    if (best.gained < least_settled) break;
    for (const { verdict_key, chance } of best.of)
      settled.set(verdict_key, Math.max(chance, settled.get(verdict_key) ?? 0));
    places.delete(best.place);
    const objects = new Map(
      best.of.flatMap((one) => one.objects.map((o) => [`${o.layer}/${o.id}`, o] as const)),
    );
    chosen.push({
      rank: chosen.length + 1,
      place: best.of[0]!.position,
      settles: Math.round(best.gained * 10) / 10,
      may_settle: best.of.length,
      objects: [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, o]) => o),
    });
  }
  return chosen;
}
