import { define_importer } from "./define_importer.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { csv_header, text_of } from "./formats.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { type Draft, feature_draft, own_fields, text } from "./map_row.ts";
import { head_has } from "./source_words.ts";
import type { FeatureStatus, ImportSource } from "./types.ts";
import { parse_date, parse_number, plain } from "./values.ts";
import {
  blocking_years,
  is_event,
  lays_layer,
  working_days,
  works_field,
  works_value,
} from "./works_fields.ts";

/**
 * Works and events of third parties with a period, as the coordination platforms of Brussels (Osiris)
 * and Flanders (GIPOD) hand them out, or as a sheet (CSV) with a place. Reports of a site that nobody
 * announced ("chantier fantôme") are no planned works and are left out; an end in the year 3000 means
 * that none is set.
 */
export const works = define_importer({
  id: "works",
  name: "Works coordination",
  recognise: (source) =>
    head_has(source, '"Chantier"', '"DateDebut"', '"DateFin"') ||
    head_has(source, '"gipodId"') ||
    head_has(source, '"GipodId"') ||
    is_sheet(source)
      ? 3
      : 0,
  open: open_with_gdal,
  pick: () => ({ map: (row) => works_of(row) }),
});

/** A sheet of works says when (from and to), and of what kind or for whom with a duration, a blocking period or a reference. */
function is_sheet(source: ImportSource): boolean {
  return source.members.some((member) => {
    if (!/\.(csv|tsv|txt)$/i.test(member.name)) return false;
    const names = csv_header(text_of(member).replace(/^\uFEFF/, ""))?.names ?? [];
    const said = new Set(names.map(works_field));
    const more = ["duration", "blocking", "blocked_until", "reference", "lays", "category"] as const;
    return (
      said.has("from") &&
      said.has("to") &&
      (said.has("kind") || said.has("owner")) &&
      more.some((meaning) => said.has(meaning))
    );
  });
}

function works_of(row: Row): readonly Draft[] {
  if (plain(text(row.fields.Nom) ?? "").includes("chantier fantome"))
    return [
      { kind: "left_out", code: "ghost_site", reason: "reports of an unannounced site (chantier fantôme)" },
    ];
  const reference = text(works_value(row, "reference"));
  const valid_from = parse_date(works_value(row, "from"));
  const valid_to = parse_date(works_value(row, "to"));
  if (valid_from !== null && valid_to !== null && valid_to < valid_from)
    return [
      {
        kind: "refused",
        field: "DateFin",
        code: "period_reversed",
        message: `Expected an end on or after the start ${valid_from}, got ${valid_to}`,
      },
    ];
  return [
    feature_draft("works", reference ?? String(row.row), {
      status: status_of(text(works_value(row, "status"))),
      valid_from,
      valid_to,
      attributes: attributes_of(row, reference, valid_to),
    }),
  ];
}

function attributes_of(row: Row, reference: string | null, valid_to: string | null): Record<string, Value> {
  const kind = text(works_value(row, "kind"));
  const owner = text(works_value(row, "owner"));
  const years = blocking_years(works_value(row, "blocking"));
  const lays = lays_layer(works_value(row, "lays"), kind, owner);
  const category = /[123]/.exec(text(works_value(row, "category")) ?? "")?.[0] ?? null;
  const until =
    parse_date(works_value(row, "blocked_until")) ??
    (years !== null && valid_to !== null
      ? `${Number(valid_to.slice(0, 4)) + years}${valid_to.slice(4)}`
      : null);
  const ours: Record<string, Value> = {
    kind,
    owner,
    reference,
    category,
    lays,
    duration_days: working_days(works_value(row, "duration")),
    area_m2: parse_number(works_value(row, "area")),
    event: is_event(kind, lays) ? true : null,
    blocking_years: years,
    blocked_until: until,
  };
  const attributes: Record<string, Value> = { ...own_fields(row, new Set(Object.keys(ours))) };
  for (const [id, value] of Object.entries(ours)) if (value !== null) attributes[id] = value;
  return attributes;
}

function status_of(word: string | null): FeatureStatus {
  const state = plain(word ?? "");
  // Called off goes before under way: "Renoncé (En phase de réalisation)".
  if (/^(termine|annule|refuse|renonce|beeindigd|geannuleerd|afgewerkt|finished|cancelled)/.test(state))
    return "disused";
  return /en phase de realisation|in uitvoering|under way|active/.test(state)
    ? "under_construction"
    : "projected";
}
