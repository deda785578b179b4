import { crs_candidates, label, note, type ResolvedCrs, resolve_crs } from "./crs.ts";
import type { ImporterSpec } from "./define_importer.ts";
import type { Row } from "./flatgeobuf.ts";
import { listed } from "./gdal_tables.ts";
import { guess_mapping, type Unit } from "./guess_mapping.ts";
import { mapper_of, type RowMapper } from "./map_row.ts";
import { push_row_items } from "./row_items.ts";
import type { SourceTable } from "./source_table.ts";
import { coordinates_of, sample_of } from "./table_sample.ts";
import { Tally } from "./tally.ts";
import {
  ImportError,
  type ImportItem,
  type ImportNote,
  type ImportOptions,
  type ImportSource,
  type LayerMapping,
} from "./types.ts";

/** What is done with one table: how its rows map, and in which CRS they lie. */
interface Plan {
  readonly table: SourceTable;
  readonly map: RowMapper;
  readonly crs: ResolvedCrs;
}

/**
 * Reads a delivery in batches: notes first, then per batch of rows its items and the progress. Throws
 * ImportError where the CRS is not certain (`crs_…`, `axes_swapped`) or nothing says what the layers
 * are (`mapping_needed`), before the first row. Stops at the signal between batches.
 */
export async function* read_tables(
  spec: ImporterSpec,
  source: ImportSource,
  options: ImportOptions,
): AsyncGenerator<readonly ImportItem[]> {
  const opened = await spec.open(source, options, null);
  const head: ImportItem[] = [...opened.notes];
  if (spec.dataset) head.push(spec.dataset(source, opened.tables));
  const { plans, notes } = await plan(spec, source, opened.tables, options);
  yield [...head, ...notes, ...opened.rejected];

  const total = plans.reduce(
    (sum, { table }) => sum + (table.feature_count ?? Number.NaN),
    opened.rejected.length,
  );
  const tally = new Tally();
  const many = plans.length > 1;
  let read = opened.rejected.length;
  for (const { table, map, crs } of plans) {
    const prefix = many ? `${table.name}:` : "";
    const read_before = read;
    for await (const batch of table.rows()) {
      options.signal.throwIfAborted();
      const out: ImportItem[] = [];
      for (const row of batch) push_row_items(out, row, map(row), crs, prefix, tally);
      read += batch.length;
      out.push({ kind: "progress", read, fraction: total > 0 ? Math.min(1, read / total) : null });
      yield out;
    }
    const lost =
      table.drops_unreadable && table.feature_count !== null ? table.feature_count - (read - read_before) : 0;
    if (lost <= 0) continue;
    yield Array.from({ length: lost }, () => unreadable(table.name));
    read += lost;
  }
  if (read === 0) yield [note("layer_empty", `${source.file_name} holds no objects.`)];
  yield [...tally.notes(), { kind: "progress", read, fraction: 1 }];
}

async function plan(
  spec: ImporterSpec,
  source: ImportSource,
  tables: readonly SourceTable[],
  options: ImportOptions,
): Promise<{ plans: Plan[]; notes: ImportNote[] }> {
  const plans: Plan[] = [];
  const notes: ImportNote[] = [];
  const seen = new Set<string>();
  const ignored: string[] = [];
  const unmapped: string[] = [];
  for (const table of tables) {
    const sample = await sample_of(table);
    const chosen = options.mapping?.layers.find((mapping) => mapping.source_layer === table.name);
    const pick = chosen ? "guess" : (spec.pick?.(table, sample, seen) ?? "guess");
    if (pick !== "guess" && "ignore" in pick) {
      ignored.push(`${table.name} (${pick.ignore})`);
      continue;
    }
    let map: RowMapper;
    if (pick !== "guess") map = pick.map;
    else {
      const mapping = chosen ?? guess_mapping(table, sample);
      if (!chosen && sample.length > 0) {
        if (mapping.layer === null) unmapped.push(table.name);
        else notes.push(guess_note(mapping));
      }
      map = mapper_of(
        mapping,
        table.fields.map(({ name }) => name),
      );
    }
    const crs = resolve_table_crs(spec, table, sample, options.srid);
    notes.push(...crs.notes);
    plans.push({ table, map, crs });
  }
  if (unmapped.length > 0 && unmapped.length === plans.length)
    throw new ImportError(
      "mapping_needed",
      `${source.file_name}: it is not clear what ${listed(unmapped)} ${unmapped.length > 1 ? "are" : "is"}. Choose a layer for it in the mapping.`,
      { layers: unmapped },
    );
  if (unmapped.length > 0)
    notes.push(
      note(
        "layer_unmapped",
        `Not clear what these layers are, left out: ${listed(unmapped)}. Choose a layer for them in the mapping.`,
        "warning",
      ),
    );
  if (ignored.length > 0) notes.push(note("layer_ignored", `Layers not read: ${listed(ignored)}.`));
  return { plans, notes: unique_notes(notes) };
}

function unreadable(table: string): ImportItem {
  return {
    kind: "rejected",
    row: `${table}:?`,
    field: null,
    code: "geometry_unreadable",
    message: "Expected a readable geometry; GDAL skipped the object without saying which",
  };
}

/** The CRS of a table: as declared or chosen, else the source's usual one where the numbers agree. */
export function resolve_table_crs(
  spec: Pick<ImporterSpec, "name" | "usual_srid">,
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
      user_srid !== null ||
      !crs_candidates(samples).some(({ srid, swap }) => srid === spec.usual_srid && !swap)
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
