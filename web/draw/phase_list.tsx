import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import form from "./form.module.css";
import css from "./rows.module.css";
import { type Phase, type PhaseDraft, scenario_api } from "./scenario_api.ts";

const years = ({ year_from, year_to }: PhaseDraft): string =>
  year_from === year_to ? String(year_from) : `${year_from} – ${year_to}`;

/** A phase with its years, as one says it. */
export const phase_name = (phase: PhaseDraft): string => `${phase.name} (${years(phase)})`;

/** The phases of a scenario as far as they are known; null asks for none. */
export function usePhases(scenario_id: number | null): readonly Phase[] {
  const phases = useQuery({
    queryKey: ["phases", scenario_id],
    queryFn: () => scenario_api.phases(scenario_id as number),
    enabled: scenario_id !== null,
  });
  return phases.data?.phases ?? [];
}

/** The phases of a scenario: years that hold for every measure in them without days of its own. */
export function PhaseList({ scenario_id }: { scenario_id: number }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const phases = useQuery({
    queryKey: ["phases", scenario_id],
    queryFn: () => scenario_api.phases(scenario_id),
  });
  const [edited, edit] = useState<Phase | "new" | null>(null);
  const renew = () =>
    Promise.all(
      ["phases", "scenario_findings", "history"].map((key) =>
        cache.invalidateQueries({ queryKey: [key, scenario_id] }),
      ),
    );
  const save = useMutation({
    mutationFn: (draft: PhaseDraft) =>
      edited && edited !== "new"
        ? scenario_api.change_phase(scenario_id, edited, draft)
        : scenario_api.add_phase(scenario_id, draft),
    onSuccess: async () => {
      edit(null);
      await renew();
    },
  });
  const remove = useMutation({
    mutationFn: (phase: Phase) => scenario_api.delete_phase(scenario_id, phase),
    onSuccess: renew,
  });
  if (phases.isPending) return <Loading rows={3} />;
  if (phases.isError) return <Failed error={phases.error} retry={() => void phases.refetch()} />;
  return (
    <section className={ui.stack}>
      <p className={ui.quiet}>{m.phase_hint()}</p>
      <ul className={css.rows} aria-label={m.phases_title()}>
        {phases.data.phases.map((phase) => (
          <li key={phase.id} className={css.row}>
            <span className={css.row_text}>
              <strong>{phase_name(phase)}</strong>
              <span className={ui.caption}>
                {m.phase_measures({ count: number(phase.measure_count, locale) })}
              </span>
            </span>
            <IconButton
              icon="pen"
              label={m.phase_change({ name: phase.name })}
              on_press={() => edit(phase)}
            />
            <IconButton
              icon="trash"
              label={m.phase_delete({ name: phase.name })}
              on_press={() => remove.mutate(phase)}
            />
          </li>
        ))}
      </ul>
      {edited ? (
        <PhaseForm
          key={edited === "new" ? "new" : edited.id}
          phase={edited === "new" ? null : edited}
          busy={save.isPending}
          save={(draft) => save.mutate(draft)}
          cancel={() => edit(null)}
        />
      ) : (
        <Button className={ui.button!} onPress={() => edit("new")}>
          <Icon name="plus" size={16} />
          {m.phase_add()}
        </Button>
      )}
      {save.isError && <Failed error={save.error} />}
      {remove.isError && <Failed error={remove.error} />}
    </section>
  );
}

function PhaseForm(props: {
  phase: Phase | null;
  busy: boolean;
  save: (draft: PhaseDraft) => void;
  cancel: () => void;
}) {
  const next_year = new Date().getFullYear() + 1;
  const [name, set_name] = useState(props.phase?.name ?? "");
  const [from, set_from] = useState(String(props.phase?.year_from ?? next_year));
  const [to, set_to] = useState(String(props.phase?.year_to ?? next_year));
  const field = (label: string, value: string, set: (value: string) => void) => (
    <TextField className={form.number!} value={value} onChange={set} isRequired>
      <Label className={form.label!}>{label}</Label>
      <Input className={`${form.input} ${form.bordered}`} inputMode="numeric" pattern="[0-9]{4}" />
    </TextField>
  );
  return (
    <form
      className={ui.stack}
      onSubmit={(event) => {
        event.preventDefault();
        // The later of the two ends it, whichever was typed first.
        const [year_from, year_to] = [Number(from), Number(to)].sort((a, b) => a - b) as [number, number];
        props.save({ name: name.trim(), year_from, year_to });
      }}
    >
      <TextField className={form.number!} value={name} onChange={set_name} maxLength={200} isRequired>
        <Label className={form.label!}>{m.phase_name()}</Label>
        <Input className={`${form.input} ${form.bordered}`} />
      </TextField>
      <div className={form.inline}>
        {field(m.phase_year_from(), from, set_from)}
        {field(m.phase_year_to(), to, set_to)}
      </div>
      <div className={ui.row}>
        <Button className={ui.primary!} type="submit" isDisabled={props.busy}>
          {m.action_keep()}
        </Button>
        <Button className={ui.button!} onPress={props.cancel}>
          {m.action_cancel()}
        </Button>
      </div>
    </form>
  );
}
