import type { Geometry } from "geojson";
import { type FindingList, Problem, send, with_whole_findings } from "../client.ts";
import type { Draft, ParameterValue } from "./draft.ts";
import type { PreviewedList } from "./known_things.ts";
import type { Amounts } from "./measuring.ts";

export interface Scenario {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly archived: boolean;
  readonly copy_of: number | null;
  readonly is_branch: boolean;
  readonly version: number;
  readonly created_at: string;
  readonly measure_count: number;
}

/** A measure as the server keeps it. */
export interface StoredMeasure {
  readonly id: number;
  readonly scenario_id: number;
  readonly measure_type: string;
  readonly name: string;
  readonly geometry: Geometry;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly period: { readonly from: string | null; readonly to: string | null } | null;
  readonly phase_id: number | null;
  readonly version: number;
}

export const draft_of = (stored: StoredMeasure): Draft => ({
  measure_type: stored.measure_type,
  name: stored.name,
  geometry: stored.geometry,
  parameters: stored.parameters,
  from: stored.period?.from ?? null,
  until: stored.period?.to ?? null,
  phase_id: stored.phase_id,
});

export type Change =
  | ({
      readonly op: "put";
      readonly id: number | null;
      readonly ref: string;
      readonly version: number | null;
    } & Draft)
  | { readonly op: "delete"; readonly id: number; readonly version: number };

export interface Changed {
  readonly id: number;
  readonly ref?: string | null;
  readonly version: number;
  readonly deleted: boolean;
}

/** What somebody else made of a measure that we changed too; `stored` null: they deleted it. */
export interface StoredConflict {
  readonly id: number;
  readonly stored: StoredMeasure | null;
}

export interface PreviewQuestion {
  readonly measure_type: string;
  readonly geometry: Geometry;
  readonly parameters: Draft["parameters"];
  readonly scenario_id: number | null;
  readonly measure_id: number | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly phase_id: number | null;
  /** Things are named and not described, for a shape that moves under the pointer. */
  readonly brief: boolean;
  readonly known_rules: readonly string[];
}

export interface Room {
  readonly band: Geometry | null;
  readonly area_m2: number;
  readonly blocked_by: readonly {
    readonly rule_id: string;
    readonly layer: string;
    readonly area_m2: number;
  }[];
  /** Layers of which something near may not be seen: it is not taken out of the band. */
  readonly hidden_layers: readonly string[];
}

/** This page among the writers of a scenario: its own changes come back marked, and are not fetched again. */
export const client_id: string = crypto.randomUUID();

/** The conflicts in a refused save; null for any other error. */
export const conflicts_in = (error: unknown): readonly StoredConflict[] | null =>
  error instanceof Problem && error.status === 412 && Array.isArray(error.body.conflicts)
    ? (error.body.conflicts as StoredConflict[])
    : null;

/** Every call that drawing makes. Rejects with {@link Problem}; geometry is GeoJSON in WGS 84. */
export const draw_api = {
  scenarios: () => send<{ scenarios: Scenario[] }>("GET", "/scenarios"),
  scenario: (id: number) => send<Scenario>("GET", `/scenarios/${id}`),
  add_scenario: (name: string) => send<Scenario>("POST", "/scenarios", { body: { name } }),
  measures: (scenario_id: number) =>
    send<{ measures: StoredMeasure[] }>("GET", `/scenarios/${scenario_id}/measures`),
  measure: (scenario_id: number, id: number) =>
    send<StoredMeasure>("GET", `/scenarios/${scenario_id}/measures/${id}`),
  /** Sent again with the same key, changes are answered as the first time and not made twice. */
  changes: (scenario_id: number, changes: readonly Change[], idempotency_key: string) =>
    send<{ measures: Changed[]; change_seq: number }>("POST", `/scenarios/${scenario_id}/changes`, {
      body: { changes },
      headers: { "x-client-id": client_id, "idempotency-key": idempotency_key },
    }),
  findings: (scenario_id: number, measure_id: number | null, limit = 200, offset = 0) =>
    with_whole_findings(
      send<FindingList & { total: number; summary: { kind: string; verdict: string; findings: number }[] }>(
        "GET",
        `/scenarios/${scenario_id}/findings?limit=${limit}&offset=${offset}${measure_id === null ? "" : `&measure=${measure_id}`}`,
      ),
    ),
  preview: (question: PreviewQuestion, signal: AbortSignal) => {
    const { scenario_id, measure_id, from, until, phase_id, ...rest } = question;
    return send<PreviewedList & { amounts?: Amounts }>("POST", "/preview", {
      body: {
        ...rest,
        ...(scenario_id === null ? {} : { scenario_id }),
        ...(measure_id === null ? {} : { measure_id }),
        ...(from === null ? {} : { from }),
        ...(until === null ? {} : { until }),
        ...(phase_id ? { phase_id } : {}),
      },
      signal,
    });
  },
  room: (
    question: {
      measure_type: string;
      parameters: Draft["parameters"];
      street_id: string;
      scenario_id: number;
      measure_id: number | null;
    },
    signal?: AbortSignal,
  ) => {
    const { measure_id, ...rest } = question;
    return send<Room>("POST", "/room", {
      body: { ...rest, ...(measure_id === null ? {} : { measure_id }) },
      ...(signal ? { signal } : {}),
    });
  },
};
