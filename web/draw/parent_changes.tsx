import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { fly_to } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { draft_of } from "./draw_api.ts";
import { measure_name } from "./measure_words.ts";
import css from "./rows.module.css";
import { type ParentChange, scenario_api } from "./scenario_api.ts";

/** What changed in the scenario that this one was branched from; each taken over, or not. */
export function ParentChangeList({ scenario_id }: { scenario_id: number }) {
  const cache = useQueryClient();
  const differences = useQuery({
    queryKey: ["parent_changes", scenario_id],
    queryFn: () => scenario_api.parent_changes(scenario_id),
  });
  const decide = useMutation({
    mutationFn: ({ changes, take }: { changes: readonly ParentChange[]; take: boolean }) =>
      scenario_api.decide(scenario_id, changes, take),
    onSettled: () =>
      Promise.all(
        ["parent_changes", "scenario_findings", "phases", "history"].map((key) =>
          cache.invalidateQueries({ queryKey: [key, scenario_id] }),
        ),
      ),
  });
  if (differences.isPending) return <Loading rows={3} />;
  if (differences.isError)
    return <Failed error={differences.error} retry={() => void differences.refetch()} />;
  const { parent, changes } = differences.data;
  if (!parent)
    return (
      <Empty icon="copy" title={m.parent_gone_title()}>
        <p>{m.parent_gone_text()}</p>
      </Empty>
    );
  const safe = changes.filter((change) => !change.conflict);
  return (
    <section className={ui.stack}>
      <p className={ui.quiet}>
        {m.parent_hint()} <Go to={`/draw/${parent.id}`}>{parent.name}</Go>
      </p>
      {changes.length === 0 && <p>{m.parent_none()}</p>}
      {safe.length > 1 && (
        <Button
          className={ui.primary!}
          isDisabled={decide.isPending}
          onPress={() => decide.mutate({ changes: safe, take: true })}
        >
          {m.parent_take_all({ count: String(safe.length) })}
        </Button>
      )}
      <ul className={css.rows} aria-label={m.tab_parent()}>
        {changes.map((change) => (
          <ChangeRow
            key={change.parent_measure_id}
            change={change}
            busy={decide.isPending}
            decide={(take) => decide.mutate({ changes: [change], take })}
          />
        ))}
      </ul>
      {decide.isError && <Failed error={decide.error} />}
    </section>
  );
}

function ChangeRow(props: { change: ParentChange; busy: boolean; decide: (take: boolean) => void }) {
  const { locale } = useLocale();
  const { kind, conflict, theirs, mine } = props.change;
  const shown = theirs ?? mine;
  if (!shown) return null;
  const words = { added: m.parent_added(), changed: m.parent_changed(), removed: m.parent_removed() };
  return (
    <li className={css.difference}>
      <div className={css.row}>
        <span className={css.row_text}>
          <strong>{measure_name(draft_of(shown), locale)}</strong>
          <span className={ui.caption}>{words[kind]}</span>
          {conflict && (
            <span className={ui.caption}>{mine ? m.parent_conflict() : m.parent_conflict_gone()}</span>
          )}
        </span>
        <IconButton
          icon="fit"
          label={m.action_show_on_map()}
          on_press={() => fly_to(bounds_of([shown.geometry]), 20)}
        />
      </div>
      <div className={ui.row}>
        <Button className={ui.button!} isDisabled={props.busy} onPress={() => props.decide(true)}>
          {m.parent_take()}
        </Button>
        <Button className={ui.button!} isDisabled={props.busy} onPress={() => props.decide(false)}>
          {m.parent_keep()}
        </Button>
      </div>
    </li>
  );
}
