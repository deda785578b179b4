import { FieldError, Group, Input, Label, NumberField } from "react-aria-components";
import css from "./number_input.module.css";

/** One number with its unit behind it; taken when the field is left or Enter is pressed. */
export function NumberInput(props: {
  label: string;
  unit?: string;
  hint?: string;
  /** Least and most; a part left out is not bounded. */
  bounds?: readonly [min: number | undefined, max: number | undefined];
  decimals?: number;
  /** False for years: 2026, not 2.026. */
  grouped?: boolean;
  /** The number and what sets it, as `useState` gives them; NaN: still empty. */
  field: readonly [value: number, set: (value: number) => void];
}) {
  const { label, unit, hint, bounds: [min, max] = [], decimals = 2, grouped = true, field } = props;
  const [value, set] = field;
  return (
    <NumberField
      className={css.field!}
      data-number=""
      value={value}
      onChange={(next) => !Number.isNaN(next) && set(next)}
      formatOptions={{ maximumFractionDigits: decimals, useGrouping: grouped }}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
    >
      <Label className={css.label!}>
        {label}
        {hint && <span className={css.hint}> {hint}</span>}
      </Label>
      <Group className={css.group!}>
        <Input className={css.input!} />
        {unit && <span className={css.unit}>{unit}</span>}
      </Group>
      <FieldError className={css.error!} />
    </NumberField>
  );
}
