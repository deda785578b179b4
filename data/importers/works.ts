import { define_importer } from "./define_importer.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { type Draft, feature_draft, own_fields, text } from "./map_row.ts";
import { head_has } from "./source_words.ts";
import type { FeatureStatus } from "./types.ts";
import { parse_date, plain } from "./values.ts";

/** Field names per meaning: the Brussels coordination platform (Osiris) and the Flemish one (GIPOD). */
const FIELDS = {
  reference: ["Chantier", "gipodId", "GipodId", "gipodid", "reference"],
  kind: ["Nature", "Type", "type", "workType", "groundworkType"],
  owner: ["Organisation", "Gestionnaire", "owner", "organisation", "beheerder"],
  from: ["DateDebutAutorisee", "DateDebut", "startDateTime", "start", "startDatum"],
  to: ["DateFinAutorisee", "DateFin", "endDateTime", "end", "eindDatum"],
  status: ["Statut", "status", "state"],
} as const;

/**
 * Works and events of third parties with a period, as the coordination platforms of Brussels (Osiris)
 * and Flanders (GIPOD) hand them out. Reports of a site that nobody announced ("chantier fantôme") are
 * no planned works and are left out; an end in the year 3000 means that none is set.
 */
export const works = define_importer({
  id: "works",
  name: "Works coordination",
  recognise: (source) =>
    head_has(source, '"Chantier"', '"DateDebut"', '"DateFin"') ||
    head_has(source, '"gipodId"') ||
    head_has(source, '"GipodId"')
      ? 3
      : 0,
  open: open_with_gdal,
  pick: () => ({ map: (row) => works_of(row) }),
});

function works_of(row: Row): readonly Draft[] {
  if (plain(text(row.fields.Nom) ?? "").includes("chantier fantome"))
    return [
      { kind: "left_out", code: "ghost_site", reason: "reports of an unannounced site (chantier fantôme)" },
    ];
  const first = (names: readonly string[]): Value =>
    names.map((name) => row.fields[name]).find((value) => text(value) !== null) ?? null;
  const reference = text(first(FIELDS.reference));
  const valid_from = parse_date(first(FIELDS.from));
  const valid_to = parse_date(first(FIELDS.to));
  if (valid_from !== null && valid_to !== null && valid_to < valid_from)
    return [
      {
        kind: "refused",
        field: "DateFin",
        code: "period_reversed",
        message: `Expected an end on or after the start ${valid_from}, got ${valid_to}`,
      },
    ];
  const attributes: Record<string, Value> = { ...own_fields(row, new Set(["kind", "owner", "reference"])) };
  const kind = text(first(FIELDS.kind));
  const owner = text(first(FIELDS.owner));
  if (kind !== null) attributes.kind = kind;
  if (owner !== null) attributes.owner = owner;
  if (reference !== null) attributes.reference = reference;
  return [
    feature_draft("works", reference ?? String(row.row), {
      status: status_of(text(first(FIELDS.status))),
      valid_from,
      valid_to,
      attributes,
    }),
  ];
}

function status_of(word: string | null): FeatureStatus {
  const state = plain(word ?? "");
  if (/en phase de realisation|in uitvoering|under way|active/.test(state)) return "under_construction";
  return /^(termine|annule|refuse|beeindigd|geannuleerd|afgewerkt|finished|cancelled)/.test(state)
    ? "disused"
    : "projected";
}
