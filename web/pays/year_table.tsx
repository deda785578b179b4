import type { FinancingFigures, LoanYear } from "../../data/catalog/financing/index.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import { FigureCell, money } from "./figure_cell.tsx";
import css from "./pays.module.css";

/** What is paid at the start and in each year of the loan, how much of it is interest, and what is still owed. */
export function YearTable({ figures }: { figures: FinancingFigures }) {
  const { locale } = useLocale();
  const { cost, loan, in_all } = figures;
  if (loan.each_year.length === 0) return null;
  const start = { low: cost.low - loan.principal.low, high: cost.high - loan.principal.high };
  const widest = loan.each_year[0]!.paid.high;
  return (
    <section className={page.block}>
      <h2>{m.pays_years()}</h2>
      <p className={ui.quiet}>{m.pays_years_hint()}</p>
      <details className={`${css.figure} ${css.opens_wide}`}>
        <summary>{m.pays_years_open({ count: number(loan.years, locale) })}</summary>
        <div className={page.scroll}>
          <table className={`${ui.table} ${css.years}`} aria-label={m.pays_years()}>
            <thead>
              <tr>
                <th scope="col">{m.pays_year()}</th>
                <th scope="col">{m.pays_paid()}</th>
                <th scope="col">{m.pays_of_which_interest()}</th>
                <th scope="col">{m.pays_owed()}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row" className={page.row_head}>
                  {m.pays_at_start()}
                </th>
                <td>{money(start, locale)}</td>
                <td>–</td>
                <td>{money(loan.principal, locale)}</td>
              </tr>
              {loan.each_year.map((one) => (
                <Year key={one.year} one={one} widest={widest} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" className={page.row_head}>
                  {m.pays_in_all()}
                </th>
                <td>
                  <FigureCell figure={in_all} strong />
                </td>
                <td>
                  <FigureCell figure={loan.interest} strong />
                </td>
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
      </details>
    </section>
  );
}

function Year({ one, widest }: { one: LoanYear; widest: number }) {
  const { locale } = useLocale();
  const width = (eur: number) => `${widest === 0 ? 0 : (eur / widest) * 100}%`;
  return (
    <tr>
      <th scope="row" className={page.row_head}>
        {m.pays_year_n({ year: number(one.year, locale) })}
      </th>
      <td>{money(one.paid, locale)}</td>
      <td>
        <span className={css.year_bar} aria-hidden="true">
          <span style={{ width: width(one.interest.high) }} />
        </span>
        {money(one.interest, locale)}
      </td>
      <td>{money(one.owed, locale)}</td>
    </tr>
  );
}
