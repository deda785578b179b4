import {
  type Bearer,
  bearer_names,
  bearers,
  type FinancingFigures,
  type FinancingInputs,
  shares_sum,
} from "../../data/catalog/financing/index.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { NumberInput } from "../ui/number_input.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import { FigureCell } from "./figure_cell.tsx";
import css from "./pays.module.css";

/** Who bears what: shares that have to add up, what that is at the start, each year and in all. */
export function ShareTable(props: {
  inputs: FinancingInputs;
  figures: FinancingFigures | null;
  change: (inputs: FinancingInputs) => void;
}) {
  const { inputs, figures, change } = props;
  const { locale } = useLocale();
  const sum = shares_sum(inputs.shares_pct);
  const set = (bearer: Bearer, value: number) =>
    change({ ...inputs, shares_pct: { ...inputs.shares_pct, [bearer]: value } });
  const part = (bearer: Bearer) => figures?.parts.find((one) => one.bearer === bearer)?.figure ?? null;
  const borne = (bearer: Bearer) => figures?.borne.find((one) => one.bearer === bearer);
  return (
    <section className={page.block}>
      <h2>{m.pays_who()}</h2>
      <ShareBar inputs={inputs} />
      <div className={page.scroll}>
        <table className={`${ui.table} ${css.shares}`} aria-label={m.pays_who()}>
          <thead>
            <tr>
              <td />
              <th scope="col">{m.pays_share()}</th>
              <th scope="col">{m.pays_at_start()}</th>
              <th scope="col">{m.pays_per_year({ years: number(inputs.loan.years, locale) })}</th>
              <th scope="col">{m.pays_in_all()}</th>
            </tr>
          </thead>
          <tbody>
            {bearers.map((bearer, place) => {
              const name = bearer_names[bearer][locale];
              const row = borne(bearer);
              return (
                <tr key={bearer}>
                  <th scope="row" className={page.row_head}>
                    <span className={css.swatch} data-place={place} aria-hidden="true" />
                    {name}
                  </th>
                  <td className={css.share_input}>
                    <NumberInput
                      label={m.pays_share_of({ name })}
                      unit="%"
                      bounds={[0, 100]}
                      field={[inputs.shares_pct[bearer], (value) => set(bearer, value)]}
                    />
                  </td>
                  <td>{figures && <FigureCell figure={part(bearer)} />}</td>
                  <td>
                    {row?.per_year ? (
                      <FigureCell figure={row.per_year} />
                    ) : bearer === "loan" ? (
                      <span className={ui.caption}>
                        {m.pays_repaid_by({ name: bearer_names[inputs.loan.repaid_by][locale] })}
                      </span>
                    ) : (
                      "–"
                    )}
                  </td>
                  <td>{row ? <FigureCell figure={row.in_all} /> : "–"}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={page.row_head}>
                {m.pays_sum()}
              </th>
              <td data-wrong={sum === 10_000 ? undefined : ""}>
                <strong>{`${number(sum / 100, locale, 2)}\u00a0%`}</strong>
              </td>
              <td>{figures && <FigureCell figure={figures.cost} strong />}</td>
              <td>
                {figures && figures.loan.principal.high > 0 && (
                  <FigureCell figure={figures.loan.per_year} strong />
                )}
              </td>
              <td>{figures && <FigureCell figure={figures.in_all} strong />}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {sum !== 10_000 && (
        <p className={css.trouble} role="alert">
          {m.pays_shares_wrong({ sum: number(sum / 100, locale, 2) })}
        </p>
      )}
      {figures && figures.loan.principal.high > 0 && (
        <div className={css.together}>
          <p className={ui.caption}>{m.pays_interest_in_all()}</p>
          <FigureCell figure={figures.loan.interest} />
        </div>
      )}
    </section>
  );
}

/** The shares as one bar; the table below says the same in words. */
function ShareBar({ inputs }: { inputs: FinancingInputs }) {
  return (
    <div className={css.bar} aria-hidden="true">
      {bearers.map((bearer, place) => (
        <span
          key={bearer}
          data-place={place}
          className={css.bar_part}
          style={{ flexGrow: Math.max(0, inputs.shares_pct[bearer]) }}
        />
      ))}
    </div>
  );
}
