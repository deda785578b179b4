import { Button } from "react-aria-components";
import { measure_types } from "../../data/catalog/measures/index.ts";
import type { MeasureType } from "../../data/catalog/types.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { useCell } from "../ui/bus.ts";
import css from "./draw_palette.module.css";
import { desk, maybe } from "./draw_state.ts";
import { MeasureSymbol } from "./measure_symbol.tsx";
import { group_word, palette_group, palette_groups } from "./measure_words.ts";

const geometry_word = (type: MeasureType): string =>
  type.geometry === "point" ? m.shape_point() : type.geometry === "line" ? m.shape_line() : m.shape_area();

/** Every measure type of the catalogue, by trade; pressing one takes it in hand. */
export function DrawPalette({ on_take }: { on_take: (type: MeasureType, by_keyboard: boolean) => void }) {
  const { locale } = useLocale();
  const table = useCell(desk);
  const tool = useCell(maybe(table?.tools.now));
  return (
    <nav className={css.palette} aria-label={m.palette_title()}>
      {palette_groups.map((group) => {
        const types = measure_types.filter((type) => palette_group(type) === group);
        if (types.length === 0) return null;
        return (
          <section key={group} aria-label={group_word(group)}>
            <h2>{group_word(group)}</h2>
            <ul>
              {types.map((type) => (
                <li key={type.id}>
                  <Button
                    className={css.palette_button!}
                    aria-pressed={tool?.type.id === type.id}
                    isDisabled={!table}
                    onPress={(event) =>
                      on_take(type, event.pointerType === "keyboard" || event.pointerType === "virtual")
                    }
                  >
                    <MeasureSymbol type={type} />
                    <span>{type.name[locale]}</span>
                    <span className={css.palette_shape}>{geometry_word(type)}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
