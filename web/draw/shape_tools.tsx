import type { Position } from "geojson";
import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import type { DrawDesk } from "./draw_desk.ts";
import css from "./form.module.css";
import { InlineForm } from "./inline_form.tsx";
import { line_length_m } from "./measuring.ts";
import { moved, offset_copy, rotated, split_line } from "./shape_edit.ts";
import { VertexTable } from "./vertex_table.tsx";

/** Everything one does to a shape by numbers and buttons: what the pointer does, by keyboard and to the centimetre. */
export function ShapeTools({ table, draft }: { table: DrawDesk; draft: Draft }) {
  const [east_m, set_east] = useState(1);
  const [north_m, set_north] = useState(0);
  const [turn_deg, set_turn] = useState(15);
  const [offset_m, set_offset] = useState(2);
  const [note, set_note] = useState("");
  const { geometry } = draft;
  const simple = /^(Point|LineString|Polygon)$/.test(geometry.type);
  const copy = (offset: number) => {
    const shape = offset_copy(geometry, offset);
    set_note(shape ? "" : m.shape_offset_failed());
    if (shape) table.chosen.add([{ ...draft, geometry: shape }], "duplicate");
  };
  return (
    <div className={css.form}>
      <p className={ui.caption}>{m.shape_pointer_hint()}</p>
      <InlineForm on_take={() => table.set_geometry(moved(geometry, east_m, north_m), "move")}>
        <NumberInput label={m.shape_east()} unit="m" bounds={[-500, 500]} field={[east_m, set_east]} />
        <NumberInput label={m.shape_north()} unit="m" bounds={[-500, 500]} field={[north_m, set_north]} />
        <Button className={ui.button!} type="submit">
          <Icon name="move" size={16} />
          {m.shape_move()}
        </Button>
      </InlineForm>
      {geometry.type !== "Point" && (
        <InlineForm on_take={() => table.set_geometry(rotated(geometry, turn_deg), "reshape")}>
          <NumberInput label={m.shape_turn()} unit="°" bounds={[-180, 180]} field={[turn_deg, set_turn]} />
          <Button className={ui.button!} type="submit">
            <Icon name="redo" size={16} />
            {m.shape_turn_do()}
          </Button>
        </InlineForm>
      )}
      {(geometry.type === "LineString" || geometry.type === "Polygon") && (
        <InlineForm on_take={() => copy(offset_m)}>
          <NumberInput
            label={geometry.type === "LineString" ? m.shape_offset_line() : m.shape_offset_area()}
            unit="m"
            bounds={[geometry.type === "LineString" ? -50 : -20, 50]}
            field={[offset_m, set_offset]}
          />
          <Button className={ui.button!} type="submit">
            <Icon name="copy" size={16} />
            {m.shape_offset_do()}
          </Button>
        </InlineForm>
      )}
      <div className={ui.row}>
        <Button
          className={ui.button!}
          onPress={() => table.chosen.add([{ ...draft, geometry: moved(geometry, 2, -2) }], "duplicate")}
        >
          <Icon name="copy" size={16} />
          {m.shape_duplicate()}
        </Button>
        {(geometry.type === "LineString" || geometry.type === "Polygon") && (
          <Button className={ui.button!} onPress={() => table.tools.take_knife()}>
            <Icon name="cut" size={16} />
            {m.shape_cut()}
          </Button>
        )}
      </div>
      {geometry.type === "LineString" && <SplitAt table={table} line={geometry.coordinates} />}
      {note && (
        <p role="status" className={ui.caption}>
          {note}
        </p>
      )}
      {simple && <VertexTable table={table} geometry={geometry} />}
    </div>
  );
}

function SplitAt({ table, line }: { table: DrawDesk; line: Position[] }) {
  const whole_m = line_length_m(line);
  const [at_m, set_at] = useState(Math.round(whole_m * 50) / 100);
  const split = () => {
    let left_m = at_m;
    for (let i = 1; i < line.length; i += 1) {
      const [a, b] = [line[i - 1]!, line[i]!];
      const piece_m = line_length_m([a, b]);
      if (left_m <= piece_m || i === line.length - 1) {
        const t = Math.min(1, left_m / piece_m);
        const parts = split_line({ type: "LineString", coordinates: line }, [
          a[0]! + t * (b[0]! - a[0]!),
          a[1]! + t * (b[1]! - a[1]!),
        ]);
        if (parts) table.chosen.split(parts);
        return;
      }
      left_m -= piece_m;
    }
  };
  return (
    <InlineForm on_take={split}>
      <NumberInput label={m.shape_split_at()} unit="m" bounds={[0.1, whole_m]} field={[at_m, set_at]} />
      <Button className={ui.button!} type="submit">
        <Icon name="cut" size={16} />
        {m.shape_split_do()}
      </Button>
    </InlineForm>
  );
}
