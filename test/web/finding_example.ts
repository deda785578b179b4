import type { Finding, Thing } from "../../web/client.ts";

const thing = (layer: string, more: Partial<Thing> = {}): Thing => ({
  kind: "feature",
  layer,
  id: 1,
  part: 0,
  visible: true,
  dataset_id: 1,
  dataset: "Test",
  owner: "Voorbeeldstad",
  name: null,
  status: "in_use",
  radius_m: 0,
  position_accuracy_m: 0.3,
  position_assumed: false,
  top_m: null,
  bottom_m: null,
  depth_accuracy_m: null,
  depth_source: "unknown",
  geometry: { type: "Point", coordinates: [4.65, 51.15] },
  ...more,
});

/** A tree 1.2 m from a low-pressure gas pipe, required 2.5 m; every test changes what it is about. */
export function finding_example(
  more: Omit<Partial<Finding>, "rule" | "a" | "b"> & {
    rule?: Partial<Finding["rule"]>;
    a?: [string, Partial<Thing>?];
    b?: [string, Partial<Thing>?];
  } = {},
): Finding {
  const { rule, a = ["gas_low", { position_accuracy_m: 0.5 }], b = ["tree"], ...rest } = more;
  return {
    id: "11111111-1111-4111-8111-111111111111",
    scenario_id: null,
    rule_id: "CLR016",
    kind: "conflict",
    severity: "mitigate",
    verdict: "violated",
    distance_m: 1.2,
    uncertainty_m: 0.8,
    required_m: 2.5,
    vertical_m: null,
    vertical_uncertainty_m: null,
    required_vertical_m: null,
    run_m: null,
    gap_days: null,
    assumed: [],
    stretch: {
      type: "LineString",
      coordinates: [
        [4.65, 51.15],
        [4.65001, 51.15],
      ],
    },
    stretch_m: 1.2,
    street_id: "kapelstraat",
    ...rest,
    a: thing(...a),
    b: thing(...b),
    rule: {
      id: "CLR016",
      relation: "any",
      topic: "clearance",
      kind: "conflict",
      severity: "mitigate",
      jurisdiction: "NL",
      confidence: "medium",
      source_title: "Test source",
      source_url: "https://example.org",
      reason: { nl: "a", en: "b", fr: "c" },
      assumed: false,
      ways_out: [],
      guidance: true,
      ...rule,
    },
  };
}
