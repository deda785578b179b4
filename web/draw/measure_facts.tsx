import type { MeasureType } from "../../data/catalog/types.ts";
import { useMayPlan } from "../account/account_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import { parameter_text } from "./measure_words.ts";
import { phase_name, usePhases } from "./phase_list.tsx";

/** What a measure was given, for whoever reads and may not change it: its parameters, phase and days. */
export function MeasureFacts(props: { scenario_id: number; draft: Draft; type: MeasureType }) {
  const { scenario_id, draft, type } = props;
  const { locale } = useLocale();
  const may_plan = useMayPlan();
  const phase = usePhases(scenario_id).find(({ id }) => id === draft.phase_id);
  const days = [
    draft.from && `${m.period_from()} ${date(draft.from, locale)}`,
    draft.until && `${m.period_until()} ${date(draft.until, locale)}`,
  ].filter(Boolean);
  const rows = [
    ...type.parameters.map((parameter) => [
      parameter.name[locale],
      parameter_text(parameter, draft.parameters[parameter.id] ?? parameter.default, locale),
    ]),
    [m.phase_word(), phase ? phase_name(phase) : m.phase_none()],
    [m.measure_period(), days.join(" ") || m.measure_period_open()],
  ];
  return (
    <div className={ui.stack}>
      <table className={ui.table} aria-label={m.tab_parameters()}>
        <tbody>
          {rows.map(([name, text]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={ui.figure}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {may_plan === false && <p className={ui.caption}>{m.measure_read_only()}</p>}
    </div>
  );
}
