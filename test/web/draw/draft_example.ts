import type { Draft } from "../../../web/draw/draft.ts";
import type { StoredMeasure } from "../../../web/draw/draw_api.ts";

/** A tree row of about 70 m; every test changes what it is about. */
export const draft_example = (more: Partial<Draft> = {}): Draft => ({
  measure_type: "tree_row",
  name: "",
  geometry: {
    type: "LineString",
    coordinates: [
      [4.65, 51.15],
      [4.651, 51.15],
    ],
  },
  parameters: {},
  from: null,
  until: null,
  phase_id: null,
  ...more,
});

/** The same as the server keeps it. */
export const stored_example = (id: number, version: number, more: Partial<Draft> = {}): StoredMeasure => {
  const { from, until, ...draft } = draft_example(more);
  return {
    id,
    scenario_id: 1,
    version,
    ...draft,
    period: from || until ? { from, to: until } : null,
  };
};
