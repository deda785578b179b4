import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { doer_name } from "../account/account_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment } from "../text/number.ts";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { type ChangedValue, changed_values } from "./history_words.ts";
import { type_name } from "./measure_words.ts";
import css from "./rows.module.css";
import { type HistoryEntry, scenario_api } from "./scenario_api.ts";

const page = 50;

/** Who changed what in a scenario, newest first; each moment can be gone back to. */
export function HistoryList({ scenario_id }: { scenario_id: number }) {
  const cache = useQueryClient();
  const history = useInfiniteQuery({
    queryKey: ["history", scenario_id],
    queryFn: ({ pageParam }) => scenario_api.history(scenario_id, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: ({ history }) => (history.length < page ? undefined : history.at(-1)!.id),
    refetchOnMount: "always",
  });
  const restore = useMutation({
    mutationFn: (change_id: number) => scenario_api.restore(scenario_id, change_id),
    onSuccess: () =>
      Promise.all(
        ["history", "phases", "scenario_findings", "parent_changes"].map((key) =>
          cache.invalidateQueries({ queryKey: [key, scenario_id] }),
        ),
      ),
  });
  if (history.isPending) return <Loading rows={6} />;
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  const entries = history.data.pages.flatMap((one) => one.history);
  return (
    <section className={ui.stack}>
      <p className={ui.quiet}>{m.history_hint()}</p>
      {restore.isError && <Failed error={restore.error} />}
      <ol className={css.rows} aria-label={m.tab_history()}>
        {entries.map((entry, place) => (
          <Entry
            key={entry.id}
            entry={entry}
            restore={place === 0 || restore.isPending ? null : () => restore.mutate(entry.id)}
          />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          className={ui.button!}
          isDisabled={history.isFetching}
          onPress={() => void history.fetchNextPage()}
        >
          {m.history_more()}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry, restore }: { entry: HistoryEntry; restore: (() => void) | null }) {
  const { locale } = useLocale();
  const when = moment(entry.at, locale);
  const what = {
    scenario: m.scenario_word(),
    scenario_phase: m.phase_word(),
    measure: entry.measure_type ? type_name(entry.measure_type, locale) : m.measure_word(),
    restoration: m.history_restored(),
  }[entry.word];
  const done = { insert: m.history_insert(), update: m.history_update(), delete: m.history_delete() };
  const changed = changed_values(entry, locale);
  return (
    <li className={css.difference}>
      <div className={css.row}>
        <span className={css.row_text}>
          <strong>
            {what}
            {entry.name && entry.word !== "restoration" ? `: ${entry.name}` : ""}
          </strong>
          <span className={ui.caption}>
            {[entry.word === "restoration" ? null : done[entry.action], when, doer_name(entry.viewer)]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        {restore && (
          <Button className={ui.button!} aria-label={m.history_restore_to({ what, when })} onPress={restore}>
            {m.history_restore()}
          </Button>
        )}
      </div>
      {changed.length > 0 &&
        (entry.action === "update" ? (
          <Values changed={changed} />
        ) : (
          <details className={css.values_of}>
            <summary>{m.history_values()}</summary>
            <Values changed={changed} />
          </details>
        ))}
    </li>
  );
}

/** What was changed, as it was and as it became. */
function Values({ changed }: { changed: readonly ChangedValue[] }) {
  return (
    <dl className={css.values}>
      {changed.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before !== null && <del>{before}</del>}
            {before !== null && after === null && <span className="visually_hidden">{m.history_gone()}</span>}
            {before !== null && after !== null && (
              <>
                <span aria-hidden="true">→</span>
                <span className="visually_hidden">{m.history_became()}</span>
              </>
            )}
            {after !== null && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
