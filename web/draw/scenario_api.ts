import { send } from "../client.ts";
import type { Draft } from "./draft.ts";
import { client_id, type StoredMeasure } from "./draw_api.ts";

/** A phase of a scenario; both years included. */
export interface Phase {
  readonly id: number;
  readonly name: string;
  readonly year_from: number;
  readonly year_to: number;
  readonly version: number;
  readonly measure_count: number;
}
export type PhaseDraft = Pick<Phase, "name" | "year_from" | "year_to">;

/** What changed in the parent of a branch; `parent_version` null: it was removed there. */
export interface ParentChange {
  readonly parent_measure_id: number;
  readonly kind: "added" | "changed" | "removed";
  readonly conflict: boolean;
  readonly parent_version: number | null;
  readonly theirs: StoredMeasure | null;
  readonly mine: StoredMeasure | null;
}
export interface ParentChanges {
  readonly parent: { readonly id: number; readonly name: string } | null;
  readonly changes: readonly ParentChange[];
}

/** What people set of a scenario, phase or measure, at a moment; null is what it has not got. */
export interface HistoryState {
  readonly name: string;
  readonly description: string | null;
  readonly archived: boolean | null;
  readonly measure_type: string | null;
  readonly parameters: Draft["parameters"];
  readonly from: string | null;
  readonly until: string | null;
  readonly phase: string | null;
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly length_m: number | null;
  readonly area_m2: number | null;
}

export interface HistoryEntry {
  readonly id: number;
  readonly at: string;
  readonly viewer: string;
  readonly word: "scenario" | "scenario_phase" | "measure" | "restoration";
  readonly thing_id: number;
  readonly action: "insert" | "update" | "delete";
  readonly measure_type: string | null;
  readonly name: string;
  readonly fields: readonly string[];
  readonly restored_to: number | null;
  readonly before: HistoryState | null;
  readonly after: HistoryState | null;
  /** How far the middle of its shape moved. */
  readonly moved_m: number | null;
}

const version = (phase: Phase) => ({ "if-match": `"${phase.version}"` });

/** What the panel of a scenario asks besides its measures. Rejects with `Problem`. */
export const scenario_api = {
  phases: (id: number) => send<{ phases: Phase[] }>("GET", `/scenarios/${id}/phases`),
  add_phase: (id: number, body: PhaseDraft) => send<Phase>("POST", `/scenarios/${id}/phases`, { body }),
  change_phase: (id: number, phase: Phase, body: PhaseDraft) =>
    send<Phase>("PUT", `/scenarios/${id}/phases/${phase.id}`, { body, headers: version(phase) }),
  delete_phase: (id: number, phase: Phase) =>
    send<null>("DELETE", `/scenarios/${id}/phases/${phase.id}`, { headers: version(phase) }),
  parent_changes: (id: number) => send<ParentChanges>("GET", `/scenarios/${id}/parent_changes`),
  decide: (id: number, changes: readonly ParentChange[], take: boolean) =>
    send<ParentChanges>("POST", `/scenarios/${id}/parent_changes`, {
      body: {
        decisions: changes.map(({ parent_measure_id, parent_version }) => ({
          parent_measure_id,
          parent_version,
          take,
        })),
      },
      headers: { "x-client-id": `${client_id}-scenario` },
    }),
  history: (id: number, before: number | null) =>
    send<{ history: HistoryEntry[] }>(
      "GET",
      `/scenarios/${id}/history?limit=50${before === null ? "" : `&before=${before}`}`,
    ),
  restore: (id: number, change_id: number) =>
    send<{ measure_ids: number[] }>("POST", `/scenarios/${id}/restorations`, { body: { change_id } }),
};
