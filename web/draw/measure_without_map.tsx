import { useQuery } from "@tanstack/react-query";
import type { MeasureType } from "../../data/catalog/types.ts";
import { useMayPlan } from "../account/account_api.ts";
import * as m from "../text/compiled/messages.js";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import { draw_api } from "./draw_api.ts";
import { EffectsTab } from "./effects_tab.tsx";
import { LiveFindings } from "./live_findings.tsx";
import { MeasureFacts } from "./measure_facts.tsx";

/** A saved measure where no map can be drawn, to read: its findings as stored, its parameters, effects and costs. */
export function MeasureWithoutMap(props: {
  scenario_id: number;
  stored_id: number | undefined;
  draft: Draft;
  type: MeasureType;
}) {
  const { scenario_id, stored_id, draft, type } = props;
  const may_plan = useMayPlan();
  const findings = useQuery({
    queryKey: ["measure_findings", scenario_id, stored_id],
    queryFn: () => draw_api.findings(scenario_id, stored_id!),
    enabled: stored_id !== undefined,
  });
  return (
    <div className={ui.stack}>
      {may_plan && <p className={ui.guidance}>{m.measure_needs_map()}</p>}
      <h2>{m.tab_findings()}</h2>
      {findings.isError && <Failed error={findings.error} retry={() => void findings.refetch()} />}
      {findings.isPending && stored_id !== undefined && <Loading rows={5} />}
      {findings.data && (
        <LiveFindings
          findings={findings.data.findings}
          asked={null}
          type={type}
          own_id={stored_id ?? null}
          on_way_out={null}
        />
      )}
      <h2>{m.tab_parameters()}</h2>
      <MeasureFacts scenario_id={scenario_id} draft={draft} type={type} />
      <h2>{m.tab_effects()}</h2>
      <EffectsTab draft={draft} type={type} />
    </div>
  );
}
