import { createHash } from "node:crypto";
import type { Store } from "../api/store/open_store.ts";
import type { Viewer } from "../api/store/viewer.ts";
import type { ImportInspection, ImportMapping } from "./importers/types.ts";

/**
 * What makes two deliveries come from the same source: the importer, and the names of the layers and
 * fields, in whatever order. Rows, dates and file names may differ.
 */
export function source_signature(inspection: Pick<ImportInspection, "importer" | "layers">): string {
  const layers = inspection.layers
    .map(
      (layer) =>
        `${layer.name}(${layer.fields
          .map((field) => field.name)
          .sort()
          .join(",")})`,
    )
    .sort();
  return createHash("sha256")
    .update([inspection.importer, ...layers].join("\n"))
    .digest("hex");
}

/** The mapping that was last used for a source; null where none was. */
export async function remembered_mapping(
  store: Store,
  viewer: Viewer,
  signature: string,
): Promise<ImportMapping | null> {
  const [row] = await store.as_viewer(
    viewer,
    (sql) =>
      sql<
        { mapping: ImportMapping }[]
      >`select mapping from import_mapping where source_signature = ${signature}`,
    { read_only: true },
  );
  return row?.mapping ?? null;
}

/** Whether any mapping is remembered, so that looking into a delivery for its signature is worth the time. */
export async function any_mapping_remembered(store: Store, viewer: Viewer): Promise<boolean> {
  const [row] = await store.as_viewer(
    viewer,
    (sql) => sql<{ any: boolean }[]>`select exists (select from import_mapping) as any`,
    { read_only: true },
  );
  return row!.any;
}

/** Keeps the mapping that a user chose, for the next delivery of the same source. */
export async function remember_mapping(
  store: Store,
  viewer: Viewer,
  signature: string,
  mapping: ImportMapping,
): Promise<void> {
  await store.as_viewer(
    viewer,
    (sql) => sql`
      insert into import_mapping (authority_id, source_signature, mapping)
      values (${viewer.authority_id}, ${signature}, ${sql.json(mapping as never)})
      on conflict (authority_id, source_signature) do update set mapping = excluded.mapping, used_at = now()`,
  );
}
