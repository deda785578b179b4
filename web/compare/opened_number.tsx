import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { measure_type_by_id as measure_type } from "../../data/catalog/index.ts";
import { indicators } from "../../data/catalog/indicators.ts";
import type { Condition } from "../../data/catalog/types.ts";
import { measure_name, type_name } from "../draw/measure_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, number } from "../text/number.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { type CountedMeasure, compare_api } from "./compare_api.ts";
import { amount, indicator_name } from "./figure_words.ts";
import type { Opened } from "./target_table.tsx";

/** The measures behind a number: those that count, and those that do not with the reason. */
export function OpenedNumber(props: {
  opened: Opened;
  scenario_name: string;
  district: string | null;
  close: () => void;
}) {
  const { locale } = useLocale();
  const { scenario, indicator } = props.opened;
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = useQuery({
    queryKey: ["compare_measures", scenario, props.district],
    queryFn: () => compare_api.measures(scenario, props.district),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number moves the focus
  useEffect(() => heading.current?.focus(), [scenario, indicator]);
  const rows = (answer.data?.measures ?? []).filter((row) => row.indicator === indicator);
  const counted = rows.filter((row) => row.value !== 0);
  const left = rows.filter((row) => row.reason !== null && row.left_out !== 0);
  return (
    <section className={css.opened} aria-label={m.compare_counted()}>
      <div className={ui.row}>
        <h3 ref={heading} tabIndex={-1}>
          {m.compare_opened_title({
            indicator: indicator_name(indicator, locale),
            scenario: props.scenario_name,
          })}
        </h3>
        <IconButton icon="close" label={m.action_close()} on_press={props.close} />
      </div>
      {answer.isError && <Failed error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Loading rows={4} />}
      {answer.data && (
        <div className={css.two}>
          <MeasureTable title={m.compare_counted()} rows={counted} of={props.opened} part="value" />
          <MeasureTable title={m.compare_left_out()} rows={left} of={props.opened} part="left_out" />
        </div>
      )}
    </section>
  );
}

function MeasureTable(props: {
  title: string;
  rows: readonly CountedMeasure[];
  of: Opened;
  part: "value" | "left_out";
}) {
  const { locale } = useLocale();
  const unit = indicators.find((one) => one.id === props.of.indicator)!.unit;
  if (props.rows.length === 0) return null;
  return (
    <div className={page.scroll}>
      <h4>{`${props.title} (${number(props.rows.length, locale)})`}</h4>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">{m.compare_measure()}</th>
            <th scope="col" className={ui.figure}>
              {m.compare_amount()}
            </th>
            {props.part === "left_out" && <th scope="col">{m.compare_reason()}</th>}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.measure_id}>
              <td>
                <Go to={`/draw/${props.of.scenario}/measures/${row.measure_id}`}>
                  {measure_name(row, locale)}
                </Go>
                {row.name && <span className={ui.caption}> {type_name(row.measure_type, locale)}</span>}
              </td>
              <td className={ui.figure}>{amount(row[props.part], unit, locale)}</td>
              {props.part === "left_out" && <td>{reason_text(row, props.of.scenario, locale)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Why a measure, or a part of it, does not count; with the measures that count at its place instead. */
function reason_text(row: CountedMeasure, scenario: number, locale: Locale) {
  const parameter = (id: unknown) =>
    measure_type(row.measure_type)?.parameters.find((one) => one.id === id)?.name[locale] ?? String(id);
  if (row.reason === "overlap") {
    const ids = (row.detail?.measures ?? []) as number[];
    return (
      <>
        {m.compare_reason_overlap()}
        {ids.map((id) => (
          <span key={id}>
            {" "}
            <Go to={`/draw/${scenario}/measures/${id}`}>#{id}</Go>
          </span>
        ))}
      </>
    );
  }
  if (row.reason === "parameter") return m.compare_reason_parameter({ what: parameter(row.detail?.param) });
  const condition = row.detail?.condition as Condition | undefined;
  if (condition && "of" in condition)
    return m.compare_reason_condition({
      what: m.compare_at_least({
        what: m.column_size(),
        amount: amount(condition.from ?? 0, condition.of === "area_m2" ? "m2" : "m", locale),
      }),
    });
  return m.compare_reason_parameter({ what: parameter(condition?.param) });
}
