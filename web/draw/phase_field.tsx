import * as m from "../text/compiled/messages.js";
import { Choose } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import { phase_name, usePhases } from "./phase_list.tsx";

/** The phase of a measure; its own days win over the years of the phase, and the field says so. */
export function PhaseField(props: { scenario_id: number; draft: Draft; on_change: (draft: Draft) => void }) {
  const { scenario_id, draft, on_change } = props;
  const list = usePhases(scenario_id);
  if (list.length === 0) return null;
  const own_days = draft.from !== null || draft.until !== null;
  return (
    <div>
      <Choose
        label={m.phase_word()}
        value={String(draft.phase_id ?? "")}
        on_change={(id) => on_change({ ...draft, phase_id: id === "" ? null : Number(id) })}
        sections={[
          {
            choices: [
              { id: "", name: m.phase_none() },
              ...list.map((phase) => ({ id: String(phase.id), name: phase_name(phase) })),
            ],
          },
        ]}
      />
      {draft.phase_id !== null && (
        <p className={ui.caption}>{own_days ? m.phase_own_days() : m.phase_its_years()}</p>
      )}
    </div>
  );
}
