import { Checkbox } from "react-aria-components";
import {
  bearer_names,
  type FinancingInputs,
  input_bounds,
  payers,
  type Sourced,
  type SourcedRange,
  source_text,
  town_role_names,
  town_roles,
} from "../../data/catalog/financing/index.ts";
import form from "../draw/form.module.css";
import words from "../lesson/lesson.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import css from "./pays.module.css";
import type { Sheet } from "./pays_api.ts";

interface Props {
  readonly sheet: Sheet;
  readonly inputs: FinancingInputs;
  readonly change: (inputs: FinancingInputs) => void;
}

/** Every other input with its source: price level, index, rate, dwellings, metres, loan, and the town's part. */
export function Assumptions({ sheet, inputs, change }: Props) {
  const { locale } = useLocale();
  const { drawn } = sheet.base;
  const set = (part: Partial<FinancingInputs>) => change({ ...inputs, ...part });
  const loan = (part: Partial<FinancingInputs["loan"]>) => set({ loan: { ...inputs.loan, ...part } });
  return (
    <section className={`${page.block} ${css.on_one_page}`}>
      <h2>{m.pays_assumptions()}</h2>
      <p className={ui.quiet}>{m.pays_assumptions_hint()}</p>
      <div className={css.assumptions}>
        <div className={css.assumption}>
          <NumberInput
            label={m.pays_price_level()}
            bounds={[input_bounds.price_level_year[0], input_bounds.price_level_year[1]]}
            decimals={0}
            grouped={false}
            field={[inputs.price_level_year, (price_level_year) => set({ price_level_year })]}
          />
        </div>
        <RangeInput
          label={m.pays_index()}
          unit="%"
          bound="index_pct"
          of={inputs.index_pct}
          change={(index_pct) => set({ index_pct })}
        />
        <RangeInput
          label={m.pays_rate()}
          unit="€"
          bound="eur_per_gbp"
          of={inputs.eur_per_gbp}
          change={(eur_per_gbp) => set({ eur_per_gbp })}
        />
        <CountInput
          label={m.pays_dwellings()}
          bound="dwellings"
          of={inputs.dwellings}
          drawn={drawn.dwellings}
          change={(dwellings) => set({ dwellings })}
        />
        <CountInput
          label={m.pays_street_m()}
          bound="street_m"
          of={inputs.street_m}
          drawn={drawn.street_m}
          change={(street_m) => set({ street_m })}
        />
        <div className={css.assumption}>
          <SourceInput
            of={m.pays_participation()}
            value={inputs.participation_pct.source}
            change={(source) => set({ participation_pct: { ...inputs.participation_pct, source } })}
          />
        </div>
        <div className={css.assumption}>
          <SourceInput
            of={m.pays_shares()}
            value={inputs.shares_source}
            change={(shares_source) => set({ shares_source })}
          />
        </div>
        <fieldset className={css.assumption}>
          <legend>{m.pays_loan()}</legend>
          <NumberInput
            label={m.pays_loan_years()}
            bounds={[1, 100]}
            decimals={0}
            field={[inputs.loan.years, (years) => loan({ years })]}
          />
          <Choose
            label={m.pays_loan_repaid_by()}
            value={inputs.loan.repaid_by}
            on_change={(id) => loan({ repaid_by: id as (typeof payers)[number] })}
            sections={[{ choices: payers.map((id) => ({ id, name: bearer_names[id][locale] })) }]}
          />
          <SourceInput of={m.pays_loan()} value={inputs.loan.source} change={(source) => loan({ source })} />
        </fieldset>
        <fieldset className={css.assumption}>
          <legend>{m.pays_role()}</legend>
          {town_roles.map((role) => {
            const chosen = inputs.town_roles.includes(role);
            return (
              <Checkbox
                key={role}
                className={form.checkbox!}
                isSelected={chosen}
                onChange={(on) =>
                  set({
                    town_roles: town_roles.filter((one) =>
                      one === role ? on : inputs.town_roles.includes(one),
                    ),
                  })
                }
              >
                <span className={form.box}>{chosen && <Icon name="check" size={14} />}</span>
                {town_role_names[role][locale]}
              </Checkbox>
            );
          })}
        </fieldset>
      </div>
    </section>
  );
}

/** Where a figure comes from; empty: an assumption of one's own. */
export function SourceInput(props: { of: string; value: string; change: (source: string) => void }) {
  const { locale } = useLocale();
  const own = props.value === "own_choice";
  return (
    <label className={form.number}>
      <span className={form.label}>{m.pays_source_of({ name: props.of })}</span>
      <input
        className={`${form.input} ${form.bordered} ${css.screen_only}`}
        maxLength={500}
        placeholder={source_text("own_choice", locale)}
        value={own ? "" : props.value}
        onChange={(event) =>
          props.change(event.target.value.trim() === "" ? "own_choice" : event.target.value)
        }
      />
      <span className={`${css.print_only} ${css.source}`}>{source_text(props.value, locale)}</span>
    </label>
  );
}

function RangeInput(props: {
  label: string;
  unit: string;
  bound: "index_pct" | "eur_per_gbp";
  of: SourcedRange;
  change: (of: SourcedRange) => void;
}) {
  const { label, unit, of, change } = props;
  const [min, max] = input_bounds[props.bound];
  return (
    <fieldset className={css.assumption}>
      <legend>{label}</legend>
      <div className={form.inline}>
        <NumberInput
          label={m.pays_low()}
          unit={unit}
          bounds={[min, max]}
          field={[of.low, (low) => change({ ...of, low, high: Math.max(low, of.high) })]}
        />
        <NumberInput
          label={m.pays_high()}
          unit={unit}
          bounds={[min, max]}
          field={[of.high, (high) => change({ ...of, high, low: Math.min(high, of.low) })]}
        />
      </div>
      <SourceInput of={label} value={of.source} change={(source) => change({ ...of, source })} />
    </fieldset>
  );
}

/** A number that the scenario draws, unless one says another. */
function CountInput(props: {
  label: string;
  bound: "dwellings" | "street_m";
  of: Sourced | null;
  drawn: number;
  change: (of: Sourced | null) => void;
}) {
  const { label, of, drawn, change } = props;
  const [min, max] = input_bounds[props.bound];
  const value = Math.round(of?.value ?? drawn);
  return (
    <fieldset className={`${css.assumption} ${css.drawn}`}>
      <legend>{label}</legend>
      <NumberInput
        label={of ? m.pays_filled_in() : m.pays_as_drawn()}
        bounds={[min, max]}
        decimals={0}
        field={[
          value,
          (next) => next !== value && change({ value: next, source: of?.source ?? "own_choice" }),
        ]}
      />
      {of && (
        <>
          <SourceInput of={label} value={of.source} change={(source) => change({ ...of, source })} />
          <button type="button" className={words.text_button} onClick={() => change(null)}>
            {m.pays_use_drawn()}
          </button>
        </>
      )}
    </fieldset>
  );
}
