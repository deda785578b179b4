import { Checkbox } from "react-aria-components";
import type { MeasureType, Parameter } from "../../data/catalog/types.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import type { Draft, ParameterValue } from "./draft.ts";
import css from "./form.module.css";
import { unit_text } from "./measure_words.ts";

/** Decimals that a parameter is read and typed with: pipes in millimetres, distances in centimetres. */
const decimals = ({ unit, default: value }: Parameter): number =>
  unit === "count" || unit === "year" ? 0 : unit === "m" && typeof value === "number" && value < 0.5 ? 3 : 2;

/** The parameters of a measure with units and bounds; a value is taken when the field is left or Enter is pressed. */
export function ParameterForm(props: {
  type: MeasureType;
  parameters: Draft["parameters"];
  on_change: (parameters: Draft["parameters"]) => void;
}) {
  const { type, parameters, on_change } = props;
  const set = (id: string, value: ParameterValue) => {
    if (parameters[id] !== value) on_change({ ...parameters, [id]: value });
  };
  return (
    <div className={css.form}>
      {type.parameters.map((parameter) => (
        <Field
          key={`${type.id}/${parameter.id}`}
          parameter={parameter}
          value={parameters[parameter.id] ?? parameter.default}
          on_change={(value) => set(parameter.id, value)}
        />
      ))}
    </div>
  );
}

function Field(props: {
  parameter: Parameter;
  value: ParameterValue;
  on_change: (value: ParameterValue) => void;
}) {
  const { parameter, value, on_change } = props;
  const { locale } = useLocale();
  const name = parameter.name[locale];
  if (parameter.type === "boolean") {
    return (
      <Checkbox className={css.checkbox!} isSelected={value === true} onChange={on_change}>
        <span className={css.box}>{value === true && <Icon name="check" size={14} />}</span>
        {name}
      </Checkbox>
    );
  }
  if (parameter.type === "choice") {
    return (
      <Choose
        label={name}
        value={String(value)}
        on_change={on_change}
        sections={[
          { choices: (parameter.values ?? []).map(({ id, name: text }) => ({ id, name: text[locale] })) },
        ]}
      />
    );
  }
  const { min, max } = parameter;
  const unit = unit_text(parameter.unit);
  const bound = (v: number) => number(v, locale, 3);
  return (
    <NumberInput
      label={name}
      unit={unit}
      field={[Number(value), on_change]}
      bounds={[min, max]}
      decimals={decimals(parameter)}
      {...(min !== undefined && max !== undefined
        ? { hint: m.parameter_bounds({ min: bound(min), max: bound(max), unit }) }
        : {})}
    />
  );
}
