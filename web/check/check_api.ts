import type { Geometry, Position } from "geojson";
import type { z } from "zod";
import type { overlap_check, overlap_object, overlap_question } from "../../api/schemas/overlap_check.ts";
import type { trial_pit } from "../../api/schemas/trial_pit.ts";
import { type Finding, type FindingList, Problem, send, with_whole_findings } from "../client.ts";

type Answer = z.infer<typeof overlap_check>;
type Sent = FindingList & Omit<OverlapCheck, "findings">;
export type OverlapObject = z.infer<typeof overlap_object>;
export type OverlapQuestion = Omit<z.infer<typeof overlap_question>, "geometry"> & {
  geometry: Geometry | null;
};
export type OverlapCheck = Omit<Answer, "geometry" | "zone" | "trial_pits" | keyof FindingList> & {
  geometry: Geometry | null;
  zone: Geometry | null;
  findings: Finding[];
  trial_pits: (Omit<Answer["trial_pits"][number], "place"> & {
    place: { type: "Point"; coordinates: Position };
  })[];
};
export type OwnerRows = Answer["owners"][number];
export type LayerRow = OwnerRows["layers"][number];
export type TrialPit = Omit<z.infer<typeof trial_pit>, "place"> & {
  place: { type: "Point"; coordinates: Position };
};

export interface OverlapQuestionInput {
  readonly geometry?: Geometry;
  readonly trench_width_m?: number;
  readonly dig_depth_m?: number | null;
  readonly scenario_id?: number;
  readonly measure_type?: string | null;
}

export interface TrialPitInput {
  readonly place: Geometry;
  readonly position_accuracy_m: number;
  readonly top_m: number;
  readonly depth_accuracy_m: number;
  readonly measured_on: string;
  readonly note: string;
}

/** The calls of the overlap check and of trial pits. Reject with {@link Problem}. */
export const check_api = {
  list: () => send<{ overlap_checks: OverlapQuestion[] }>("GET", "/overlap_checks"),
  ask: (question: OverlapQuestionInput) =>
    with_whole_findings(send<Sent>("POST", "/overlap_checks", { body: question })),
  read: (id: string) => with_whole_findings(send<Sent>("GET", `/overlap_checks/${encodeURIComponent(id)}`)),
  remove: (id: number) => send<unknown>("DELETE", `/overlap_checks/${id}`),
  pits: (layer: string, id: string | number) =>
    send<{ trial_pits: TrialPit[] }>("GET", `/features/${encodeURIComponent(layer)}/${id}/trial_pits`),
  add_pit: (layer: string, id: string | number, pit: TrialPitInput) =>
    send<TrialPit>("POST", `/features/${encodeURIComponent(layer)}/${id}/trial_pits`, { body: pit }),
  withdraw_pit: (id: number) => send<TrialPit>("DELETE", `/trial_pits/${id}`),
  /** The bytes as they are: what they are, the server sees. */
  async put_photo(id: number, photo: File): Promise<void> {
    const response = await fetch(`/api/v1/trial_pits/${id}/photo`, {
      method: "PUT",
      body: photo,
      headers: { "content-type": photo.type || "image/jpeg" },
    });
    if (response.ok) return;
    const body = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    throw new Problem(response.status, body.code ?? "error", body.detail ?? response.statusText);
  },
};
