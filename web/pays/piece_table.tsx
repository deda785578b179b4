import { type FinancingFigures, per_names } from "../../data/catalog/financing/index.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import { FigureCell } from "./figure_cell.tsx";

/** What one dwelling or one metre of street comes to. */
export function PieceTable({ figures }: { figures: FinancingFigures }) {
  const { locale } = useLocale();
  const { taking_part, street_m } = figures;
  return (
    <section className={page.block}>
      <h2>{m.pays_pieces()}</h2>
      <div className={page.scroll}>
        <table className={ui.table} aria-label={m.pays_pieces()}>
          <thead>
            <tr>
              <td />
              <th scope="col">{m.pays_divided_by()}</th>
              <th scope="col">{m.pays_cost()}</th>
              <th scope="col">{m.pays_owners_in_all()}</th>
              <th scope="col">{m.pays_loan_each_year()}</th>
            </tr>
          </thead>
          <tbody>
            {figures.per_piece.map(({ per, cost, owners, per_year }) => (
              <tr key={per}>
                <th scope="row" className={page.row_head}>
                  {per_names[per][locale]}
                </th>
                <td>
                  {per === "dwelling"
                    ? m.pays_dwellings_taking_part({ count: number(taking_part.low, locale, 1) })
                    : m.pays_metres({ count: number(street_m.low, locale) })}
                </td>
                <td>
                  <FigureCell figure={cost} />
                </td>
                <td>
                  <FigureCell figure={owners} />
                </td>
                <td>{per_year ? <FigureCell figure={per_year} /> : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
