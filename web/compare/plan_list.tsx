import type { StoredMeasure } from "../draw/draw_api.ts";
import { measure_name } from "../draw/measure_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Go } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { plan_difference } from "./plan_map.ts";
import type { Plans } from "./use_plans.ts";

/** What the map shows, as lists: the measures that only one of two scenarios has. */
export function PlanList(props: { plans: Plans; a: number; b: number; names: readonly [string, string] }) {
  const { locale } = useLocale();
  const { plans, a, b, names } = props;
  const parts = plan_difference(plans.measures.get(a) ?? [], plans.measures.get(b) ?? []);
  const list = (id: number, name: string, measures: readonly StoredMeasure[]) => (
    <div>
      <h3>{m.compare_map_only({ name })}</h3>
      {measures.length === 0 && <p className={ui.quiet}>–</p>}
      <ul>
        {measures.map((measure) => (
          <li key={measure.id}>
            <Go to={`/draw/${id}/measures/${measure.id}`}>{measure_name(measure, locale)}</Go>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <details>
      <summary>{m.compare_map_as_list()}</summary>
      <div className={css.two}>
        {list(a, names[0], parts.only_a)}
        {list(b, names[1], parts.only_b)}
      </div>
    </details>
  );
}
