import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Bounds, client } from "../client.ts";
import { draw_api, type StoredMeasure } from "../draw/draw_api.ts";
import { bounds_of } from "../map/bounds.ts";
import type { Theme } from "../ui/theme.ts";
import type { PlanView } from "./plan_map.ts";

/** What maps of plans need: the measures of each scenario, where to look, and what the ground shows. */
export interface Plans {
  readonly view: PlanView;
  readonly bounds: Bounds;
  readonly measures: ReadonlyMap<number, readonly StoredMeasure[]>;
}

/** About 150 m: what stands alone is shown with the streets around it. */
const least_deg = 0.0014;

/** Where measures are drawn, with some ground around them, within what is shown as a whole; all of that where none is. */
function around_measures(measures: readonly StoredMeasure[], whole: Bounds): Bounds {
  const inside = measures.filter(({ geometry }) => {
    const own = bounds_of([geometry]);
    return own && own[0] <= whole[2] && own[2] >= whole[0] && own[1] <= whole[3] && own[3] >= whole[1];
  });
  const drawn = bounds_of(inside.map(({ geometry }) => geometry));
  if (!drawn) return whole;
  const [west, south, east, north] = drawn;
  const [by_lon, by_lat] = [east - west, north - south].map((wide) =>
    Math.max(wide * 0.2, (least_deg - wide) / 2),
  ) as [number, number];
  return [
    Math.max(west - by_lon, whole[0]),
    Math.max(south - by_lat, whole[1]),
    Math.min(east + by_lon, whole[2]),
    Math.min(north + by_lat, whole[3]),
  ];
}

/** Null until all of it is there, or where the town has no place yet. */
export function usePlans(
  scenario_ids: readonly number[],
  district: string | null,
  theme: Theme,
): Plans | null {
  const authority = useQuery({ queryKey: ["authority"], queryFn: client.authority });
  const districts = useQuery({ queryKey: ["districts"], queryFn: client.districts });
  const measures = useQueries({
    queries: scenario_ids.map((id) => ({
      queryKey: ["plan_measures", id],
      queryFn: () => draw_api.measures(id),
      refetchOnMount: "always" as const,
    })),
  });
  const place = districts.data?.districts.find(({ id }) => id === district)?.bounds_wgs84;
  const whole = place ?? authority.data?.bounds_wgs84;
  const drawn = measures.flatMap((one) => one.data?.measures ?? []);
  const bounds = whole && around_measures(drawn, whole);
  const version = authority.data && String(authority.data.data_version);
  // Maps are drawn anew where this changes: only when what was asked came in otherwise.
  const came = [scenario_ids.join(","), bounds?.join(","), ...measures.map((one) => one.dataUpdatedAt)].join(
    " ",
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `came` stands for the answers
  return useMemo(() => {
    if (!version || !districts.data || !bounds || measures.some((one) => !one.data)) return null;
    return {
      view: { theme, data_version: version, latitude_deg: bounds[1] },
      bounds,
      measures: new Map(scenario_ids.map((id, place) => [id, measures[place]!.data!.measures])),
    };
  }, [came, theme, version, districts.data]);
}
