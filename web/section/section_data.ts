import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Geometry } from "geojson";
import { hc, type InferResponseType } from "hono/client";
import type { Api } from "../../api/app.ts";
import { send } from "../client.ts";
import { type SectionPlace, write_section_place } from "./section_place.ts";

const typed = hc<Api>("/").api.v1;
type Answer = InferResponseType<(typeof typed.streets)[":id"]["section"]["$get"], 200>;
/** One thing that a section meets. */
export type SectionObject = Omit<Answer["objects"][number], "attributes"> & {
  readonly attributes: Readonly<Record<string, string | number | boolean | null | undefined>>;
};
export type SectionFinding = Answer["findings"][number];
export type Section = Omit<Answer, "objects" | "line"> & {
  readonly objects: readonly SectionObject[];
  readonly line: Geometry;
};

/** Objects and findings speak of the same thing where this is equal. */
export const thing_key = (thing: { kind: string; layer: string; id: number; part: number }): string =>
  `${thing.kind}/${thing.layer}/${thing.id}/${thing.part}`;

/** What is marked in the drawing, worst first. */
export const worse_verdicts = ["violated", "possible"] as const;

/** The worst of an object's conflicts here: violated before possible; null where there is neither. */
export function worst_of(
  object: SectionObject,
  findings: readonly SectionFinding[],
): (typeof worse_verdicts)[number] | null {
  const key = thing_key(object);
  const own = findings.filter(
    (f) => f.kind === "conflict" && (thing_key(f.a) === key || thing_key(f.b) === key),
  );
  return worse_verdicts.find((verdict) => own.some((f) => f.verdict === verdict)) ?? null;
}

/** Asks the API for a section. Rejects with a Problem. */
export function read_section(
  place: SectionPlace,
  scenario_id: number | null,
  signal?: AbortSignal,
): Promise<Section> {
  const query = new URLSearchParams(scenario_id === null ? {} : { scenario: String(scenario_id) });
  const options = signal ? { signal } : {};
  if (place.kind === "line")
    return send<Section>("POST", "/sections", {
      ...options,
      body: { line: { type: "LineString", coordinates: place.line }, scenario_id },
    });
  if (place.kind === "street" && place.at_m !== null) query.set("at", place.at_m.toFixed(2));
  if (place.kind === "street" && place.near) {
    query.set("lon", String(place.near[0]));
    query.set("lat", String(place.near[1]));
  }
  const path = {
    street: () => `/streets/${encodeURIComponent((place as { street: string }).street)}/section`,
    long: () => `/streets/${encodeURIComponent((place as { street: string }).street)}/long_section`,
    feature: () => {
      const { layer, id } = place as { layer: string; id: number };
      return `/features/${encodeURIComponent(layer)}/${id}/long_section`;
    },
  }[place.kind]();
  return send<Section>("GET", `${path}?${query}`, options);
}

/** The section at a place; while another is on its way the last one stays. */
export function useSection(place: SectionPlace | null, scenario_id: number | null, data_version: string) {
  return useQuery({
    queryKey: ["section", place && write_section_place(place), scenario_id, data_version],
    queryFn: ({ signal }) => read_section(place!, scenario_id, signal),
    enabled: place !== null,
    placeholderData: keepPreviousData,
  });
}
