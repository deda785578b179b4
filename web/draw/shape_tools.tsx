import type { Geometry, Position } from "geojson";
import { useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { metres } from "../text/number.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import css from "./draw.module.css";
import type { DrawDesk } from "./draw_desk.ts";
import { line_length_m } from "./measuring.ts";
import { NumberInput } from "./parameter_form.tsx";
import { parse_position } from "./parse_position.ts";
import {
  moved,
  offset_copy,
  positions_of,
  rotated,
  split_line,
  with_piece_length,
  with_position,
  without_position,
} from "./shape_edit.ts";

/** More vertices than this are not typed one by one. */
const most_rows = 40;

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
      <div className={css.inline}>
        <NumberInput
          label={m.shape_east()}
          unit="m"
          min={-500}
          max={500}
          value={east_m}
          on_change={set_east}
        />
        <NumberInput
          label={m.shape_north()}
          unit="m"
          min={-500}
          max={500}
          value={north_m}
          on_change={set_north}
        />
        <Button
          className={ui.button!}
          onPress={() => table.set_geometry(moved(geometry, east_m, north_m), "move")}
        >
          <Icon name="move" size={16} />
          {m.shape_move()}
        </Button>
      </div>
      {geometry.type !== "Point" && (
        <div className={css.inline}>
          <NumberInput
            label={m.shape_turn()}
            unit="°"
            min={-180}
            max={180}
            value={turn_deg}
            on_change={set_turn}
          />
          <Button
            className={ui.button!}
            onPress={() => table.set_geometry(rotated(geometry, turn_deg), "reshape")}
          >
            <Icon name="redo" size={16} />
            {m.shape_turn_do()}
          </Button>
        </div>
      )}
      {(geometry.type === "LineString" || geometry.type === "Polygon") && (
        <div className={css.inline}>
          <NumberInput
            label={geometry.type === "LineString" ? m.shape_offset_line() : m.shape_offset_area()}
            unit="m"
            min={geometry.type === "LineString" ? -50 : -20}
            max={50}
            value={offset_m}
            on_change={set_offset}
          />
          <Button className={ui.button!} onPress={() => copy(offset_m)}>
            <Icon name="copy" size={16} />
            {m.shape_offset_do()}
          </Button>
        </div>
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
      {simple && <Vertices table={table} geometry={geometry} />}
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
    <div className={css.inline}>
      <NumberInput
        label={m.shape_split_at()}
        unit="m"
        min={0.1}
        max={whole_m}
        value={at_m}
        on_change={set_at}
      />
      <Button className={ui.button!} onPress={split}>
        <Icon name="cut" size={16} />
        {m.shape_split_do()}
      </Button>
    </div>
  );
}

/** The corners as a table: each place, and the length of each piece of a line, typed. */
function Vertices({ table, geometry }: { table: DrawDesk; geometry: Geometry }) {
  const { locale } = useLocale();
  const all = positions_of(geometry);
  const positions = geometry.type === "Polygon" ? all.slice(0, geometry.coordinates[0]!.length - 1) : all;
  if (positions.length > most_rows)
    return <p className={ui.caption}>{m.vertices_many({ count: positions.length })}</p>;
  return (
    <table className={`${ui.table} ${css.vertices}`}>
      <caption className="visually_hidden">{m.vertices_title()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.vertices_title()}</th>
          <th scope="col">{m.typed_coordinates()}</th>
          {geometry.type === "LineString" && <th scope="col">{m.vertices_length()}</th>}
          {geometry.type !== "Point" && <td />}
        </tr>
      </thead>
      <tbody>
        {positions.map((position, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a vertex is its place in the shape
          <tr key={i}>
            <td>{i + 1}</td>
            <td>
              <CoordinateField
                label={m.vertices_place({ number: i + 1 })}
                position={position}
                on_change={(next) => table.set_geometry(with_position(geometry, i, next), "reshape")}
              />
            </td>
            {geometry.type === "LineString" && (
              <td>
                {i > 0 && (
                  <LengthField
                    label={m.vertices_length_of({ number: i + 1 })}
                    length_m={line_length_m([positions[i - 1]!, position])}
                    text={(value) => metres(value, locale)}
                    on_change={(length_m) =>
                      table.set_geometry(with_piece_length(geometry, i, length_m), "reshape")
                    }
                  />
                )}
              </td>
            )}
            {geometry.type !== "Point" && (
              <td>
                <RemoveCorner
                  label={m.vertices_remove({ number: i + 1 })}
                  left={without_position(geometry, i)}
                  on_remove={(left) => table.set_geometry(left, "reshape")}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RemoveCorner(props: { label: string; left: Geometry | null; on_remove: (left: Geometry) => void }) {
  const { label, left, on_remove } = props;
  return left && <IconButton icon="close" size={14} label={label} on_press={() => on_remove(left)} />;
}

const shown = ([lon = 0, lat = 0]: Position) => `${lat.toFixed(7)}, ${lon.toFixed(7)}`;

function CoordinateField(props: {
  label: string;
  position: Position;
  on_change: (position: Position) => void;
}) {
  const now = shown(props.position);
  return (
    <TypedField
      label={props.label}
      shown={now}
      take={(text) => {
        const position = parse_position(text);
        if (position) props.on_change(position);
        return position !== null;
      }}
    />
  );
}

function LengthField(props: {
  label: string;
  length_m: number;
  text: (value: number) => string;
  on_change: (length_m: number) => void;
}) {
  return (
    <TypedField
      label={props.label}
      shown={props.text(props.length_m)}
      take={(text) => {
        const value = Number(text.replace(/[^\d.,]/g, "").replace(",", "."));
        if (!(value > 0.01 && value < 5000)) return false;
        props.on_change(value);
        return true;
      }}
    />
  );
}

/** A field that is taken when it is left or Enter is pressed; what cannot be read goes back to what was. */
function TypedField(props: { label: string; shown: string; take: (text: string) => boolean }) {
  const [text, set_text] = useState(props.shown);
  const [was, set_was] = useState(props.shown);
  if (was !== props.shown) {
    set_was(props.shown);
    set_text(props.shown);
  }
  const take = () => {
    if (text !== props.shown && !props.take(text)) set_text(props.shown);
  };
  return (
    <TextField value={text} onChange={set_text} aria-label={props.label}>
      <Label className="visually_hidden">{props.label}</Label>
      <Input
        className={`${css.input} ${css.bordered} ${css.small}`}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </TextField>
  );
}
