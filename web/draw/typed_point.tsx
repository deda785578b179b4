import type { Position } from "geojson";
import { useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { NumberInput } from "../ui/number_input.tsx";
import ui from "../ui/ui.module.css";
import css from "./form.module.css";
import { InlineForm } from "./inline_form.tsx";
import { position_at } from "./shape_edit.ts";
import { typed_position } from "./typed_position.ts";

/** The next point of the shape being drawn, typed: a length and direction from the last one, or coordinates. */
export function TypedPoint(props: {
  /** The point set before; null before the first. */
  last: Position | null;
  /** Whether a length and direction from the last point make sense. */
  measured: boolean;
  on_place: (position: Position) => void;
}) {
  const { last, measured, on_place } = props;
  const [length_m, set_length] = useState(10);
  const [bearing, set_bearing] = useState(90);
  const [text, set_text] = useState("");
  const [wrong, set_wrong] = useState(false);
  return (
    <details className={css.details}>
      <summary>{m.typed_title()}</summary>
      <div className={css.form}>
        {measured && (
          <InlineForm on_take={() => last && on_place(position_at(last, bearing, length_m))}>
            <NumberInput
              label={m.typed_length()}
              unit="m"
              bounds={[0.05, 5000]}
              field={[length_m, set_length]}
            />
            <NumberInput
              label={m.typed_bearing()}
              unit="°"
              bounds={[0, 360]}
              field={[bearing, set_bearing]}
            />
            <Button className={ui.button!} type="submit" isDisabled={last === null}>
              {m.typed_add()}
            </Button>
          </InlineForm>
        )}
        <InlineForm
          on_take={() => {
            void typed_position(text)
              .catch(() => null)
              .then((position) => {
                set_wrong(position === null);
                if (position) on_place(position);
              });
          }}
        >
          <TextField className={css.number!} value={text} onChange={set_text} isInvalid={wrong}>
            <Label className={css.label!}>
              {m.typed_coordinates()} <span className={css.hint}>{m.typed_coordinates_hint()}</span>
            </Label>
            <Input className={`${css.input} ${css.bordered}`} placeholder="51.15012, 4.65034" />
            {wrong && <span className={css.field_error}>{m.typed_coordinates_wrong()}</span>}
          </TextField>
          <Button className={ui.button!} type="submit">
            {m.typed_add()}
          </Button>
        </InlineForm>
      </div>
    </details>
  );
}
