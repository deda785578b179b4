import { Button, Checkbox } from "react-aria-components";
import {
  type FinancingInputs,
  type OwnLine,
  type Per,
  per_names,
} from "../../data/catalog/financing/index.ts";
import form from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose, IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import { SourceInput } from "./assumptions.tsx";
import css from "./pays.module.css";

/** Costs that the catalogue has no price for, each with a source of one's own. */
export function OwnLines(props: { inputs: FinancingInputs; change: (inputs: FinancingInputs) => void }) {
  const { inputs, change } = props;
  const { own_lines } = inputs;
  const set = (place: number, line: OwnLine) =>
    change({ ...inputs, own_lines: own_lines.map((one, at) => (at === place ? line : one)) });
  const add = () => {
    const line: OwnLine = {
      ...{ name: m.pays_new_line(), per: "dwelling", low_eur: 0, high_eur: 0 },
      ...{ price_year: inputs.price_level_year, source: "own_choice", follows_participation: true },
    };
    change({ ...inputs, own_lines: [...own_lines, line] });
  };
  return (
    <section className={`${page.block} ${css.own_lines}`}>
      <h2>{m.pays_own_lines()}</h2>
      <p className={ui.quiet}>{m.pays_own_lines_hint()}</p>
      {own_lines.map((line, place) => (
        <OwnLineForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own that stays
          key={place}
          line={line}
          change={(next) => set(place, next)}
          remove={() => change({ ...inputs, own_lines: own_lines.filter((_, at) => at !== place) })}
        />
      ))}
      <div>
        <Button className={ui.button!} onPress={add}>
          <Icon name="plus" size={16} />
          {m.pays_add_line()}
        </Button>
      </div>
    </section>
  );
}

function OwnLineForm(props: { line: OwnLine; change: (line: OwnLine) => void; remove: () => void }) {
  const { line, change, remove } = props;
  const { locale } = useLocale();
  return (
    <fieldset className={css.own_line}>
      <legend className="visually_hidden">{line.name}</legend>
      <label className={form.number}>
        <span className={form.label}>{m.pays_line()}</span>
        <input
          className={`${form.input} ${form.bordered}`}
          maxLength={200}
          value={line.name}
          onChange={(event) => change({ ...line, name: event.target.value })}
        />
      </label>
      <Choose
        label={m.pays_counted_by()}
        value={line.per}
        on_change={(per) => change({ ...line, per: per as Per })}
        sections={[
          {
            choices: (["dwelling", "street_m", "once"] as const).map((id) => ({
              id,
              name: per_names[id][locale],
            })),
          },
        ]}
      />
      <NumberInput
        label={m.pays_low()}
        unit="€"
        bounds={[0, 100_000_000]}
        field={[
          line.low_eur,
          (low_eur) => change({ ...line, low_eur, high_eur: Math.max(low_eur, line.high_eur) }),
        ]}
      />
      <NumberInput
        label={m.pays_high()}
        unit="€"
        bounds={[0, 100_000_000]}
        field={[
          line.high_eur,
          (high_eur) => change({ ...line, high_eur, low_eur: Math.min(high_eur, line.low_eur) }),
        ]}
      />
      <NumberInput
        label={m.pays_price_year()}
        bounds={[1950, 2100]}
        decimals={0}
        grouped={false}
        field={[line.price_year ?? Number.NaN, (price_year) => change({ ...line, price_year })]}
      />
      <SourceInput of={line.name} value={line.source} change={(source) => change({ ...line, source })} />
      <Checkbox
        className={form.checkbox!}
        isSelected={line.follows_participation}
        onChange={(follows_participation) => change({ ...line, follows_participation })}
      >
        <span className={form.box}>{line.follows_participation && <Icon name="check" size={14} />}</span>
        {m.pays_follows()}
      </Checkbox>
      <IconButton icon="trash" label={m.pays_remove_line({ name: line.name })} on_press={remove} />
    </fieldset>
  );
}
