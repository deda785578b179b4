import type { Geometry, Position } from "geojson";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { metres } from "../text/number.ts";
import { IconButton } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import type { DrawDesk } from "./draw_desk.ts";
import css from "./form.module.css";
import { line_length_m } from "./measuring.ts";
import { positions_of, with_piece_length, with_position, without_position } from "./shape_edit.ts";
import { TypedField } from "./typed_field.tsx";
import { typed_position } from "./typed_position.ts";

/** More vertices than this are not typed one by one. */
const most_rows = 40;

/** The corners as a table: each place, and the length of each piece of a line, typed. */
export function VertexTable({ table, geometry }: { table: DrawDesk; geometry: Geometry }) {
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
      take={async (text) => {
        const position = await typed_position(text).catch(() => null);
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
