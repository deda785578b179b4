import { Button } from "react-aria-components";
import { indicators } from "../../data/catalog/indicators.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import type { Column, Comparison } from "./compare_api.ts";
import {
  amount,
  column_colours,
  column_name,
  difference,
  figure_of,
  percent,
  short_name,
} from "./figure_words.ts";

/** What a number is of: a scenario and an indicator. */
export interface Opened {
  readonly scenario: number;
  readonly indicator: string;
}

/** Every indicator with what the pact asks, today and per scenario, with the difference to the first. */
export function TargetTable(props: {
  comparison: Comparison;
  opened: Opened | null;
  open: (opened: Opened | null) => void;
}) {
  const { scenarios } = props.comparison;
  const [today, first, ...others] = scenarios;
  return (
    <div className={page.scroll}>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">{m.compare_indicator()}</th>
            <th scope="col">{m.compare_asked()}</th>
            {scenarios.map((column, place) => (
              <th key={column.id} scope="col" className={ui.figure}>
                {column.id !== null && <Dot place={place - 1} />}
                {column_name(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indicators.map(({ id }) => (
            <tr key={id}>
              <RowHead id={id} comparison={props.comparison} />
              <Figure column={today!} id={id} {...props} />
              <Figure column={first!} id={id} {...props} />
              {others.map((column) => (
                <Figure key={column.id} column={column} id={id} against={first!} {...props} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The colour that a scenario has in the bars. */
export function Dot({ place }: { place: number }) {
  return <span className={css.dot} style={{ background: column_colours[place] }} aria-hidden="true" />;
}

function RowHead({ id, comparison }: { id: string; comparison: Comparison }) {
  const { locale } = useLocale();
  const { unit, name } = indicators.find((one) => one.id === id)!;
  const asked = figure_of(comparison.scenarios[0]!, id).targets;
  return (
    <>
      <th scope="row" className={page.row_head}>
        {name[locale]}
      </th>
      <td>
        {asked.length === 0 && <span className={ui.caption}>{m.compare_not_asked()}</span>}
        {asked.map(({ id: target_id, required }) => {
          const target = comparison.targets.find((one) => one.id === target_id);
          const year = target?.deadline?.slice(0, 4) ?? "";
          return (
            <div key={target_id} title={target?.name[locale]}>
              {required === null ? (
                <span className={ui.caption}>{m.compare_asked_unknown()}</span>
              ) : (
                <a href={target?.source_url} target="_blank" rel="noreferrer">
                  {m.compare_asked_until({ amount: amount(required, unit, locale), year })}
                </a>
              )}
            </div>
          );
        })}
      </td>
    </>
  );
}

function Figure(props: {
  column: Column;
  id: string;
  against?: Column;
  opened: Opened | null;
  open: (opened: Opened | null) => void;
}) {
  const { locale } = useLocale();
  const { column, id, against, opened } = props;
  const { value, unit, left_out, targets } = figure_of(column, id);
  const text = amount(value, unit, locale);
  const shares = targets.flatMap(({ id: target, share }) => (share === null ? [] : [{ target, share }]));
  const scenario = column.id;
  const is_open = opened?.scenario === scenario && opened.indicator === id;
  return (
    <td className={ui.figure}>
      {scenario === null || (value === 0 && left_out === 0) ? (
        <span className={value === 0 ? ui.quiet : undefined}>{text}</span>
      ) : (
        <Button
          className={css.open!}
          aria-expanded={is_open}
          aria-label={m.compare_open({ value: text })}
          onPress={() => props.open(is_open ? null : { scenario, indicator: id })}
        >
          {text}
        </Button>
      )}
      {scenario !== null &&
        shares.map(({ target, share }) => (
          <div key={target} className={`${css.share} ${css.beside}`}>
            <span className={css.track} aria-hidden="true">
              <span style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
            </span>
            {m.compare_share({ share: percent(share, locale) })}
          </div>
        ))}
      {against && value !== figure_of(against, id).value && (
        <div className={`${ui.caption} ${css.beside}`}>
          {m.compare_difference({
            amount: difference(value - figure_of(against, id).value, unit, locale),
            name: short_name(against),
          })}
        </div>
      )}
    </td>
  );
}
