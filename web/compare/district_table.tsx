import { useState } from "react";
import { indicators } from "../../data/catalog/indicators.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import type { Comparison } from "./compare_api.ts";
import { amount, column_colours, column_name, indicator_name } from "./figure_words.ts";
import { Dot } from "./target_table.tsx";

/** One indicator in every district, a bar and a number per scenario; on paper all of them. */
export function DistrictTable({ comparison, whole }: { comparison: Comparison; whole: boolean }) {
  return whole ? <WholeTable comparison={comparison} /> : <ChosenTable comparison={comparison} />;
}

function ChosenTable({ comparison }: { comparison: Comparison }) {
  const { locale } = useLocale();
  const columns = comparison.scenarios.filter((column) => column.id !== null);
  const moved = new Set(comparison.by_district.flatMap((row) => row.values.map((value) => value.indicator)));
  const choices = indicators.filter(({ id }) => moved.has(id));
  const [chosen, choose] = useState<string | null>(null);
  const shown = choices.find(({ id }) => id === chosen) ?? choices[0];
  if (!shown) return null;
  const values = (district_id: string) =>
    comparison.by_district
      .find((row) => row.district_id === district_id)
      ?.values.find((value) => value.indicator === shown.id)?.of ?? columns.map(() => 0);
  const outside = values("").some((value) => value !== 0);
  const rows = [
    ...comparison.districts.map(({ id, name }) => ({ id, name, of: values(id) })),
    ...(outside ? [{ id: "", name: m.compare_outside(), of: values("") }] : []),
  ];
  const most = Math.max(...rows.flatMap((row) => row.of.map(Math.abs)));
  return (
    <section className={page.block}>
      <h2>{m.compare_districts_title()}</h2>
      <div className={page.narrow}>
        <Choose
          label={m.compare_indicator()}
          value={shown.id}
          on_change={choose}
          sections={[{ choices: choices.map(({ id }) => ({ id, name: indicator_name(id, locale) })) }]}
        />
      </div>
      <div className={page.scroll}>
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{m.district_word()}</th>
              {columns.map((column, place) => (
                <th key={column.id} scope="col">
                  <Dot place={place} />
                  {column_name(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className={page.row_head}>
                  {row.name}
                </th>
                {row.of.map((value, place) => (
                  <td key={columns[place]!.id}>
                    <span className={css.cell_bar} aria-hidden="true">
                      <span
                        style={{
                          width: `${(Math.abs(value) / (most || 1)) * 100}%`,
                          background: column_colours[place],
                        }}
                      />
                    </span>
                    {amount(value, shown.unit, locale)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Every indicator and district where any scenario moves something. */
function WholeTable({ comparison }: { comparison: Comparison }) {
  const { locale } = useLocale();
  const columns = comparison.scenarios.filter((column) => column.id !== null);
  const name_of = (id: string) =>
    comparison.districts.find((one) => one.id === id)?.name ?? m.compare_outside();
  const groups = indicators.flatMap(({ id, unit }) => {
    const rows = comparison.by_district.flatMap(({ district_id, values }) => {
      const of = values.find((value) => value.indicator === id)?.of;
      return of ? [{ district: name_of(district_id), of }] : [];
    });
    return rows.length > 0 ? [{ id, unit, rows }] : [];
  });
  if (groups.length === 0) return null;
  return (
    <section className={`${page.block} ${page.long}`}>
      <h2>{m.compare_districts_title()}</h2>
      <p className={ui.quiet}>{m.report_districts_hint()}</p>
      <div className={page.scroll}>
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{m.compare_indicator()}</th>
              <th scope="col">{m.district_word()}</th>
              {columns.map((column) => (
                <th key={column.id} scope="col" className={ui.figure}>
                  {column_name(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.flatMap(({ id, unit, rows }) =>
              rows.map(({ district, of }, place) => (
                <tr key={`${id} ${district}`}>
                  <th scope="row" className={page.row_head}>
                    {place === 0 ? (
                      indicator_name(id, locale)
                    ) : (
                      <span className="visually_hidden">{indicator_name(id, locale)}</span>
                    )}
                  </th>
                  <td>{district}</td>
                  {of.map((value, n) => (
                    <td key={columns[n]!.id} className={ui.figure}>
                      {amount(value, unit, locale)}
                    </td>
                  ))}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
