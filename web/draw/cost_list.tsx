import { useQuery } from "@tanstack/react-query";
import {
  type GeometryAmounts,
  type MeasureCost,
  measure_effects,
  type ParameterValues,
} from "../../data/catalog/measure_effects.ts";
import { region_name } from "../../data/catalog/region_names.ts";
import type { MeasureType } from "../../data/catalog/types.ts";
import { type CostItem, client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { money_range } from "../text/number.ts";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { cost_unit_word } from "./cost_unit_word.ts";
import { quantity } from "./measure_words.ts";

/** A guide price: the range to two figures, and "about" where the source gives one price only. */
const price = (cost: MeasureCost, low: number, high: number, locale: Parameters<typeof money_range>[3]) => {
  const text = money_range(low, high, cost.currency ?? "EUR", locale);
  return low === high ? m.cost_about({ amount: text }) : text;
};

/** What the measure would cost, each item with its quantity, price year and source. */
export function CostList(props: {
  type: MeasureType;
  parameters: ParameterValues;
  amounts: GeometryAmounts;
}) {
  const { type, parameters, amounts } = props;
  const items = useQuery({ queryKey: ["cost_items"], queryFn: client.cost_items, staleTime: Infinity });
  return (
    <section className={ui.stack} data-testid="costs">
      <h3>{m.cost_items_title()}</h3>
      {items.isPending ? (
        <Loading rows={2} />
      ) : items.isError ? (
        <Failed error={items.error} retry={() => void items.refetch()} />
      ) : (
        <Costs
          costs={measure_effects(type, parameters, amounts, items.data.cost_items).costs}
          items={items.data.cost_items}
        />
      )}
    </section>
  );
}

function Costs({ costs, items }: { costs: readonly MeasureCost[]; items: readonly CostItem[] }) {
  const { locale } = useLocale();
  if (costs.length === 0) return <p className={ui.quiet}>{m.cost_none()}</p>;
  const sum = (of: "low_eur" | "high_eur") => costs.reduce((total, cost) => total + (cost[of] ?? 0), 0);
  const in_euro = costs.every(({ currency }) => currency === "EUR");
  const years = [...new Set(costs.map(({ price_year }) => price_year ?? m.cost_year_unknown()))].sort();
  return (
    <>
      <table className={ui.table}>
        <caption className="visually_hidden">{m.cost_items_title()}</caption>
        <tbody>
          {costs.map((cost) => {
            const item = items.find(({ id }) => id === cost.item);
            return (
              <tr key={cost.item}>
                <th scope="row">
                  {cost.name[locale]}
                  <p className={ui.caption}>
                    {m.cost_of({
                      count: quantity(cost.quantity, "", locale),
                      price: item ? price(cost, item.low, item.high, locale) : "",
                      unit: cost_unit_word(cost.unit),
                    })}
                  </p>
                  <p className={ui.caption}>
                    {[cost.price_year ?? m.cost_year_unknown(), item && region_name(item.region, locale)]
                      .filter(Boolean)
                      .join(" · ")}
                    {" · "}
                    <a href={cost.source_url} target="_blank" rel="noreferrer">
                      {cost.source_title}
                    </a>
                  </p>
                </th>
                <td className={ui.figure}>{price(cost, cost.low, cost.high, locale)}</td>
              </tr>
            );
          })}
        </tbody>
        {costs.length > 1 && in_euro && (
          <tfoot>
            <tr>
              <th scope="row">
                {m.cost_total()}
                <p className={ui.caption}>{m.cost_total_years({ years: years.join(", ") })}</p>
              </th>
              <td className={ui.figure}>{money_range(sum("low_eur"), sum("high_eur"), "EUR", locale)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      <p className={ui.caption}>{m.cost_note()}</p>
    </>
  );
}
