import type { ImportErrorCode } from "./texts/error_names.ts";
import type { NoteCode } from "./texts/note_names.ts";
import type { RefusalCode } from "./texts/refusal_names.ts";

/** Where the depth of a feature comes from, best first. */
export type DepthSource = "measured" | "network_default" | "typical" | "unknown";
export type FeatureStatus = "in_use" | "disused" | "projected" | "under_construction";

/**
 * One object as an importer hands it to the store. Geometry is hex EWKB (2D, curves already stroked
 * to 1 cm) in `srid`; the store re-projects, repairs and assigns ids. Depths are metres below ground
 * level, positive downwards: `top_m` is the cover, `bottom_m` the lowest point.
 */
export interface ImportedFeature {
  readonly kind: "feature";
  readonly layer: string;
  /** Identity within the delivery: a re-import keeps the feature's id by it. */
  readonly source_id: string;
  readonly geom_hex: string;
  readonly srid: number;
  readonly status: FeatureStatus;
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly diameter_m: number | null;
  readonly position_accuracy_m: number | null;
  readonly depth_accuracy_m: number | null;
  readonly depth_source: DepthSource;
  /** ISO dates; both null where the object has no period. */
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  /** Keys are attribute ids of the layer; other fields of the source are kept under their own name. */
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
}

/** A centre line that streets are built from. `street_name` null: the street gets a stable name of its own. */
export interface ImportedSegment {
  readonly kind: "segment";
  readonly source_id: string;
  /** Identity of the street in the source (Wegenregister street id), else null: grouped by name. */
  readonly street_key: string | null;
  readonly street_name: string | null;
  readonly geom_hex: string;
  readonly srid: number;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
}

/** A planning area. `inhabitants` and `dwellings` null where the source has none. */
export interface ImportedDistrict {
  readonly kind: "district";
  readonly source_id: string;
  readonly name: string;
  readonly inhabitants: number | null;
  readonly dwellings: number | null;
  readonly geom_hex: string;
  readonly srid: number;
}

/** A row that was refused. `code` is stable (`geometry_empty`, `unit_unknown`, …); `message` says expected and got, in English. */
export interface ImportRejection {
  readonly kind: "rejected";
  /** Row number, XML id or line in the source. */
  readonly row: string;
  readonly field: string | null;
  readonly code: RefusalCode;
  readonly message: string;
}

/** A thing worth knowing that rejects nothing: an assumed CRS, an ignored field, a listed attachment. */
export interface ImportNote {
  readonly kind: "note";
  /** An inspection also tells what would make the import fail. */
  readonly code: NoteCode | ImportErrorCode;
  readonly message: string;
  readonly severity: "info" | "warning";
}

/** Facts on the whole delivery, at most one; it may come anywhere in the stream unless the importer is `dataset_first`. */
export interface ImportedDataset {
  readonly kind: "dataset";
  /** Identity of the delivery: a re-import with the same key replaces it. Null: the file's name. */
  readonly key: string | null;
  readonly name: string;
  readonly owner: string | null;
  readonly licence: string | null;
  readonly purpose: string | null;
  readonly access_class: "public" | "restricted";
  /** ISO date of the data, and the date after which they must not be used. */
  readonly dated: string | null;
  readonly expires: string | null;
  readonly attachments: readonly { readonly name: string; readonly bytes: number; readonly kind: string }[];
}

/** `read` counts source rows that are candidates for storing (what `ogrinfo` counts); it may come often, for progress. */
export interface ImportProgress {
  readonly kind: "progress";
  readonly read: number;
  /** 0 to 1 where it can be known. */
  readonly fraction: number | null;
}

export type ImportItem =
  | ImportedFeature
  | ImportedSegment
  | ImportedDistrict
  | ImportRejection
  | ImportNote
  | ImportedDataset
  | ImportProgress;

/** How one source layer becomes ours: chosen by the user or guessed, remembered per source. */
export interface LayerMapping {
  /** Name of the layer in the file. */
  readonly source_layer: string;
  /** A layer id of the catalogue, or `street_segment`, `district`, or null to leave it out. */
  readonly layer: string | null;
  /** our attribute or column (`source_id`, `top_m`, `diameter_m`, `street_name`, …) → source field, with an optional unit. */
  readonly fields: Readonly<Record<string, { readonly field: string; readonly unit?: "m" | "cm" | "mm" }>>;
}
export interface ImportMapping {
  readonly layers: readonly LayerMapping[];
}

export interface ImportOptions {
  /** The user's word on the CRS (EPSG code); overrides or fills what the file says. */
  readonly srid: number | null;
  readonly mapping: ImportMapping | null;
  readonly signal: AbortSignal;
  /** A folder of this import's own for unpacking; removed by the caller. */
  readonly scratch_dir: string;
}

/** What an importer sees of a delivery before it is chosen: already unpacked, bounds checked. */
export interface ImportSource {
  /** The name the user knows (the uploaded file). */
  readonly file_name: string;
  /** Path of the delivery on disk. */
  readonly path: string;
  /** The files inside: one for a plain file, the members for an archive, with their first 64 KiB. */
  readonly members: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly head: Uint8Array;
  }[];
}

/** What a file holds, for the mapping dialogue: source layers, their fields and the guess. */
export interface ImportInspection {
  readonly importer: string;
  readonly srid: number | null;
  readonly notes: readonly ImportNote[];
  readonly layers: readonly {
    readonly name: string;
    readonly feature_count: number;
    readonly geometry: string;
    readonly fields: readonly {
      readonly name: string;
      readonly type: string;
      readonly sample: string | null;
    }[];
  }[];
  readonly guess: ImportMapping;
  /** True where the file's own model decides (IMKL): there is nothing to map. */
  readonly fixed: boolean;
}

/** A whole delivery that cannot go in. `code` is stable; the message says what was expected, what came and what to do. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportErrorCode,
    message: string,
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ImportError";
  }
}

/** One source format. `recognise` looks at content; the highest score in the list takes the delivery. */
export interface Importer {
  readonly id: string;
  readonly name: string;
  /** 0: not mine; 1: could be; 2: sure of the format; 3: sure of the format and of this very source. */
  recognise(source: ImportSource): number;
  inspect(source: ImportSource, options: ImportOptions): Promise<ImportInspection>;
  /** What it says of the dataset, if anything, comes before the first row: rows may be stored while others are read. */
  readonly dataset_first?: boolean;
  /** Streams the delivery; throws ImportError where the whole must be refused. Stops at `signal`. */
  read(source: ImportSource, options: ImportOptions): AsyncIterable<ImportItem>;
}
