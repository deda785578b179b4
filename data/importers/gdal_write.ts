import { type EmscriptenModule, INPUT, messages, OUTPUT, translate, with_list } from "./gdal_module.ts";

/** Files to be written as layers of one file in another format. Paths are real. */
export interface WriteRequest {
  readonly input_dir: string;
  readonly output_dir: string;
  /** GeoJSON files under `input_dir`, each with the layer it becomes. */
  readonly inputs: readonly { readonly file: string; readonly layer: string }[];
  /** Name of the file under `output_dir`. */
  readonly target: string;
  readonly driver: "GPKG" | "DXF";
  /** Arguments of ogr2ogr for every layer. */
  readonly translate: readonly string[];
}

export type WriteReply =
  | { readonly kind: "written" }
  | { readonly kind: "failed"; readonly layer: string; readonly messages: readonly string[] }
  | { readonly kind: "crashed"; readonly message: string };

const OF_VECTOR_VERBOSE = 0x04 | 0x40;

/** Writes the inputs, the first as a new file, the others into it. */
export function write(module: EmscriptenModule, request: WriteRequest): WriteReply {
  messages.length = 0;
  const close = module.cwrap("GDALClose", null, ["number"]);
  module.FS.mount(module.NODEFS, { root: request.input_dir }, INPUT);
  module.FS.mount(module.NODEFS, { root: request.output_dir }, OUTPUT);
  try {
    for (const [i, { file, layer }] of request.inputs.entries()) {
      const source = with_list(module, ["GeoJSON"], (drivers) =>
        module.cwrap("GDALOpenEx", "number", ["string", "number", "number", "number", "number"])(
          `${INPUT}/${file}`,
          OF_VECTOR_VERBOSE,
          drivers,
          0,
          0,
        ),
      );
      if (source === 0) return { kind: "failed", layer, messages: [...messages] };
      const into = i === 0 ? [] : ["-update", "-append"];
      const done = translate(module, source, `${OUTPUT}/${request.target}`, [
        ...into,
        "-f",
        request.driver,
        ...(request.driver === "DXF" ? [] : ["-nln", layer]),
        ...request.translate,
      ]);
      close(source);
      if (!done) return { kind: "failed", layer, messages: [...messages] };
    }
    return { kind: "written" };
  } finally {
    module.FS.unmount(INPUT);
    module.FS.unmount(OUTPUT);
  }
}
