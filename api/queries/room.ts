import type { Transaction } from "../store/open_store.ts";

export interface Room {
  /** GeoJSON MultiPolygon in WGS 84; null where there is no room. */
  readonly band: { readonly type: string } | null;
  readonly area_m2: number;
  readonly blocked_by: { readonly rule_id: string; readonly layer: string; readonly area_m2: number }[];
  /** Layers with something near that the viewer may not see. */
  readonly hidden_layers: string[];
}

/** Where in a street's zone a measure that is drawn as a point has room; undefined where there is no such street. */
export async function find_room(
  sql: Transaction,
  of: {
    measure_type: string;
    parameters: Readonly<Record<string, unknown>>;
    street_id: string;
    scenario_id: number | null;
    measure_id: number | null;
    severities: readonly string[];
  },
): Promise<Room | undefined> {
  const [row] = await sql<Room[]>`
    select st_asgeojson(band_wgs84, 8)::jsonb as band, area_m2, blocked_by, hidden_layers
    from room(${of.measure_type}, ${sql.json(of.parameters as never)}, ${of.street_id}, ${of.scenario_id}::bigint, ${of.measure_id}::bigint,
      ${of.severities as string[]}::text[])`;
  return row;
}
