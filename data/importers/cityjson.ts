import { readFile } from "node:fs/promises";
import { define_importer } from "./define_importer.ts";
import { dissolve } from "./dissolve.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { format_of, type Member } from "./formats.ts";
import { feature_draft, own_fields } from "./map_row.ts";
import type { SourceTable } from "./source_table.ts";
import { ImportError } from "./types.ts";

/** Layer of ours per kind of city object; others are left out. */
const LAYERS: Readonly<Record<string, string>> = {
  Building: "building",
  BuildingPart: "building",
  Road: "carriageway",
  PlantCover: "green",
  WaterBody: "surface_water",
};
/** Compound systems (with a height) to their horizontal part. */
const HORIZONTAL: Readonly<Record<number, number>> = {
  7415: 28992,
  6190: 31370,
  8370: 31370,
  5554: 25831,
  5555: 25832,
  5556: 25833,
  4979: 4326,
};
/** JSON.parse holds the file several times over. */
const MAX_BYTES = 512 * 1024 ** 2;

interface CityGeometry {
  readonly type: string;
  readonly lod?: string | number;
  readonly boundaries: unknown;
  readonly semantics?: {
    readonly surfaces?: readonly { readonly type: string }[];
    readonly values?: unknown;
  };
}
interface CityJson {
  readonly metadata?: { readonly referenceSystem?: string };
  readonly transform?: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly vertices: readonly (readonly number[])[];
  readonly CityObjects: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly attributes?: Record<string, unknown>;
        readonly geometry?: readonly CityGeometry[];
      }
    >
  >;
}

/**
 * CityJSON 1.0 to 2.0: buildings (and parts) become footprints with a height, from LoD 0, else from
 * ground surfaces, else from the faces that look down; roads, plant cover and water become areas. GDAL's
 * WebAssembly build has no reader for it.
 */
export const cityjson = define_importer({
  id: "cityjson",
  name: "CityJSON",
  recognise: (source) => (source.members.some((member) => format_of(member) === "cityjson") ? 3 : 0),
  async open(source) {
    const tables: SourceTable[] = [];
    for (const member of source.members)
      if (format_of(member) === "cityjson") tables.push(await table_of(member));
    return { tables, notes: [], rejected: [] };
  },
  pick: () => ({
    map(row) {
      const layer = LAYERS[String(row.fields.type)];
      if (!layer)
        return [
          { kind: "left_out", code: "no_layer", reason: `city objects of the kind ${row.fields.type}` },
        ];
      const attributes = own_fields(row, new Set(["id", "type"]));
      return [feature_draft(layer, String(row.fields.id), { attributes })];
    },
  }),
});

async function table_of(member: Member): Promise<SourceTable> {
  if (member.bytes > MAX_BYTES)
    throw new ImportError(
      "file_too_large",
      `${member.name} has ${member.bytes} bytes; CityJSON is read up to ${MAX_BYTES}. Cut it into tiles.`,
    );
  let city: CityJson;
  try {
    city = JSON.parse(await readFile(member.path, "utf8")) as CityJson;
  } catch (error) {
    throw new ImportError(
      "file_damaged",
      `${member.name} is no whole JSON document: ${(error as Error).message}`,
    );
  }
  if (!Array.isArray(city.vertices) || typeof city.CityObjects !== "object" || city.CityObjects === null)
    throw new ImportError("file_damaged", `${member.name}: expected CityJSON with vertices and CityObjects.`);
  const rows = city_rows(city);
  const names = new Set(rows.flatMap((row) => Object.keys(row.fields)));
  const reference = city.metadata?.referenceSystem ?? null;
  const code = Number(/(\d+)\/?$/.exec(reference ?? "")?.[1] ?? Number.NaN);
  return {
    name: member.name.replace(/^.*\//, "").replace(/(\.city)?\.json$/, ""),
    member: member.name,
    geometry: "MultiPolygonZ",
    fields: [...names].map((name) => ({ name, type: "String" })),
    feature_count: rows.length,
    declared: {
      srid: Number.isFinite(code) ? (HORIZONTAL[code] ?? code) : null,
      name: reference,
      by: "file",
    },
    async *rows() {
      for (let i = 0; i < rows.length; i += 1000) yield rows.slice(i, i + 1000);
    },
  };
}

function city_rows(city: CityJson): Row[] {
  const [sx, sy, sz] = city.transform?.scale ?? [1, 1, 1];
  const [tx, ty, tz] = city.transform?.translate ?? [0, 0, 0];
  const vertex = (i: number): [number, number, number] => {
    const v = city.vertices[i] ?? [0, 0, 0];
    return [v[0]! * sx! + tx!, v[1]! * sy! + ty!, v[2]! * sz! + tz!];
  };
  return Object.entries(city.CityObjects).map(([id, object], index) => {
    const fields: Record<string, Value> = { id, type: object.type };
    for (const [name, value] of Object.entries(object.attributes ?? {}))
      if (name !== "id" && name !== "type")
        fields[name] = typeof value === "object" && value !== null ? JSON.stringify(value) : (value as Value);
    const geometries = [...(object.geometry ?? [])].sort((a, b) => Number(a.lod ?? 9) - Number(b.lod ?? 9));
    const faces = geometries
      .flatMap((geometry) => faces_of(geometry))
      .map((face) => ({ ...face, rings: face.rings.map((ring) => ring.map(vertex)) }));
    if (faces.length === 0) return { row: index + 1, parts: null, collection: false, z: null, fields };
    const heights = faces.flatMap(({ rings }) => rings.flatMap((ring) => ring.map(([, , z]) => z)));
    const [low, high] = heights.reduce(
      ([min, max], z) => [Math.min(min, z), Math.max(max, z)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    const building = object.type.startsWith("Building");
    if (building) {
      const measured = object.attributes?.measuredHeight;
      const height = typeof measured === "number" ? measured : high - low;
      if (height > 0) fields.height_m = Math.round(height * 100) / 100;
    }
    const wanted = building ? footprint(faces) : faces;
    const plan = wanted.map(({ rings }) =>
      rings.map((ring) =>
        ring.flatMap(([x, y]) => [round(x), round(y)]).concat(round(ring[0]![0]), round(ring[0]![1])),
      ),
    );
    return {
      row: index + 1,
      parts: { points: [], lines: [], areas: dissolve(plan) },
      collection: false,
      z: [low, high],
      fields,
    };
  });
}

interface Face<P> {
  readonly lod: number;
  readonly surface: string | null;
  readonly rings: readonly (readonly P[])[];
}

/**
 * The faces a footprint is made of: LoD 0, else ground surfaces, else the faces that look down (of a
 * closed solid they cover the plan exactly once), else those that look up (models without a floor).
 */
function footprint<F extends Face<[number, number, number]>>(faces: readonly F[]): readonly F[] {
  const flat = faces.filter(({ lod }) => Math.floor(lod) === 0);
  if (flat.length > 0) return flat;
  const first_lod = Math.min(...faces.map(({ lod }) => lod));
  const one = faces.filter(({ lod }) => lod === first_lod);
  const ground = one.filter(({ surface }) => surface === "GroundSurface");
  if (ground.length > 0) return ground;
  const looks = one.map((face) => ({ face, area: plan_area(face.rings[0]!) }));
  const down = looks.filter(({ area }) => area < -1e-6);
  return (down.length > 0 ? down : looks.filter(({ area }) => area > 1e-6)).map(({ face }) => face);
}

/** Area in plan: positive when the face is seen counter-clockwise from above, so looks up. */
function plan_area(ring: readonly [number, number, number][]): number {
  const [x0, y0] = ring[0]!;
  let twice = 0;
  for (let i = 1; i + 1 < ring.length; i++)
    twice += (ring[i]![0] - x0) * (ring[i + 1]![1] - y0) - (ring[i + 1]![0] - x0) * (ring[i]![1] - y0);
  return twice / 2;
}

function faces_of(geometry: CityGeometry): Face<number>[] {
  const lod = Number(geometry.lod ?? 9);
  const depth = { MultiSurface: 1, CompositeSurface: 1, Solid: 2, MultiSolid: 3, CompositeSolid: 3 }[
    geometry.type
  ];
  if (depth === undefined) return [];
  const out: Face<number>[] = [];
  const walk = (boundaries: unknown, values: unknown, level: number): void => {
    if (!Array.isArray(boundaries)) return;
    for (const [i, part] of boundaries.entries()) {
      const value: unknown = Array.isArray(values) ? values[i] : null;
      if (level > 1) walk(part, value, level - 1);
      else
        out.push({
          lod,
          surface: typeof value === "number" ? (geometry.semantics?.surfaces?.[value]?.type ?? null) : null,
          rings: part as number[][],
        });
    }
  };
  walk(geometry.boundaries, geometry.semantics?.values, depth);
  return out.filter(({ rings }) => Array.isArray(rings) && (rings[0]?.length ?? 0) >= 3);
}

/** To a tenth of a millimetre: scaled integers that are equal must stay equal as floats. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
