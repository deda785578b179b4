import { useRoute } from "wouter";

/** Pages about people and rights, by the word in their address. */
export type PeoplePage =
  | "sign_in"
  | "first_administrator"
  | "password"
  | "resident"
  | "shared"
  | "account"
  | "members"
  | "resident_links";

/** A scenario's id in an address; anything else leads to the choice of a scenario. */
const whole = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

/** What the address names: at most one thing is open in the detail panel. */
export function useSelection() {
  const [is_street, street] = useRoute("/streets/:id");
  const [is_finding, finding] = useRoute("/findings/:id");
  const [is_feature, feature] = useRoute("/features/:layer/:id");
  const [is_district, district] = useRoute("/districts/:id");
  const [is_datasets] = useRoute("/datasets");
  const [is_dataset, dataset] = useRoute("/datasets/:id");
  const [is_imports] = useRoute("/imports");
  const [is_import, import_] = useRoute("/imports/:id");
  const [is_draw] = useRoute("/draw");
  const [is_scenario, scenario] = useRoute("/draw/:id");
  const [is_measure, measure] = useRoute("/draw/:id/measures/:measure");
  const [is_compare] = useRoute("/compare");
  const [is_pays] = useRoute("/pays");
  const [is_workbook] = useRoute("/workbook");
  const [is_dig] = useRoute("/dig");
  const [is_to_do] = useRoute("/to_do");
  const [is_reactions] = useRoute("/reactions");
  const [is_notifications] = useRoute("/notifications");
  const [is_underground, underground] = useRoute(
    /^\/underground(?:\/(?<tool>check|room))?(?:\/(?<id>[^/]+))?$/,
  );
  const [is_people, people] = useRoute(
    /^\/(?<page>sign_in|first_administrator|password|resident|shared|account|members|resident_links)$/,
  );
  const id = (params: Record<string, string | undefined> | null, key = "id") =>
    decodeURIComponent(params?.[key] ?? "");
  if (is_street) return { kind: "street", id: id(street) } as const;
  if (is_finding) return { kind: "finding", id: id(finding) } as const;
  if (is_feature) return { kind: "feature", layer: id(feature, "layer"), id: id(feature) } as const;
  if (is_district) return { kind: "district", id: id(district) } as const;
  if (is_datasets) return { kind: "datasets" } as const;
  if (is_dataset) return { kind: "dataset", id: id(dataset) } as const;
  if (is_imports) return { kind: "imports" } as const;
  if (is_import) return { kind: "import", id: id(import_) } as const;
  if (is_draw) return { kind: "draw", scenario: null, measure: null } as const;
  if (is_scenario) return { kind: "draw", scenario: whole(id(scenario)), measure: null } as const;
  if (is_measure)
    return { kind: "draw", scenario: whole(id(measure)), measure: id(measure, "measure") } as const;
  if (is_to_do) return { kind: "to_do" } as const;
  if (is_reactions) return { kind: "reactions" } as const;
  if (is_notifications) return { kind: "notifications" } as const;
  if (is_compare) return { kind: "compare" } as const;
  if (is_pays) return { kind: "pays" } as const;
  if (is_workbook) return { kind: "workbook" } as const;
  if (is_dig) return { kind: "dig" } as const;
  if (is_underground) {
    const { tool, id: of } = underground as { tool?: "check" | "room"; id?: string };
    return { kind: "underground", tool: tool ?? null, id: of ?? null } as const;
  }
  if (is_people) {
    const { page } = people as unknown as { page: PeoplePage };
    return { kind: "people", page } as const;
  }
  return { kind: "home" } as const;
}

export type Selection = ReturnType<typeof useSelection>;
