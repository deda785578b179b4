import { note } from "./crs.ts";
import type { Row } from "./flatgeobuf.ts";
import { flatten } from "./flatten.ts";
import { guess_mapping } from "./guess_mapping.ts";
import type { RowMapper } from "./map_row.ts";
import { read_tables, resolve_table_crs } from "./read_tables.ts";
import type { OpenedDelivery, SourceTable } from "./source_table.ts";
import { SAMPLE_ROWS, sample_of } from "./table_sample.ts";
import {
  ImportError,
  type ImportedDataset,
  type Importer,
  type ImportInspection,
  type ImportOptions,
  type ImportSource,
  type LayerMapping,
} from "./types.ts";

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
    dataset_first: true,
    read: (source, options) => flatten(read_tables(spec, source, options)),
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
      const crs = resolve_table_crs(spec, table, sample, options.srid);
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

function first_value(sample: readonly Row[], field: string): string | null {
  for (const row of sample) {
    const value = row.fields[field];
    if (value !== null && value !== undefined && value !== "") return String(value).slice(0, 80);
  }
  return null;
}
