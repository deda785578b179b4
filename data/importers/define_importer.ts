import { layers } from "../catalog/layers/index.ts";
import { label, note, type ResolvedCrs, resolve_crs } from "./crs.ts";
import { areas_hex, type Coords, lines_hex, type Parts, points_hex } from "./ewkb.ts";
import type { Row } from "./flatgeobuf.ts";
import { listed } from "./gdal_tables.ts";
import { guess_mapping, type Unit } from "./guess_mapping.ts";
import { type Draft, mapper_of, type RowMapper, row_id } from "./map_row.ts";
import type { OpenedDelivery, SourceTable } from "./source_table.ts";
import {
  ImportError,
  type ImportedDataset,
  type ImportedFeature,
  type Importer,
  type ImportInspection,
  type ImportItem,
  type ImportNote,
  type ImportOptions,
  type ImportSource,
  type LayerMapping,
} from "./types.ts";

/** How many rows are looked at before reading: for the CRS, the guess and the samples of the dialogue. */
const SAMPLE_ROWS = 2_000;

/** A ready mapping says per table what to do: map its rows, leave it out (with the reason), or let the guess decide. */
export type Pick = { readonly map: RowMapper } | { readonly ignore: string } | "guess";

export interface ImporterSpec {
  readonly id: string;
  readonly name: string;
  recognise(source: ImportSource): number;
  open(source: ImportSource, options: ImportOptions, limit: number | null): Promise<OpenedDelivery>;
  /** Left out: every table is mapped by the user's mapping or the guess. */
  /** `seen` is one empty set per reading, to know what an earlier table of the delivery already gave. */
  pick?(table: SourceTable, sample: readonly Row[], seen: Set<string>): Pick;
  /** The CRS this very source is always delivered in, used with a warning where the file names none and the numbers agree. */
  readonly usual_srid?: number;
  dataset?(source: ImportSource, tables: readonly SourceTable[]): ImportedDataset;
}

/** An importer of the usual shape: tables opened by `spec.open`, rows mapped, CRS checked, geometry written. */
export function define_importer(spec: ImporterSpec): Importer {
  return {
    id: spec.id,
    name: spec.name,
    recognise: spec.recognise,
    inspect: (source, options) => inspect(spec, source, options),
    read: (source, options) => read(spec, source, options),
  };
}

async function inspect(
  spec: ImporterSpec,
  source: ImportSource,
  options: ImportOptions,
): Promise<ImportInspection> {
  const opened = await spec.open(source, options, SAMPLE_ROWS);
  const notes = [...opened.notes];
  const out: ImportInspection["layers"][number][] = [];
  const guess: LayerMapping[] = [];
  let srid: number | null = null;
  for (const table of opened.tables) {
    const sample = await sample_of(table);
    try {
      const crs = resolve(spec, table, sample, options.srid);
      srid ??= crs.srid;
      notes.push(...crs.notes);
    } catch (error) {
      // The dialogue asks for the CRS; reading without an answer refuses.
      if (!(error instanceof ImportError)) throw error;
      notes.push(note(error.code, error.message, "warning"));
    }
    const pick = spec.pick?.(table, sample, new Set()) ?? "guess";
    if (pick === "guess") guess.push(guess_mapping(table, sample));
    else if ("ignore" in pick) notes.push(note("layer_ignored", `Layer ${table.name}: ${pick.ignore}.`));
    out.push({
      name: table.name,
      feature_count: table.feature_count ?? sample.length,
      geometry: table.geometry,
      fields: table.fields.map((field) => ({ ...field, sample: first_value(sample, field.name) })),
    });
  }
  return {
    importer: spec.id,
    srid,
    notes,
    layers: out,
    guess: { layers: guess },
    fixed: guess.length === 0 && spec.pick !== undefined,
  };
}

async function* read(
  spec: ImporterSpec,
  source: ImportSource,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  const opened = await spec.open(source, options, null);
  if (spec.dataset) yield spec.dataset(source, opened.tables);
  yield* opened.notes;
  const plans: { table: SourceTable; map: RowMapper; crs: ResolvedCrs }[] = [];
  const seen = new Set<string>();
  const ignored: string[] = [];
  const unmapped: string[] = [];
  for (const table of opened.tables) {
    const sample = await sample_of(table);
    const chosen = options.mapping?.layers.find((mapping) => mapping.source_layer === table.name);
    const pick = chosen ? "guess" : (spec.pick?.(table, sample, seen) ?? "guess");
    if (pick !== "guess" && "ignore" in pick) {
      ignored.push(`${table.name} (${pick.ignore})`);
      continue;
    }
    const field_names = table.fields.map(({ name }) => name);
    let map: RowMapper;
    if (pick !== "guess") map = pick.map;
    else {
      const mapping = chosen ?? guess_mapping(table, sample);
      if (!chosen && sample.length > 0) {
        if (mapping.layer === null) unmapped.push(table.name);
        else yield guess_note(mapping);
      }
      map = mapper_of(mapping, field_names);
    }
    const crs = resolve(spec, table, sample, options.srid);
    plans.push({ table, map, crs });
  }
  if (
    unmapped.length > 0 &&
    unmapped.length === plans.length &&
    !plans.some(({ table }) => table.feature_count === 0)
  )
    throw new ImportError(
      "mapping_needed",
      `${source.file_name}: it is not clear what ${listed(unmapped)} ${unmapped.length > 1 ? "are" : "is"}. Choose a layer for it in the mapping.`,
      { layers: unmapped },
    );
  if (unmapped.length > 0)
    yield note(
      "layer_unmapped",
      `Not clear what these layers are, left out: ${listed(unmapped)}. Choose a layer for them in the mapping.`,
      "warning",
    );
  if (ignored.length > 0) yield note("layer_ignored", `Layers not read: ${listed(ignored)}.`);
  for (const crs_note of unique_notes(plans.flatMap(({ crs }) => crs.notes))) yield crs_note;
  yield* opened.rejected;

  const total = plans.reduce(
    (sum, { table }) => sum + (table.feature_count ?? Number.NaN),
    opened.rejected.length,
  );
  const tally = new Tally();
  let read_rows = opened.rejected.length;
  const many = plans.length > 1;
  for (const { table, map, crs } of plans) {
    const read_before = read_rows;
    for await (const batch of table.rows()) {
      options.signal.throwIfAborted();
      for (const row of batch) yield* items_of(row, map(row), crs, many ? `${table.name}:` : "", tally);
      read_rows += batch.length;
      yield {
        kind: "progress",
        read: read_rows,
        fraction: Number.isFinite(total) && total > 0 ? Math.min(1, read_rows / total) : null,
      };
    }
    const lost =
      table.drops_unreadable && table.feature_count !== null
        ? table.feature_count - (read_rows - read_before)
        : 0;
    for (let i = 0; i < lost; i++)
      yield {
        kind: "rejected",
        row: `${table.name}:?`,
        field: null,
        code: "geometry_unreadable",
        message: "Expected a readable geometry; GDAL skipped the object without saying which",
      };
    read_rows += Math.max(0, lost);
  }
  if (read_rows === 0) yield note("layer_empty", `${source.file_name} holds no objects.`);
  yield* tally.notes();
  yield { kind: "progress", read: read_rows, fraction: 1 };
}

function* items_of(
  row: Row,
  drafts: readonly Draft[],
  crs: ResolvedCrs,
  prefix: string,
  tally: Tally,
): Generator<ImportItem> {
  const label_of_row = `${prefix}${row_id(row)}`;
  const reject = (field: string | null, code: string, message: string): ImportItem => ({
    kind: "rejected",
    row: label_of_row,
    field,
    code,
    message,
  });
  for (const draft of drafts) {
    if (draft.kind === "left_out") {
      tally.left_out(draft.code, draft.reason);
      continue;
    }
    if (draft.kind === "refused") {
      yield reject(draft.field, draft.code, draft.message);
      continue;
    }
    if (!row.parts) {
      yield reject(null, "geometry_empty", "Expected a geometry, got none");
      continue;
    }
    if (row.collection) tally.collections++;
    if (row.z) tally.heights++;
    const parts = usable(crs.swap ? swapped(row.parts) : row.parts);
    const wanted =
      draft.kind === "segment"
        ? ["line"]
        : draft.kind === "district"
          ? ["area"]
          : (layers.find(({ id }) => id === draft.layer)?.geometry ?? []);
    const hexes: [kind: string, hex: string][] = [];
    for (const kind of ["area", "line", "point"] as const) {
      if (!wanted.includes(kind)) continue;
      const hex =
        kind === "area"
          ? areas_hex(parts, crs.srid)
          : kind === "line"
            ? lines_hex(parts, crs.srid)
            : points_hex(parts, crs.srid);
      if (hex) hexes.push([kind, hex]);
    }
    if (hexes.length === 0) {
      const held = kinds_of(row.parts);
      if (held === "" || kinds_of(parts) === "")
        yield reject(
          null,
          "geometry_empty",
          `Expected a geometry with extent, got ${held === "" ? "an empty one" : `${held} without any in plan`}`,
        );
      else
        yield reject(
          null,
          "geometry_kind",
          `Expected ${wanted.join(" or ")} for ${draft.kind === "feature" ? draft.layer : draft.kind}, got ${held}`,
        );
      continue;
    }
    for (const [i, [kind, geom_hex]] of hexes.entries()) {
      const target = draft.kind === "feature" ? draft.layer : draft.kind;
      const source_id = tally.own_id(target, i === 0 ? draft.source_id : `${draft.source_id}#${kind}`);
      if (draft.kind === "feature") {
        const depths = draft.top_m !== null || draft.bottom_m !== null;
        yield {
          ...draft,
          source_id,
          geom_hex,
          srid: crs.srid,
          depth_accuracy_m: null,
          depth_source: depths ? "measured" : "unknown",
        } satisfies ImportedFeature;
      } else yield { ...draft, source_id, geom_hex, srid: crs.srid };
    }
  }
}

/** Counts what would be a note per row. */
class Tally {
  collections = 0;
  heights = 0;
  private repeated = 0;
  private readonly ids = new Map<string, Set<string>>();
  private readonly reasons = new Map<string, { code: string; reason: string; count: number }>();

  /** The id, made unique within the delivery's layer: some sources repeat theirs. */
  own_id(layer: string, id: string): string {
    let seen = this.ids.get(layer);
    if (!seen) this.ids.set(layer, (seen = new Set()));
    let own = id;
    for (let i = 2; seen.has(own); i++) own = `${id}~${i}`;
    if (own !== id) this.repeated++;
    seen.add(own);
    return own;
  }

  left_out(code: string, reason: string): void {
    const entry = this.reasons.get(reason);
    if (entry) entry.count++;
    else this.reasons.set(reason, { code, reason, count: 1 });
  }

  *notes(): Generator<ImportNote> {
    if (this.collections > 0)
      yield note("collection_split", `${this.collections} geometry collections were split into their parts.`);
    if (this.repeated > 0)
      yield note(
        "id_repeated",
        `${this.repeated} objects repeat the identity of another: they were numbered.`,
        "warning",
      );
    if (this.heights > 0)
      yield note(
        "z_kept",
        `${this.heights} objects have heights: kept as z_min_m and z_max_m, not taken as depths.`,
      );
    for (const { code, reason, count } of [...this.reasons.values()].sort((a, b) => b.count - a.count))
      yield note(code, `${count} left out: ${reason}.`);
  }
}

function resolve(
  spec: ImporterSpec,
  table: SourceTable,
  sample: readonly Row[],
  user_srid: number | null,
): ResolvedCrs {
  const samples = coordinates_of(sample);
  try {
    return resolve_crs(table.declared, samples, user_srid);
  } catch (error) {
    if (
      !(error instanceof ImportError) ||
      error.code !== "crs_missing" ||
      spec.usual_srid === undefined ||
      user_srid !== null
    )
      throw error;
    const agreed = resolve_crs({ srid: spec.usual_srid, name: null, by: "file" }, samples, null);
    const told = note(
      "crs_assumed",
      `The file declares no coordinate system. ${spec.name} is delivered in ${label(spec.usual_srid)} and the coordinates agree: that was assumed.`,
      "warning",
    );
    return { ...agreed, notes: [...agreed.notes, told] };
  }
}

async function sample_of(table: SourceTable): Promise<Row[]> {
  const out: Row[] = [];
  for await (const batch of table.rows()) {
    out.push(...batch.slice(0, SAMPLE_ROWS - out.length));
    if (out.length >= SAMPLE_ROWS) break;
  }
  return out;
}

/** The first coordinate of every part. */
function coordinates_of(sample: readonly Row[]): number[] {
  const out: number[] = [];
  const add = (coords: Coords | undefined): void => {
    if (coords && coords.length >= 2 && Number.isFinite(coords[0]) && Number.isFinite(coords[1]))
      out.push(coords[0]!, coords[1]!);
  };
  for (const { parts } of sample) {
    if (!parts) continue;
    add(parts.points);
    for (const coords of parts.lines) add(coords);
    for (const rings of parts.areas) add(rings[0]);
  }
  return out;
}

function swapped(parts: Parts): Parts {
  const swap = (coords: Coords): Float64Array => {
    const out = new Float64Array(coords.length);
    for (let i = 0; i + 1 < coords.length; i += 2) {
      out[i] = coords[i + 1]!;
      out[i + 1] = coords[i]!;
    }
    return out;
  };
  return {
    points: swap(parts.points),
    lines: parts.lines.map(swap),
    areas: parts.areas.map((rings) => rings.map(swap)),
  };
}

/** Parts that exist in plan: a wall of a 3D model has no area there, a vertical pipe no length. */
function usable(parts: Parts): Parts {
  return {
    points: parts.points,
    lines: parts.lines.every(has_length) ? parts.lines : parts.lines.filter(has_length),
    areas: parts.areas.every(has_area) ? parts.areas : parts.areas.filter(has_area),
  };
}

function has_length(coords: Coords): boolean {
  for (let i = 2; i + 1 < coords.length; i += 2)
    if (coords[i] !== coords[0] || coords[i + 1] !== coords[1]) return true;
  return false;
}

function has_area(rings: readonly Coords[]): boolean {
  const ring = rings[0];
  if (!ring || ring.length < 8) return false;
  let twice = 0;
  let extent = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    // Relative to the first corner, or six-digit coordinates leave an area of rounding errors.
    const [ax, ay] = [ring[i]! - ring[0]!, ring[i + 1]! - ring[1]!];
    const [bx, by] = [ring[i + 2]! - ring[0]!, ring[i + 3]! - ring[1]!];
    twice += ax * by - bx * ay;
    extent = Math.max(extent, Math.abs(ax), Math.abs(ay), Math.abs(bx), Math.abs(by));
  }
  return Math.abs(twice) > 1e-9 * extent * extent;
}

function kinds_of(parts: Parts): string {
  const kinds: string[] = [];
  if (parts.points.length > 0) kinds.push("point");
  if (parts.lines.length > 0) kinds.push("line");
  if (parts.areas.length > 0) kinds.push("area");
  return kinds.join(" and ");
}

function guess_note(mapping: LayerMapping): ImportNote {
  const shown = Object.entries(mapping.fields).map(
    ([target, { field, unit }]: [string, { field: string; unit?: Unit }]) =>
      `${target} from ${field}${unit ? ` in ${unit}` : ""}`,
  );
  return note(
    "mapping_guessed",
    `Layer ${mapping.source_layer} was taken as ${mapping.layer}${shown.length > 0 ? `: ${shown.join(", ")}` : ""}. Choose a mapping if that is wrong.`,
    "warning",
  );
}

function unique_notes(notes: readonly ImportNote[]): ImportNote[] {
  return [...new Map(notes.map((entry) => [`${entry.code} ${entry.message}`, entry])).values()];
}

function first_value(sample: readonly Row[], field: string): string | null {
  for (const row of sample) {
    const value = row.fields[field];
    if (value !== null && value !== undefined && value !== "") return String(value).slice(0, 80);
  }
  return null;
}
