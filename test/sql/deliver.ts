import type { ImportItem } from "../../data/importers/types.ts";
import { type StoredDelivery, store_delivery } from "../../data/store_delivery.ts";
import type { TestStore } from "../store/test_store.ts";
import type { TestFeature } from "./put_features.ts";

export interface TestSegment {
  readonly source_id: string;
  readonly name: string | null;
  readonly wkt: string;
  readonly key?: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Hex EWKB of texts in EPSG:31370, in one question to the store. */
export async function hex_of({ store }: TestStore, wkts: readonly string[], srid = 31370): Promise<string[]> {
  const rows = await store.sql<{ hex: string }[]>`
    select encode(st_asewkb(st_geomfromtext(wkt, ${srid})), 'hex') as hex
    from unnest(${wkts as string[]}::text[]) with ordinality t (wkt, place) order by place`;
  return rows.map((row) => row.hex);
}

/** Features and centre lines as an importer yields them. */
export async function items_of(
  test: TestStore,
  features: readonly TestFeature[],
  segments: readonly TestSegment[] = [],
): Promise<ImportItem[]> {
  const hex = await hex_of(
    test,
    [...features, ...segments].map((one) => one.wkt),
  );
  return [
    ...features.map(
      (feature, place): ImportItem => ({
        kind: "feature",
        layer: feature.layer,
        source_id: feature.source_id ?? `${place}`,
        geom_hex: hex[place]!,
        srid: 31370,
        status: (feature.status ?? "in_use") as "in_use",
        top_m: feature.top_m ?? null,
        bottom_m: feature.bottom_m ?? null,
        diameter_m: feature.diameter_m ?? null,
        position_accuracy_m: feature.position_accuracy_m ?? null,
        depth_accuracy_m: feature.depth_accuracy_m ?? null,
        depth_source: (feature.depth_source ?? "unknown") as "unknown",
        valid_from: feature.period?.[0] ?? null,
        valid_to: feature.period?.[1] ?? null,
        attributes: (feature.attributes ?? {}) as Record<string, string>,
      }),
    ),
    ...segments.map(
      ({ source_id, name, key, attributes }, place): ImportItem => ({
        kind: "segment",
        source_id,
        street_key: key ?? null,
        street_name: name,
        geom_hex: hex[features.length + place]!,
        srid: 31370,
        attributes: attributes ?? {},
      }),
    ),
  ];
}

/** What a restricted delivery of a gas company says of itself. */
export const gas_dataset: ImportItem = {
  kind: "dataset",
  key: "gas",
  name: "Gasnet",
  owner: "Gasbedrijf",
  licence: null,
  purpose: null,
  access_class: "restricted",
  dated: null,
  expires: null,
  attachments: [],
};

/** A new row of the table `import`, as the upload makes one. */
export async function open_import({ store, viewer }: TestStore, file_name: string): Promise<number> {
  const [row] = await store.sql<{ id: number }[]>`
    insert into import (authority_id, file_name, state, created_by)
    values (${viewer.authority_id}, ${file_name}, 'reading', ${viewer.id}) returning id`;
  return row!.id;
}

/** Stores items the way every import does; the file's name is the dataset's key. */
export async function deliver(
  test: TestStore,
  file_name: string,
  items: AsyncIterable<ImportItem> | Iterable<ImportItem>,
  options: {
    skip_analysis?: boolean;
    signal?: AbortSignal;
    dataset_first?: boolean;
    early_ms?: number;
  } = {},
): Promise<StoredDelivery & { import_id: number }> {
  const import_id = await open_import(test, file_name);
  try {
    const stored = await store_delivery(test.store, {
      ...options,
      items,
      importer: "test",
      file_name,
      viewer: test.viewer,
      import_id,
      mapping: null,
      signal: options.signal ?? new AbortController().signal,
      skip_analysis: options.skip_analysis ?? false,
    });
    return { ...stored, import_id };
  } finally {
    await test.store.sql`delete from import_row where import_id = ${import_id}`;
  }
}
