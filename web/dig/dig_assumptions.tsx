import { useQuery } from "@tanstack/react-query";
import { region_name } from "../../data/catalog/region_names.ts";
import { client } from "../client.ts";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import type { Packages } from "./dig_api.ts";

const choice_words: Readonly<Record<string, () => string>> = {
  shared_trench_pct: m.dig_choice_shared_trench_pct,
  shared_trench_within_m: m.dig_choice_shared_trench_within_m,
  paving_margin_m: m.dig_choice_paving_margin_m,
  setup_weeks: m.dig_choice_setup_weeks,
  paving_m2_week: m.dig_choice_paving_m2_week,
  week_eur: m.dig_choice_week_eur,
  shift_month_eur: m.dig_choice_shift_month_eur,
};

/** What the figures rest on: prices with their source, and what is our own choice. */
export function DigAssumptions({ assumptions }: { assumptions: Packages["assumptions"] }) {
  const { locale } = useLocale();
  const items = useQuery({ queryKey: ["cost_items"], queryFn: client.cost_items });
  const by_id = new Map(items.data?.cost_items.map((one) => [one.id, one]));
  return (
    <section className={page.block} aria-labelledby="dig_assumptions">
      <h2 id="dig_assumptions">{m.dig_assumptions()}</h2>
      <p className={ui.quiet}>{m.dig_assumptions_text()}</p>
      <details>
        <summary>{m.dig_assumptions_open()}</summary>
        <div className={page.scroll}>
          <table className={ui.table} aria-label={m.dig_prices()}>
            <thead>
              <tr>
                <th scope="col">{m.dig_price()}</th>
                <th scope="col">{m.dig_price_for()}</th>
                <th scope="col" className={ui.figure}>
                  {m.dig_price_amount()}
                </th>
                <th scope="col">{m.dig_price_source()}</th>
              </tr>
            </thead>
            <tbody>
              {assumptions.cost_items.map(({ item, for: layers }) => {
                const cost = by_id.get(item);
                const [low, high] = [number(cost?.low ?? 0, locale, 2), number(cost?.high ?? 0, locale, 2)];
                return (
                  <tr key={item}>
                    <th scope="row" className={page.row_head}>
                      {cost?.item[locale] ?? item}
                    </th>
                    <td>
                      {layers.length > 0
                        ? layers.map((id) => layer_name(id, locale)).join(", ")
                        : m.dig_price_all()}
                    </td>
                    <td className={ui.figure}>
                      {low === high ? low : `${low} – ${high}`}{" "}
                      {cost?.unit === "pct" ? "%" : `€/${cost?.unit ?? ""}`}
                    </td>
                    <td>
                      {cost && (
                        <a href={cost.source_url} rel="noreferrer" target="_blank">
                          {cost.source_title}
                        </a>
                      )}{" "}
                      <span className={page.note}>
                        {[cost && region_name(cost.region, locale), cost?.price_year ?? m.dig_price_no_year()]
                          .filter(Boolean)
                          .join(", ")}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        <h3>{m.dig_choices()}</h3>
        <ul>
          {Object.entries(assumptions.choices).map(([id, value]) => (
            <li key={id}>
              {choice_words[id]?.() ?? id}: <strong>{number(value, locale, 1)}</strong>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
