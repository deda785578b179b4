import { Checkbox } from "react-aria-components";
import {
  type FinancingFigures,
  type FinancingInputs,
  source_text,
} from "../../data/catalog/financing/index.ts";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import { region_name } from "../../data/catalog/region_names.ts";
import form from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Icon } from "../ui/icon.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import { FigureCell } from "./figure_cell.tsx";
import css from "./pays.module.css";
import type { Sheet } from "./pays_api.ts";

/** What it costs, line by line with source and year, what is not counted and why, and what one piece comes to. */
export function CostTable(props: {
  sheet: Sheet;
  inputs: FinancingInputs;
  figures: FinancingFigures;
  change: (inputs: FinancingInputs) => void;
}) {
  const { sheet, inputs, figures, change } = props;
  const { locale } = useLocale();
  const toggle = (id: string, counted: boolean) =>
    change({
      ...inputs,
      left_out: counted ? inputs.left_out.filter((one) => one !== id) : [...inputs.left_out, id],
    });
  const years = figures.price_years;
  return (
    <section className={page.block}>
      <h2>{m.pays_costs()}</h2>
      <p className={ui.quiet}>
        {m.pays_costs_hint({ year: String(inputs.price_level_year) })}{" "}
        {years &&
          (years[0] === years[1]
            ? m.pays_price_of_year({ year: String(years[0]) })
            : m.pays_price_years({ from: String(years[0]), until: String(years[1]) }))}
      </p>
      {sheet.base.unpriced.length > 0 && (
        <p className={css.trouble}>
          <Icon name="warning" size={16} />
          <span>
            {m.pays_unpriced({
              list: sheet.base.unpriced
                .map(
                  ({ measure_type, measure_count }) =>
                    `${measure_type_by_id(measure_type)?.name[locale] ?? measure_type} (${number(measure_count, locale)})`,
                )
                .join(", "),
            })}
          </span>
        </p>
      )}
      <div className={page.scroll}>
        <table className={ui.table} aria-label={m.pays_costs()}>
          <thead>
            <tr>
              <th scope="col">{m.pays_counts()}</th>
              <th scope="col">{m.pays_line()}</th>
              <th scope="col">{m.pays_source()}</th>
              <th scope="col">{m.pays_cost()}</th>
            </tr>
          </thead>
          <tbody>
            {figures.lines.map((line) => {
              const item = line.id.split("/")[1]!;
              const own = line.measure_type === null;
              const name = line.name[locale];
              return (
                <tr key={line.id}>
                  <td>
                    {own ? (
                      <Icon name="pen" size={16} />
                    ) : (
                      <Checkbox
                        className={form.checkbox!}
                        aria-label={m.pays_count_line({ name })}
                        isSelected={!inputs.left_out.includes(item)}
                        onChange={(counted) => toggle(item, counted)}
                      >
                        <span className={form.box}>
                          {!inputs.left_out.includes(item) && <Icon name="check" size={14} />}
                        </span>
                      </Checkbox>
                    )}
                  </td>
                  <th scope="row" className={page.row_head}>
                    {name}
                    <div className={page.note}>
                      {[
                        line.measure_type && measure_type_by_id(line.measure_type)?.name[locale],
                        line.follows_participation && m.pays_follows(),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </div>
                  </th>
                  <td className={css.source}>
                    {line.source_url ? (
                      <a href={line.source_url} target="_blank" rel="noreferrer">
                        {line.source}
                      </a>
                    ) : (
                      source_text(line.source, locale)
                    )}
                    <div className={page.note}>
                      {[line.region && region_name(line.region, locale), line.price_year ?? m.pays_no_year()]
                        .filter(Boolean)
                        .join(", ")}
                    </div>
                  </td>
                  <td>
                    {line.reason ? (
                      <span className={ui.quiet}>
                        {line.reason === "left_out" ? m.pays_left_out() : m.pays_no_rate()}
                      </span>
                    ) : (
                      <FigureCell figure={line.figure} />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <td />
              <th scope="row" className={page.row_head}>
                {m.pays_sum()}
              </th>
              <td />
              <td>
                <FigureCell figure={figures.cost} strong />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
