import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCollection } from "geojson";
import { write_with_gdal } from "../../data/importers/gdal_session.ts";

/**
 * Layers of GeoJSON (WGS 84) as the bytes of a GeoPackage or DXF in a metric coordinate system, written by
 * GDAL. A DXF holds one drawing: the layers' features become entities of the CAD layer that their property
 * `Layer` names. Rejects with the signal's reason, or with what GDAL said.
 */
export async function write_gis_file(
  layers: readonly { readonly name: string; readonly features: FeatureCollection["features"] }[],
  driver: "GPKG" | "DXF",
  srid: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const dir = await mkdtemp(join(tmpdir(), "straatlagen-export-"));
  try {
    // A DXF cannot be added to: all that is drawn goes in at once.
    const parts =
      driver === "DXF"
        ? [{ name: "entities", features: layers.flatMap(({ features }) => features) }]
        : layers;
    const inputs = parts.map(({ name }) => ({ file: `${name}.geojson`, layer: name }));
    for (const [i, { features }] of parts.entries())
      await writeFile(join(dir, inputs[i]!.file), JSON.stringify({ type: "FeatureCollection", features }));
    const target = driver === "GPKG" ? "written.gpkg" : "written.dxf";
    const reply = await write_with_gdal(
      {
        input_dir: dir,
        output_dir: dir,
        inputs,
        target,
        driver,
        translate: [
          "-s_srs",
          "EPSG:4326",
          "-t_srs",
          `EPSG:${srid}`,
          ...(driver === "DXF" ? [] : ["-nlt", "PROMOTE_TO_MULTI"]),
        ],
      },
      signal,
    );
    if (reply.kind === "failed")
      throw new Error(
        `Expected GDAL to write ${driver}, it stopped at ${reply.layer}: ${reply.messages.slice(0, 3).join("; ")}`,
      );
    return new Uint8Array(await readFile(join(dir, target)));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
