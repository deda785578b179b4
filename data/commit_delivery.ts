import type { Store, Transaction } from "../api/store/open_store.ts";
import { TOWN_ORGANISATION, type Viewer } from "../api/store/viewer.ts";
import { outside_area_of_use } from "./area_of_use.ts";
import { axes_in_doubt } from "./axes_in_doubt.ts";
import { EarlyRows } from "./early_rows.ts";
import {
  ImportError,
  type ImportedDataset,
  type ImportNote,
  type ImportRejection,
} from "./importers/types.ts";
import type { Delivery } from "./store_delivery.ts";

/** What was read of a delivery. */
export interface DeliveryContents {
  readonly dataset: ImportedDataset | null;
  readonly notes: readonly ImportNote[];
  readonly rejections: readonly ImportRejection[];
  readonly read: number;
  /** How many rows were staged. */
  readonly staged: number;
}

export interface CommittedDelivery extends DeliveryContents {
  readonly dataset_id: number;
  readonly counts: { readonly stored: number; readonly repaired: number; readonly rejected: number };
  /** Where the delivery lies, as hex EWKB in the analysis CRS; null when nothing was stored. */
  readonly extent_hex: string | null;
}

/**
 * The one transaction of an import: the dataset's row, its contents in place of the former ones, the
 * streets that its centre lines and facades change, the refused rows and the import's counts. With
 * `read_on` it begins before all is read: that reads the rest, and says what came, while rows are stored.
 */
export async function commit_delivery(
  store: Store,
  delivery: Delivery,
  so_far: DeliveryContents,
  read_on?: (early: EarlyRows) => Promise<DeliveryContents>,
): Promise<CommittedDelivery> {
  const { viewer, import_id } = delivery;
  return store.sql.begin(async (sql) => {
    await sql`
      select set_config('straatlagen.authority', ${viewer.authority_id}, true),
        set_config('straatlagen.viewer', ${viewer.id}, true)`;
    const dataset_id = await put_dataset(sql, delivery, so_far.dataset);
    const early = new EarlyRows(sql, viewer.authority_id, import_id, dataset_id);
    const contents = read_on ? await early.during(() => read_on(early)) : so_far;
    const { rejections } = contents;
    // Only now: it keeps the import's row locked, in which the reading writes how far it is.
    await expect_under_way(sql, viewer.authority_id, import_id);
    const { srid, streets, of_town } = await expect_staged(sql, import_id, contents.staged);
    // Everybody's plans are counted by them, and everybody reads them, however restricted the rest is.
    if (of_town && viewer.role === "utility_partner")
      throw new ImportError(
        "town_layers",
        "Expected a delivery of a network, got one with streets or districts, which are the town's.",
      );
    const [before] = await sql<{ extent: string | null }[]>`
      select extent::text from dataset where authority_id = ${viewer.authority_id} and id = ${dataset_id}`;
    await put_rejections(sql, viewer.authority_id, import_id, rejections);
    const [counts] = await sql<{ stored: number; repaired: number; rejected: number }[]>`
      select * from store_import(${import_id}, ${dataset_id}, ${early.rows}, ${early.features}, ${early.shelved as string[]}::text[])`;
    const { stored, repaired } = counts!;
    const rejected = counts!.rejected + rejections.length;
    const [extent] = await sql<
      { now: string | null; both: string | null; outside: boolean | null; doubt: boolean }[]
    >`
      with now as (
        select st_envelope(st_collect(e.box)) as box from (
          select st_setsrid(st_extent(geom)::geometry, analysis_srid()) as box from feature where authority_id = ${viewer.authority_id} and dataset_id = ${dataset_id}
          union all select st_setsrid(st_extent(geom)::geometry, analysis_srid()) from street_segment where authority_id = ${viewer.authority_id} and dataset_id = ${dataset_id}
          union all select st_setsrid(st_extent(geom)::geometry, analysis_srid()) from district where authority_id = ${viewer.authority_id} and dataset_id = ${dataset_id}
        ) e
      )
      select st_expand(box, 0.01)::text as now, st_envelope(st_collect(st_expand(box, 0.01), ${before?.extent ?? null}::geometry))::text as both,
        ${outside_area_of_use(sql, store.srid)} as outside, ${axes_in_doubt(sql, viewer, dataset_id)} as doubt
      from now`;
    await sql`
      update dataset set extent = ${extent!.now}::geometry, srid = coalesce(${srid}, analysis_srid()), outside_area_of_use = ${extent!.outside ?? false}
      where authority_id = ${viewer.authority_id} and id = ${dataset_id}`;
    if (streets) await sql`select build_streets(${extent!.both}::geometry)`;
    const notes = [...contents.notes, ...store_notes(store.srid, extent!, repaired)];
    await sql`
      update import set state = 'analysing', importer = ${delivery.importer}, read = ${contents.read}, stored = ${stored},
        repaired = ${repaired}, rejected = ${rejected}, dataset_ids = ${[dataset_id]}, notes = ${sql.json(notes as never)}, check_extent = ${extent!.both}::geometry
      where authority_id = ${viewer.authority_id} and id = ${import_id}`;
    await sql`update authority set data_version = data_version + 1 where id = ${viewer.authority_id}`;
    return {
      ...contents,
      dataset_id,
      counts: { stored, repaired, rejected },
      notes,
      extent_hex: extent!.both,
    };
  }) as Promise<CommittedDelivery>;
}

/**
 * Whoever took this import for cut off (its lock went with a connection) has said so, and cleared what was staged:
 * then it may not come in after all. The row stays locked until this transaction ends, so that nobody says so later.
 */
async function expect_under_way(sql: Transaction, authority_id: string, import_id: number): Promise<void> {
  const [row] = await sql<{ state: string }[]>`
    select state from import where authority_id = ${authority_id} and id = ${import_id} for update`;
  if (!row || ["done", "failed", "cancelled"].includes(row.state))
    throw new Error(`expected import ${import_id} to be under way, got ${row?.state}`);
}

/**
 * A database that restarts after a crash has lost what was staged, and the connections are made anew
 * without a word: then a part of the delivery would pass for the whole. Answers the CRS that most of it came in,
 * and whether it changes streets and holds any of what is the town's.
 */
async function expect_staged(
  sql: Transaction,
  import_id: number,
  staged: number,
): Promise<{ srid: number | null; streets: boolean; of_town: boolean }> {
  const [row] = await sql<{ present: number; srid: number | null; streets: boolean; of_town: boolean }[]>`
    select count(*) as present, mode() within group (order by st_srid(geom)) as srid,
      coalesce(bool_or(layer in ('street_segment', 'district')), false) as of_town,
      coalesce(bool_or(layer in ('street_segment', 'building', 'parcel')), false) as streets
    from import_row where import_id = ${import_id}`;
  if (row!.present !== staged)
    throw new Error(`expected ${staged} staged rows of import ${import_id}, got ${row!.present}`);
  return row!;
}

async function put_dataset(
  sql: Transaction,
  delivery: Delivery,
  dataset: ImportedDataset | null,
): Promise<number> {
  const { viewer } = delivery;
  const authority_id = viewer.authority_id;
  // Nobody delivers in another's name: what a partner brings in is his organisation's, whatever the file says.
  const partner = viewer.role === "utility_partner";
  let owner_id = partner ? viewer.organisation_id : TOWN_ORGANISATION;
  if (dataset?.owner && !partner) {
    const [owner] = await sql<{ id: string }[]>`
      insert into organisation (authority_id, id, name)
      values (${authority_id}, coalesce(nullif(street_slug(${dataset.owner}), ''), 'owner'), ${dataset.owner})
      on conflict (authority_id, id) do update set name = organisation.name returning id`;
    owner_id = owner!.id;
  }
  const row = {
    authority_id,
    key: dataset?.key ?? delivery.file_name,
    name: dataset?.name ?? delivery.file_name,
    importer: delivery.importer,
    source_file: delivery.file_name,
    owner_organisation_id: owner_id,
    access_class: dataset?.access_class ?? (partner ? "restricted" : "public"),
    licence: dataset?.licence ?? null,
    purpose: dataset?.purpose ?? null,
    dated: dataset?.dated ?? null,
    expires: dataset?.expires ?? null,
    srid: 0,
    synthetic: delivery.importer === "demo",
    attachments: sql.json((dataset?.attachments ?? []) as never),
    mapping: delivery.mapping ? sql.json(delivery.mapping as never) : null,
  };
  await refuse_foreign_dataset(sql, viewer, row.key);
  const [stored] = await sql<{ id: number }[]>`
    insert into dataset ${sql(row as never)}
    on conflict (authority_id, key) do update set name = excluded.name, importer = excluded.importer,
      source_file = excluded.source_file, owner_organisation_id = excluded.owner_organisation_id,
      access_class = excluded.access_class, licence = excluded.licence, purpose = excluded.purpose, dated = excluded.dated,
      expires = excluded.expires, synthetic = excluded.synthetic, attachments = excluded.attachments, mapping = excluded.mapping,
      imported_at = now(), version = dataset.version + 1
    returning id`;
  // Who was sent data for a purpose sees them that long, also where they are another's.
  if (
    viewer.role !== "administrator" &&
    owner_id !== viewer.organisation_id &&
    row.access_class === "restricted"
  )
    await sql`
      insert into dataset_grant (authority_id, dataset_id, to_organisation_id, purpose, until, created_by)
      values (${authority_id}, ${stored!.id}, ${viewer.organisation_id}, ${row.purpose ?? delivery.file_name},
        coalesce(${row.expires}::date, current_date + 365), ${viewer.id})`;
  return stored!.id;
}

/** Refuses a delivery that would take the place of a dataset that the viewer's organisation neither owns nor was granted. */
async function refuse_foreign_dataset(sql: Transaction, viewer: Viewer, key: string): Promise<void> {
  if (viewer.role === "administrator") return;
  const [there] = await sql<{ name: string }[]>`
    select d.name from dataset d
    where d.authority_id = ${viewer.authority_id} and d.key = ${key} and d.owner_organisation_id <> ${viewer.organisation_id}
      and not exists (select from dataset_grant g where g.authority_id = d.authority_id and g.dataset_id = d.id and g.created_by = ${viewer.id})`;
  if (there)
    throw new ImportError(
      "dataset_not_yours",
      "Expected a delivery of your own organisation; another organisation has a dataset of this name.",
    );
}

async function put_rejections(
  sql: Transaction,
  authority_id: string,
  import_id: number,
  rejections: readonly ImportRejection[],
): Promise<void> {
  for (let from = 0; from < rejections.length; from += 5000) {
    const part = rejections.slice(from, from + 5000);
    await sql`
      insert into import_rejection (authority_id, import_id, position, row_label, field, code, message)
      select ${authority_id}, ${import_id}, ${from} + place, row_label, field, code, message
      from unnest(${part.map((r) => r.row)}::text[], ${part.map((r) => r.field)}::text[], ${part.map((r) => r.code)}::text[],
        ${part.map((r) => r.message)}::text[]) with ordinality as t (row_label, field, code, message, place)`;
  }
}

function store_notes(
  srid: number,
  { outside, doubt }: { readonly outside: boolean | null; readonly doubt: boolean },
  repaired: number,
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (doubt)
    notes.push({
      kind: "note",
      code: "axes_in_doubt",
      severity: "warning",
      message:
        "The data lie far from all that is here already, and with x and y changed they would lie among it: expected coordinates in the order x, y.",
    });
  if (outside)
    notes.push({
      kind: "note",
      code: "outside_area_of_use",
      severity: "warning",
      message: `The data lie outside the area that EPSG:${srid} is made for; distances measured there are distorted, so take verdicts as indicative.`,
    });
  if (repaired > 0)
    notes.push({
      kind: "note",
      code: "repaired",
      severity: "info",
      message: `${repaired} geometries were invalid (self-crossing, unclosed or doubled) and were repaired.`,
    });
  return notes;
}
