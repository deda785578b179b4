import { after_change } from "../data/catalog/after_change.ts";
import type {
  CountedStreet,
  HeatReach,
  StreetClashes,
  StreetOpenings,
  StreetParking,
} from "./queries/street_figure.ts";

/**
 * What each street has today and with each scenario: parking spaces and openings, one value for today
 * and one a scenario. Spaces are unknown (null) where no bay has a number, or more go than are known.
 * Only streets of which there is something to tell; the most opened first.
 */
export function street_figures(
  streets: readonly CountedStreet[],
  ids: readonly number[],
  parking: readonly StreetParking[],
  openings: readonly StreetOpenings[],
  clashes: readonly StreetClashes[],
) {
  const columns = [null, ...ids];
  return streets
    .map(({ id, name, length_m }) => {
      const spaces = parking.filter((row) => row.street_id === id);
      const now = spaces.find((row) => row.scenario_id === null);
      const today = now && (now.spaces > 0 || now.without_spaces === 0) ? now.spaces : null;
      const space_changes = ids.map(
        (scenario_id) => spaces.find((row) => row.scenario_id === scenario_id)?.spaces ?? 0,
      );
      const opened = openings.filter((row) => row.street_id === id);
      return {
        street_id: id,
        name,
        length_m,
        spaces: [today, ...space_changes.map((change) => after_change(today, change))],
        space_changes,
        without_spaces: now?.without_spaces ?? 0,
        openings: columns.map((scenario_id) => {
          const row = opened.find((one) => one.scenario_id === scenario_id);
          return { dated: row?.openings ?? 0, undated: row?.undated ?? 0 };
        }),
        clashes: ids.map(
          (scenario_id) =>
            clashes.find((row) => row.street_id === id && row.scenario_id === scenario_id)?.clashes ?? 0,
        ),
      };
    })
    .filter(
      (street) =>
        street.without_spaces > 0 ||
        (street.spaces[0] ?? 0) > 0 ||
        street.space_changes.some((value) => value !== 0) ||
        street.clashes.some((value) => value > 0) ||
        street.openings.some(({ dated, undated }) => dated + undated > 0),
    )
    .sort((a, b) => weight(b) - weight(a));
}

/** How much happens in a street: what the scenarios dig and clash there. */
const weight = (street: {
  clashes: readonly number[];
  openings: readonly { dated: number; undated: number }[];
}): number =>
  street.clashes.reduce((sum, n) => sum + n, 0) +
  street.openings.slice(1).reduce((sum, { dated, undated }) => sum + 10 * (dated + undated), 0);

/** Dwellings in reach of heat in the order of the columns: today, then the scenarios. */
export function heat_figures(ids: readonly number[], rows: readonly HeatReach[]) {
  return [null, ...ids].map((id) => {
    const row = rows.find((one) => one.scenario_id === id);
    return {
      dwellings: row?.dwellings ?? 0,
      buildings: row?.buildings ?? 0,
      without_dwellings: row?.without_dwellings ?? 0,
    };
  });
}
