import { useQueries, useQuery } from "@tanstack/react-query";
import { send } from "../client.ts";
import { type_name } from "../draw/measure_words.ts";
import { bounds_of } from "../map/bounds.ts";
import { ReactionSection } from "../reaction/reaction_section.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { fly_to } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import css from "./account.module.css";

/** A measure as a resident's link shows it. */
export interface SharedMeasure {
  readonly id: number;
  readonly name: string;
  readonly measure_type: string;
  readonly geometry: import("geojson").Geometry;
}

/** What a resident's link shares: the plan and its chosen measures, to read. */
export function SharedPanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const scenarios = useQuery({
    queryKey: ["scenarios"],
    queryFn: () =>
      send<{ scenarios: { id: number; name: string; description: string }[] }>("GET", "/scenarios"),
  });
  const list = scenarios.data?.scenarios ?? [];
  const measures = useQueries({
    queries: list.map(({ id }) => ({
      queryKey: ["shared_measures", id],
      queryFn: () => send<{ measures: SharedMeasure[] }>("GET", `/scenarios/${id}/measures`),
    })),
  });
  const [first] = list;
  return (
    <Panel of="shared" on_back={on_back} kicker={m.shared_kicker()} title={first?.name ?? m.shared_title()}>
      {scenarios.isPending && <Loading rows={5} />}
      {scenarios.isError && <Failed error={scenarios.error} />}
      {first?.description && <p>{first.description}</p>}
      {scenarios.isSuccess && measures.every((one) => one.data?.measures.length === 0) && (
        <Empty title={m.shared_nothing()} />
      )}
      <ul className={css.list}>
        {measures
          .flatMap((one) => one.data?.measures ?? [])
          .map((measure) => (
            <li key={measure.id} className={`${css.item} ${css.aside}`}>
              <span className={css.name}>{measure.name || type_name(measure.measure_type, locale)}</span>
              <IconButton
                icon="fit"
                label={m.action_show_on_map()}
                on_press={() => fly_to(bounds_of([measure.geometry]))}
              />
            </li>
          ))}
      </ul>
      {first && measures[0]?.data && (
        <ReactionSection
          scenario_id={first.id}
          measures={measures[0].data.measures.map(({ id, name, measure_type }) => ({
            id,
            name: name || type_name(measure_type, locale),
          }))}
        />
      )}
    </Panel>
  );
}
