/** GDAL (WebAssembly) as its thread uses it: started once, called through its C interface. */
import { createRequire } from "node:module";
import { dirname, relative } from "node:path";

type Wrapped = (...args: readonly unknown[]) => number;
/** What we use of the library. */
export interface EmscriptenModule {
  cwrap(name: string, result: string | null, args: readonly string[]): Wrapped;
  ccall(name: string, result: string, types: readonly string[], args: readonly unknown[]): string;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, pointer: number, bytes: number): void;
  HEAPU32: Uint32Array;
  FS: {
    mkdir(path: string): void;
    mount(type: unknown, options: { root: string }, path: string): void;
    unmount(path: string): void;
  };
  NODEFS: unknown;
}

/** Where the folder that is read, and the one that is written, are mounted. */
export const INPUT = "/delivery";
export const OUTPUT = "/converted";

/** What GDAL complained of during the request at hand. */
export const messages: string[] = [];

/** Starts GDAL with two empty folders; takes 0.3 to 0.8 s. */
export async function open_gdal(): Promise<EmscriptenModule> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("gdal3.js/node");
  const initialise = require(entry) as (config: object) => Promise<{ Module: EmscriptenModule }>;
  // The library prefixes "./" to its data file, so that the path must be relative.
  const path = relative(process.cwd(), `${dirname(entry)}/dist/package`);
  const { Module } = await initialise({
    path,
    logHandler: () => {},
    errorHandler: (message: string) => {
      if (messages.length < 10_000) messages.push(message);
    },
  });
  Module.FS.mkdir(INPUT);
  Module.FS.mkdir(OUTPUT);
  return Module;
}

/** A C list of C strings; null for none. */
function string_list(
  module: EmscriptenModule,
  items: readonly string[],
): { pointer: number; free: () => void } {
  const pointers = items.map((item) => {
    const bytes = module.lengthBytesUTF8(item) + 1;
    const pointer = module._malloc(bytes);
    module.stringToUTF8(item, pointer, bytes);
    return pointer;
  });
  const list = module._malloc((items.length + 1) * 4);
  module.HEAPU32.set([...pointers, 0], list >> 2);
  return {
    pointer: list,
    free: () => {
      for (const pointer of [...pointers, list]) module._free(pointer);
    },
  };
}

/** Hands a C list of the items to `use` and frees it. */
export function with_list<T>(
  module: EmscriptenModule,
  items: readonly string[],
  use: (pointer: number) => T,
): T {
  const list = string_list(module, items);
  try {
    return use(list.pointer);
  } finally {
    list.free();
  }
}

/** ogr2ogr: writes an open dataset to a target; false where GDAL would not (`messages` say why). */
export function translate(
  module: EmscriptenModule,
  dataset: number,
  target: string,
  args: readonly string[],
): boolean {
  const options = with_list(module, args, (list) =>
    module.cwrap("GDALVectorTranslateOptionsNew", "number", ["number", "number"])(list, 0),
  );
  const datasets = module._malloc(4);
  module.HEAPU32[datasets >> 2] = dataset;
  const output = module.cwrap("GDALVectorTranslate", "number", [
    "string",
    "number",
    "number",
    "number",
    "number",
    "number",
  ])(target, 0, 1, datasets, options, 0);
  module.cwrap("GDALVectorTranslateOptionsFree", null, ["number"])(options);
  module._free(datasets);
  if (output) module.cwrap("GDALClose", null, ["number"])(output);
  return output !== 0;
}
