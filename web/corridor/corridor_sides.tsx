import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { area, type Locale, length, metres, number } from "../text/number.ts";
import css from "./corridor.module.css";
import type { Corridor, Corridors } from "./corridor_api.ts";
import { corridor_colour } from "./corridor_features.ts";

interface Row {
  readonly label: string;
  readonly value: (corridor: Corridor) => number;
  readonly said: (value: number, corridor: Corridor) => string;
}

const rows = (locale: Locale): readonly Row[] => {
  const whole = (value: number) => number(value, locale);
  return [
    { label: m.corridor_length(), value: (c) => c.length_m, said: (value) => length(value, locale) },
    { label: m.corridor_violated(), value: (c) => c.violated, said: whole },
    { label: m.corridor_possible(), value: (c) => c.possible, said: whole },
    { label: m.corridor_unknown(), value: (c) => c.unknown, said: whole },
    { label: m.corridor_crossings(), value: (c) => c.crossings, said: whole },
    { label: m.corridor_bends(), value: (c) => c.bends, said: whole },
    { label: m.corridor_paving(), value: (c) => c.paving_m2, said: (value) => area(value, locale) },
    { label: m.corridor_trees(), value: (c) => c.trees, said: whole },
    {
      label: m.corridor_depth(),
      value: (c) => c.cover_max_m,
      said: (_, c) =>
        c.cover_min_m === c.cover_max_m
          ? metres(c.cover_min_m, locale)
          : `${number(c.cover_min_m, locale, 1, 1)}–${metres(c.cover_max_m, locale)}`,
    },
    { label: m.corridor_cost(), value: (c) => c.cost, said: whole },
  ];
};

/** The corridors' numbers side by side; the least of each row stands out. Pressing a number shows that corridor. */
export function CorridorSides(props: {
  answer: Corridors;
  chosen: number;
  on_choose: (index: number) => void;
}) {
  const { answer, chosen, on_choose } = props;
  const { locale } = useLocale();
  const { corridors } = answer;
  return (
    <div className={css.sides}>
      <table>
        <caption className="visually_hidden">{m.corridor_sides()}</caption>
        <thead>
          <tr>
            <td />
            {corridors.map((corridor, index) => (
              <th key={corridor.cost} scope="col" data-chosen={index === chosen ? "" : undefined}>
                <Button
                  className={css.choose!}
                  aria-pressed={index === chosen}
                  aria-label={m.corridor_number({ number: index + 1 })}
                  onPress={() => on_choose(index)}
                >
                  <span className={css.swatch} style={{ background: corridor_colour(index) }} />
                  {index + 1}
                </Button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows(locale).map(({ label, value, said }) => {
            const values = corridors.map(value);
            const least = Math.min(...values);
            const differs = values.some((one) => one !== least);
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                {corridors.map((corridor, index) => (
                  <td
                    key={corridor.cost}
                    data-best={differs && value(corridor) === least ? "" : undefined}
                    data-chosen={index === chosen ? "" : undefined}
                  >
                    {said(value(corridor), corridor)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
