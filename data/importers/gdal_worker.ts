/**
 * The thread in which GDAL (WebAssembly) runs: it can be terminated at any moment, and a crash of the
 * library stays in it. One request at a time: open a file and write its layers as FlatGeobuf, or write a file for others.
 */
import { parentPort } from "node:worker_threads";
import {
  type EmscriptenModule,
  INPUT,
  messages,
  OUTPUT,
  open_gdal,
  translate,
  with_list,
} from "./gdal_module.ts";
import { type WriteReply, type WriteRequest, write } from "./gdal_write.ts";

/** What the thread is asked for. Paths are real; `drivers` are the only GDAL drivers that may open the file. */
export interface ConvertRequest {
  readonly input_dir: string;
  readonly file: string;
  readonly output_dir: string;
  readonly drivers: readonly string[];
  readonly open_options: readonly string[];
  readonly config: Readonly<Record<string, string>>;
  /** Arguments of ogr2ogr for every layer. */
  readonly translate: readonly string[];
  /** At most so many rows per layer; null: all. */
  readonly limit: number | null;
  /** Only these layers; null: all. */
  readonly layers: readonly string[] | null;
  /** Ask for the ids of rows also where GDAL names no id column (GeoJSON with ids of its own). */
  readonly row_ids: boolean;
  /** One pass over the file for all layers (OSM hands its layers out interleaved). */
  readonly one_pass: boolean;
}

export interface ConvertedLayer {
  readonly name: string;
  /** GDAL's name of the geometry type; `None` for a table. */
  readonly geometry: string;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Null where GDAL does not know before reading. */
  readonly feature_count: number | null;
  readonly fid_column: string | null;
  /** EPSG code GDAL found for the declared CRS; null: none declared, or not a known one. */
  readonly srid: number | null;
  readonly crs_name: string | null;
  readonly geographic: boolean;
  /** The FlatGeobuf file; null for a table without geometry. */
  readonly path: string | null;
}

export type ConvertReply =
  | {
      readonly kind: "done";
      readonly driver: string;
      readonly layers: readonly ConvertedLayer[];
      readonly messages: readonly string[];
    }
  | {
      readonly kind: "failed";
      readonly stage: "open" | "translate";
      readonly layer: string | null;
      readonly messages: readonly string[];
    }
  | { readonly kind: "crashed"; readonly message: string };

interface VectorInfo {
  readonly driverShortName: string;
  readonly layers?: readonly {
    readonly name: string;
    readonly featureCount?: number;
    readonly fidColumnName?: string;
    readonly geometryFields?: readonly {
      readonly type: string;
      readonly coordinateSystem?: { projjson?: Projjson; wkt?: string };
    }[];
    readonly fields: readonly { readonly name: string; readonly type: string; readonly subType?: string }[];
  }[];
}
interface Projjson {
  readonly type?: string;
  readonly name?: string;
  readonly id?: { readonly authority?: string; readonly code?: number | string };
  readonly components?: readonly Projjson[];
  readonly source_crs?: Projjson;
}

const OF_VECTOR_VERBOSE = 0x04 | 0x40;

const gdal: Promise<EmscriptenModule> = open_gdal();

function describe(module: EmscriptenModule, dataset: number): VectorInfo {
  const options = with_list(module, ["-json", "-so", "-al"], (list) =>
    module.cwrap("GDALVectorInfoOptionsNew", "number", ["number", "number"])(list, 0),
  );
  const json = module.ccall("GDALVectorInfo", "string", ["number", "number"], [dataset, options]);
  module.cwrap("GDALVectorInfoOptionsFree", null, ["number"])(options);
  return JSON.parse(json) as VectorInfo;
}

function epsg(crs: Projjson | undefined): number | null {
  if (!crs) return null;
  if (crs.components?.[0]) return epsg(crs.components[0]);
  if (crs.source_crs) return epsg(crs.source_crs);
  const { authority, code } = crs.id ?? {};
  // CRS84 is WGS 84 with the axes as GDAL hands them out anyway.
  if (authority === "OGC" && code === "CRS84") return 4326;
  return authority === "EPSG" ? Number(code) : null;
}

function is_geographic(crs: Projjson | undefined): boolean {
  const horizontal = crs?.components?.[0] ?? crs?.source_crs ?? crs;
  return horizontal?.type === "GeographicCRS" || horizontal?.type === "GeodeticCRS";
}

function convert(module: EmscriptenModule, request: ConvertRequest): ConvertReply {
  messages.length = 0;
  const set_option = module.cwrap("CPLSetConfigOption", null, ["string", "string"]);
  for (const [key, value] of Object.entries(request.config)) set_option(key, value);
  module.FS.mount(module.NODEFS, { root: request.input_dir }, INPUT);
  module.FS.mount(module.NODEFS, { root: request.output_dir }, OUTPUT);
  let dataset = 0;
  const open = (): number =>
    with_list(module, request.drivers, (drivers) =>
      with_list(module, request.open_options, (options) =>
        module.cwrap("GDALOpenEx", "number", ["string", "number", "number", "number", "number"])(
          `${INPUT}/${request.file}`,
          OF_VECTOR_VERBOSE,
          drivers,
          options,
          0,
        ),
      ),
    );
  try {
    dataset = open();
    if (dataset === 0) return { kind: "failed", stage: "open", layer: null, messages: [...messages] };
    const info = describe(module, dataset);
    const layers: ConvertedLayer[] = [];
    const described = (info.layers ?? []).filter(
      (layer) => !request.layers || request.layers.includes(layer.name),
    );
    const limit = request.limit === null ? [] : ["-limit", String(request.limit)];
    const common = ["-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO", ...request.translate, ...limit];
    // One layer may mix single and multi geometry (shapefiles do): the layer's type is left open, per row it is kept.
    const any_type = (type: string | undefined): string[] => [
      "-nlt",
      /Z|25D|^3D/.test(type ?? "") ? "GEOMETRYZ" : "GEOMETRY",
    ];
    if (request.one_pass && described.length > 0) {
      const done = translate(module, dataset, `${OUTPUT}/all`, [
        ...common,
        ...described.map((layer) => layer.name),
      ]);
      if (!done) return { kind: "failed", stage: "translate", layer: null, messages: [...messages] };
    }
    for (const [i, layer] of described.entries()) {
      const geometry = layer.geometryFields?.[0];
      const crs = geometry?.coordinateSystem?.projjson;
      const file = request.one_pass ? `all/${layer.name}.fgb` : `${i}.fgb`;
      if (geometry && !request.one_pass) {
        // FlatGeobuf keeps no row ids; where the source has real ones they are asked for as a field.
        const select =
          layer.fidColumnName || request.row_ids
            ? [
                "-dialect",
                "OGRSQL",
                "-sql",
                `SELECT FID AS source_fid, * FROM "${layer.name.replaceAll('"', '\\"')}"`,
              ]
            : [layer.name];
        const done = translate(module, dataset, `${OUTPUT}/${file}`, [
          ...common,
          ...any_type(geometry.type),
          ...select,
        ]);
        if (!done) return { kind: "failed", stage: "translate", layer: layer.name, messages: [...messages] };
      }
      layers.push({
        name: layer.name,
        geometry: geometry?.type ?? "None",
        fields: layer.fields.map((field) => ({ name: field.name, type: field.subType ?? field.type })),
        feature_count: layer.featureCount === undefined || layer.featureCount < 0 ? null : layer.featureCount,
        fid_column: layer.fidColumnName || null,
        srid: epsg(crs),
        crs_name: crs?.name ?? null,
        geographic: is_geographic(crs),
        path: geometry ? `${request.output_dir}/${file}` : null,
      });
    }
    return { kind: "done", driver: info.driverShortName, layers, messages: [...messages] };
  } finally {
    if (dataset) module.cwrap("GDALClose", null, ["number"])(dataset);
    module.FS.unmount(INPUT);
    module.FS.unmount(OUTPUT);
    for (const key of Object.keys(request.config)) set_option(key, null);
  }
}

parentPort?.on("message", (request: ConvertRequest | WriteRequest) => {
  void gdal
    .then((module) => ("target" in request ? write(module, request) : convert(module, request)))
    .catch((error: unknown): ConvertReply | WriteReply => ({ kind: "crashed", message: String(error) }))
    .then((reply) => parentPort?.postMessage(reply));
});
