import type { Geometry, Position } from "geojson";
import type { WayOut } from "../../data/catalog/types.ts";
import { client, type Finding, Problem } from "../client.ts";
import type { Draft } from "./draft.ts";
import type { DrawDesk } from "./draw_desk.ts";
import { middle_of } from "./shape_edit.ts";
import { badness, line_along, type Shift, shifted, shifts_across, shifts_for, taken } from "./way_out.ts";

/** What came of a way out: settings or type changed, moved so far, or no better place found. */
export type Outcome =
  | { readonly kind: "changed" }
  | { readonly kind: "moved"; readonly length_m: number }
  | { readonly kind: "no_room" };

/** The axis of the street that a finding or a place lies in; null where there is none. */
async function axis_of(finding: Finding, [lon = 0, lat = 0]: Position): Promise<Geometry | null> {
  try {
    const id = finding.street_id ?? (await client.street_at(lon, lat)).id;
    return (await client.street(id)).axis as unknown as Geometry;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

async function shifts(draft: Draft, way: WayOut, finding: Finding, own_id: number | null): Promise<Shift[]> {
  if (way.way_out !== "other_side") return shifts_for(finding, own_id);
  const axis = await axis_of(finding, middle_of(draft.geometry));
  return axis ? shifts_across(draft.geometry, axis) : [];
}

/**
 * Takes a way out of a finding for the selected measure, as one edit. A move tries its shifts one after the
 * other against the server, and keeps the first without a violation, else the best that is better than now.
 * Rejects with a Problem where the server does not answer.
 */
export async function take_way_out(
  table: DrawDesk,
  draft: Draft,
  way: WayOut,
  finding: Finding,
  own_id: number | null,
): Promise<Outcome> {
  const other = taken(draft, way);
  if (other) {
    const geometry =
      way.line_m !== undefined && draft.geometry.type === "Point"
        ? line_along(
            draft.geometry.coordinates,
            await axis_of(finding, draft.geometry.coordinates),
            way.line_m,
          )
        : draft.geometry;
    table.chosen.change({ ...other, geometry }, "way_out");
    return { kind: "changed" };
  }
  const before = badness(table.shape.now.get()?.findings ?? []);
  let best: { draft: Draft; left: number; length_m: number } | null = null;
  for (const shift of await shifts(draft, way, finding, own_id)) {
    const tried = shifted(draft, shift);
    const left = badness(await table.shape.asking.try_out(tried, table.chosen.selected));
    if (!best || left < best.left) best = { draft: tried, left, length_m: shift.length_m };
    if (left < 1000) break;
  }
  if (!best || best.left >= before) return { kind: "no_room" };
  table.set_geometry(best.draft.geometry, "way_out");
  return { kind: "moved", length_m: best.length_m };
}
