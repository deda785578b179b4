import type { ImportedDataset } from "../importers/types.ts";

const DATED = "2026-01-01";

/** The facts on a generated delivery: its name says that it is synthetic; restricted ones carry a purpose. */
export function synthetic_dataset(of: {
  readonly key: string;
  readonly name: string;
  /** null: the town that it is loaded for. */
  readonly owner: string | null;
  readonly restricted: boolean;
}): ImportedDataset {
  return {
    kind: "dataset",
    key: of.key,
    name: `${of.name} (synthetisch voorbeeld)`,
    owner: of.owner,
    licence: "CC0-1.0 (synthetic)",
    purpose: of.restricted ? "voorbeeld" : null,
    access_class: of.restricted ? "restricted" : "public",
    dated: DATED,
    expires: null,
    attachments: [],
  };
}
