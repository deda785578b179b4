import {
  type Figure,
  type FinancingFigures,
  type FinancingInputs,
  type Per,
  per_names,
  with_share,
} from "../../data/catalog/financing/index.ts";
import { WeightSlider } from "../corridor/weight_slider.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import { money } from "./figure_cell.tsx";
import css from "./pays.module.css";

/** Interest, participation and subsidy under the hand; what follows stands beside and is drawn anew at once. */
export function WhatIf(props: {
  inputs: FinancingInputs;
  figures: FinancingFigures | null;
  per: readonly Per[];
  change: (inputs: FinancingInputs) => void;
}) {
  const { inputs, figures, per, change } = props;
  const { locale } = useLocale();
  const pct = (value: number) => `${number(value, locale, 2)}\u00a0%`;
  // While the shares do not add up nothing is claimed; the places stay.
  const said = (value: Figure | null | undefined, otherwise: string) =>
    figures === null ? "–" : value ? money(value, locale) : otherwise;
  const piece = (id: Per) => figures?.per_piece.find((one) => one.per === id)?.cost;
  const headline: readonly (readonly [string, string])[] = [
    [m.pays_cost(), said(figures?.cost, "–")],
    ...per.map(
      (id) =>
        [m.pays_cost_per({ per: per_names[id][locale] }), said(piece(id), m.pays_cannot_be_said())] as const,
    ),
    [
      m.pays_loan_per_year({ years: number(inputs.loan.years, locale) }),
      said(figures && figures.loan.principal.high > 0 ? figures.loan.per_year : null, m.pays_no_loan()),
    ],
  ];
  return (
    <section className={page.block} aria-labelledby="what_if">
      <h2 id="what_if">{m.pays_what_if()}</h2>
      <p className={`${ui.quiet} ${css.screen_only}`}>{m.pays_what_if_hint()}</p>
      <p className={css.print_only}>
        {[
          `${m.pays_participation()} ${pct(inputs.participation_pct.value)}`,
          `${m.pays_interest()} ${pct(inputs.loan.interest_pct)}`,
          `${m.pays_subsidy()} ${pct(inputs.shares_pct.subsidy)}`,
        ].join(" · ")}
      </p>
      <div className={css.what_if}>
        <div className={css.sliders}>
          <WeightSlider
            label={m.pays_participation()}
            value={inputs.participation_pct.value}
            most={100}
            step={1}
            said={pct}
            on_change={(value) =>
              change({ ...inputs, participation_pct: { ...inputs.participation_pct, value } })
            }
          />
          <WeightSlider
            label={m.pays_interest()}
            value={inputs.loan.interest_pct}
            most={10}
            step={0.05}
            said={pct}
            on_change={(value) =>
              change({ ...inputs, loan: { ...inputs.loan, interest_pct: Math.round(value * 100) / 100 } })
            }
          />
          <WeightSlider
            label={m.pays_subsidy()}
            value={inputs.shares_pct.subsidy}
            most={100}
            step={1}
            said={pct}
            on_change={(value) =>
              change({ ...inputs, shares_pct: with_share(inputs.shares_pct, "subsidy", value) })
            }
          />
        </div>
        <dl className={css.headline} aria-live="polite">
          {headline.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
