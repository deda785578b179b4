import { layers } from "../catalog/layers/index.ts";
import type { ResolvedCrs } from "./crs.ts";
import { areas_hex, lines_hex, type Parts, points_hex } from "./ewkb.ts";
import type { Row } from "./flatgeobuf.ts";
import { type Draft, type FeatureDraft, row_id } from "./map_row.ts";
import { kinds_of, swapped, usable } from "./parts.ts";
import type { Tally } from "./tally.ts";
import type { RefusalCode } from "./texts/refusal_names.ts";
import type { ImportedFeature, ImportItem } from "./types.ts";

type Kind = "area" | "line" | "point";

const KINDS: readonly Kind[] = ["area", "line", "point"];
const HEX: Readonly<Record<Kind, (parts: Parts, srid: number) => string | null>> = {
  area: areas_hex,
  line: lines_hex,
  point: points_hex,
};
const WANTED = new Map<string, readonly Kind[]>([
  ...layers.map(({ id, geometry }) => [id, geometry] as const),
  ["segment", ["line"]],
  ["district", ["area"]],
]);

/**
 * Adds to `out` what the drafts of a row become: one item per kind of geometry that the target takes,
 * or a rejection. `prefix` stands before the row's name in rejections.
 */
export function push_row_items(
  out: ImportItem[],
  row: Row,
  drafts: readonly Draft[],
  crs: ResolvedCrs,
  prefix: string,
  tally: Tally,
): void {
  const reject = (field: string | null, code: RefusalCode, message: string): void => {
    out.push({ kind: "rejected", row: `${prefix}${row_id(row)}`, field, code, message });
  };
  let parts: Parts | null = null;
  for (const draft of drafts) {
    if (draft.kind === "left_out") {
      tally.left_out(draft.code, draft.reason);
      continue;
    }
    if (draft.kind === "refused") {
      reject(draft.field, draft.code, draft.message);
      continue;
    }
    const target = draft.kind === "feature" ? draft.layer : draft.kind;
    const wanted = WANTED.get(target) ?? [];
    if (row.plain && !crs.swap && wanted.includes(row.plain.kind)) {
      out.push(item(draft, tally.own_id(target, draft.source_id), row.plain.hex(crs.srid), crs.srid));
      continue;
    }
    if (!row.parts) {
      reject(null, "geometry_empty", "Expected a geometry, got none");
      continue;
    }
    if (!parts) {
      if (row.collection) tally.collections++;
      if (row.z) tally.heights++;
      parts = usable(crs.swap ? swapped(row.parts) : row.parts);
    }
    let found = 0;
    for (const kind of KINDS) {
      const geom_hex = wanted.includes(kind) ? HEX[kind](parts, crs.srid) : null;
      if (geom_hex === null) continue;
      const source_id = tally.own_id(target, found++ === 0 ? draft.source_id : `${draft.source_id}#${kind}`);
      out.push(item(draft, source_id, geom_hex, crs.srid));
    }
    if (found > 0) continue;
    const held = kinds_of(row.parts);
    if (held === "") reject(null, "geometry_empty", "Expected a geometry with extent, got an empty one");
    else if (kinds_of(parts) === "")
      reject(null, "geometry_empty", `Expected a geometry with extent, got ${held} without any in plan`);
    else reject(null, "geometry_kind", `Expected ${wanted.join(" or ")} for ${target}, got ${held}`);
  }
}

function item(
  draft: Exclude<Draft, { kind: "left_out" | "refused" }>,
  source_id: string,
  geom_hex: string,
  srid: number,
): ImportItem {
  return draft.kind === "feature"
    ? feature(draft, source_id, geom_hex, srid)
    : { ...draft, source_id, geom_hex, srid };
}

/** Written out: a spread of the draft costs more than all the rest of a row. */
function feature(draft: FeatureDraft, source_id: string, geom_hex: string, srid: number): ImportedFeature {
  return {
    kind: "feature",
    layer: draft.layer,
    source_id,
    geom_hex,
    srid,
    status: draft.status,
    top_m: draft.top_m,
    bottom_m: draft.bottom_m,
    diameter_m: draft.diameter_m,
    position_accuracy_m: draft.position_accuracy_m,
    depth_accuracy_m: null,
    depth_source: draft.top_m !== null || draft.bottom_m !== null ? "measured" : "unknown",
    valid_from: draft.valid_from,
    valid_to: draft.valid_to,
    attributes: draft.attributes,
  };
}
