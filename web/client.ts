import type { Geometry } from "geojson";
import { hc, type InferResponseType } from "hono/client";
import type { Api } from "../api/app.ts";
import type { FeatureStatus, ImportInspection, ImportMapping } from "../data/importers/types.ts";

/**
 * The one door to the API. Paths, parameters and answers are typed from the routes themselves;
 * geometry is GeoJSON in WGS 84, lengths are metres.
 */
const api = hc<Api>("/").api.v1;

/** west, south, east, north in degrees. */
export type Bounds = [number, number, number, number];
type Shaped<T> = T extends (infer Item)[]
  ? Item[]
  : { [K in keyof T]: K extends "bounds_wgs84" ? Bounds | null : T[K] };

export type Authority = Shaped<InferResponseType<typeof api.authority.$get, 200>>;
export type LayerCount = InferResponseType<typeof api.layers.$get, 200>["layers"][number];
export type CostItem = InferResponseType<typeof api.cost_items.$get, 200>["cost_items"][number];
export type Position = InferResponseType<typeof api.position.$get, 200>;
export type District = Shaped<InferResponseType<typeof api.districts.$get, 200>["districts"][number]>;
export type StreetRow = Shaped<InferResponseType<typeof api.streets.$get, 200>["streets"][number]>;
export type Street = Shaped<InferResponseType<(typeof api.streets)[":id"]["$get"], 200>>;
/** What of one layer lies in a street or comes from a delivery. */
export type LayerContents = Street["layers"][number];
type FeatureAnswer = InferResponseType<(typeof api.features)[":layer"][":id"]["$get"], 200>;
type Depth = "measured" | "network_default" | "typical" | "unknown";
export type Feature = Omit<FeatureAnswer, "geometry" | "attributes"> & {
  geometry: Geometry;
  attributes: Record<string, string | number | boolean | null>;
};
type FindingAnswer = InferResponseType<(typeof api.findings)[":id"]["$get"], 200>;
export type Verdict = FindingAnswer["verdict"];
/** One of the two things of a finding. Of a hidden one only kind, layer and owner are known. */
export type Thing = Omit<FindingAnswer["a"], "geometry" | "status" | "depth_source"> & {
  geometry?: Geometry | null;
  status?: FeatureStatus | null;
  depth_source?: Depth | null;
};
export type Finding = Omit<FindingAnswer, "stretch" | "a" | "b"> & {
  stretch: Geometry | null;
  a: Thing;
  b: Thing;
};
/** A list of findings as it is sent: the things and rules that many of them share stand beside it, once. */
export type FindingList = Pick<
  InferResponseType<(typeof api.streets)[":id"]["findings"]["$get"], 200>,
  "findings" | "things" | "rules"
>;
/** A page of findings, worst first, with all of them counted. */
export interface FindingPage {
  readonly findings: Finding[];
  readonly total: number;
  readonly summary: Street["summary"];
  /** Of a street today: what lies there that may not be seen, once per layer and owner. */
  readonly hidden?: readonly { layer: string; owner: string; verdict: Verdict; within_m: number }[];
}
export type Dataset = Shaped<InferResponseType<typeof api.datasets.$get, 200>["datasets"][number]>;
export type DatasetDetail = Shaped<InferResponseType<(typeof api.datasets)[":id"]["$get"], 200>>;
export type Import = Shaped<InferResponseType<(typeof api.imports)[":id"]["$get"], 200>>;
export type Rejection = InferResponseType<
  (typeof api.imports)[":id"]["rejections"]["$get"],
  200
>["rejections"][number];

/** What the API answers when it will not: RFC 9457, with a stable `code`. `status` 0: nobody answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "Problem";
  }
}

/** For how long the server asks not to be asked again, in milliseconds; null for any other trouble. */
export const rest_ms = (error: unknown): number | null =>
  error instanceof Problem && error.code === "too_many_questions"
    ? 1000 * Number(error.body.retry_after_s ?? 1)
    : null;

async function answer<T>(
  asked: Promise<{ ok: boolean; status: number; text(): Promise<string> }>,
): Promise<T> {
  let response: Awaited<typeof asked>;
  try {
    response = await asked;
  } catch {
    throw new Problem(0, "unreachable", "The server did not answer.");
  }
  const text = await response.text();
  let body: Record<string, unknown> = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    throw new Problem(response.status, "not_json", `Expected JSON, got ${text.slice(0, 80)}`);
  }
  if (!response.ok) {
    throw new Problem(
      response.status,
      String(body.code ?? "error"),
      String(body.detail ?? body.title ?? ""),
      body,
    );
  }
  return body as T;
}

/** A multipart body; the typed client would hold large files in memory twice. */
export function upload<T>(
  path: string,
  files: readonly File[],
  fields: { srid?: number | null; mapping?: ImportMapping | null },
) {
  const data = new FormData();
  for (const file of files) data.append("file", file, file.name);
  if (fields.srid) data.set("srid", String(fields.srid));
  if (fields.mapping) data.set("mapping", JSON.stringify(fields.mapping));
  return answer<T>(fetch(`/api/v1${path}`, { method: "POST", body: data }));
}

/** Any other call of the API by its path, for answers whose type the caller states. Rejects with {@link Problem}. */
export function send<T>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  options: { body?: unknown; headers?: Readonly<Record<string, string>>; signal?: AbortSignal } = {},
): Promise<T> {
  const { body, headers, signal } = options;
  return answer<T>(
    fetch(`/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    }),
  );
}

/** An answer with each of its findings given its two things and its rule again. Things stay the same objects. */
export async function with_whole_findings<T extends FindingList>(
  asked: Promise<T>,
): Promise<Omit<T, keyof FindingList> & { findings: Finding[] }> {
  const { findings, things, rules, ...rest } = await asked;
  const rule_by_id = new Map(rules.map((rule) => [rule.id, rule]));
  const whole = findings.map((finding) => ({
    ...finding,
    a: things[finding.a.thing],
    b: things[finding.b.thing],
    rule: rule_by_id.get(finding.rule_id),
  }));
  return { ...rest, findings: whole as Finding[] };
}

const finding_page = (asked: Parameters<typeof answer>[0]): Promise<FindingPage> =>
  with_whole_findings(answer<FindingList & Pick<FindingPage, "total" | "summary" | "hidden">>(asked));

const of_street = (id: string) => ({ param: { id: encodeURIComponent(id) } });
const of_id = (id: string | number) => ({ param: { id: encodeURIComponent(String(id)) } });

/** Every call the page makes. Rejects with {@link Problem}. */
export const client = {
  authority: () => answer<Authority>(api.authority.$get()),
  layers: () => answer<{ layers: LayerCount[] }>(api.layers.$get()),
  cost_items: () => answer<{ cost_items: CostItem[] }>(api.cost_items.$get()),
  districts: () => answer<{ districts: District[] }>(api.districts.$get()),
  streets: (query: { q?: string; district?: string; limit?: number; offset?: number }) =>
    answer<{ streets: StreetRow[]; total: number }>(
      api.streets.$get({
        query: {
          ...(query.q ? { q: query.q } : {}),
          ...(query.district ? { district: query.district } : {}),
          limit: String(query.limit ?? 100),
          offset: String(query.offset ?? 0),
        },
      }),
    ),
  street: (id: string) => answer<Street>(api.streets[":id"].$get(of_street(id))),
  /** The street at a place; a 404 where there is none within 30 m. */
  street_at: (lon: number, lat: number) =>
    answer<StreetRow>(api.streets.at.$get({ query: { lon: String(lon), lat: String(lat) } })),
  /** Coordinates of another system (Lambert 72, Lambert 2008, RD) in WGS 84; a 422 where they fit none. */
  position: (x: number, y: number) =>
    answer<Position>(api.position.$get({ query: { x: String(x), y: String(y) } })),
  street_features: (id: string, layer: string, limit = 200) =>
    answer<{ features: Feature[]; total: number }>(
      api.streets[":id"].features.$get({
        ...of_street(id),
        query: { layer, limit: String(limit), offset: "0" },
      }),
    ),
  street_findings: (id: string, limit = 500, offset = 0) =>
    finding_page(
      api.streets[":id"].findings.$get({
        ...of_street(id),
        query: { limit: String(limit), offset: String(offset) },
      }),
    ),
  analyse_street: (id: string) =>
    answer<{ findings: number; analysed_at: string }>(api.streets[":id"].analysis.$post(of_street(id))),
  finding: (id: string) => answer<Finding>(api.findings[":id"].$get(of_id(id))),
  feature: (layer: string, id: string) =>
    answer<Feature>(api.features[":layer"][":id"].$get({ param: { layer, id } })),
  datasets: () => answer<{ datasets: Dataset[] }>(api.datasets.$get()),
  dataset: (id: string) => answer<DatasetDetail>(api.datasets[":id"].$get(of_id(id))),
  dataset_findings: (id: string | number, limit: number, offset: number) =>
    finding_page(
      api.datasets[":id"].findings.$get({
        ...of_id(id),
        query: { limit: String(limit), offset: String(offset) },
      }),
    ),
  delete_dataset: (id: string | number) => answer<unknown>(api.datasets[":id"].$delete(of_id(id))),
  inspect: (files: readonly File[], srid: number | null) =>
    upload<ImportInspection>("/imports/inspect", files, { srid }),
  start_import: (files: readonly File[], srid: number | null, mapping: ImportMapping | null) =>
    upload<Import>("/imports", files, { srid, mapping }),
  imports: () => answer<{ imports: Import[] }>(api.imports.$get({ query: {} } as never)),
  import_state: (id: string | number) => answer<Import>(api.imports[":id"].$get(of_id(id))),
  rejections: (id: string | number, limit = 100) =>
    answer<{ rejections: Rejection[]; total: number }>(
      api.imports[":id"].rejections.$get({ ...of_id(id), query: { limit: String(limit), offset: "0" } }),
    ),
  cancel_import: (id: string | number) => answer<unknown>(api.imports[":id"].cancel.$post(of_id(id))),
  /** Whether the store is open yet, and what it is doing; never rejects. */
  ready: async (): Promise<{ ready: boolean; state: string; fraction: number | null }> => {
    try {
      const response = await fetch("/readyz");
      const body = await response.json().catch(() => ({}));
      return { ready: response.ok, state: String(body.state ?? ""), fraction: body.fraction ?? null };
    } catch {
      return { ready: false, state: "unreachable", fraction: null };
    }
  },
};
