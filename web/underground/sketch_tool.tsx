import { Button } from "react-aria-components";
import { Crosshair } from "../draw/crosshair.tsx";
import css from "../draw/form.module.css";
import { amount_text } from "../draw/measure_words.ts";
import { amounts_of } from "../draw/measuring.ts";
import { SnapHint } from "../draw/snap_hint.tsx";
import { least_points } from "../draw/tool.ts";
import { TypedPoint } from "../draw/typed_point.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { OverMap } from "./over_map.tsx";
import type { ShapeKind } from "./read_shape.ts";
import { ShapeFile } from "./shape_file.tsx";
import type { Sketch, SketchKind, SketchState } from "./sketch.ts";
import { focus_map } from "./use_sketch.ts";

const words: Readonly<Record<SketchKind, () => string>> = {
  area: m.sketch_area,
  line: m.sketch_line,
  points: m.sketch_points,
};

function hint({ drawing, points }: SketchState): string {
  if (drawing === "points") return m.sketch_point_hint({ name: String.fromCharCode(65 + points) });
  if (points === 0) return m.hint_first();
  return points < least_points[drawing === "area" ? "polygon" : "line"] ? m.hint_next() : m.hint_end();
}

/**
 * Buttons that draw, end, redraw or upload the sketch of a panel, with typed places; the panel reads the
 * result from `sketch.state`.
 */
export function SketchTool(props: {
  sketch: Sketch;
  kinds: readonly SketchKind[];
  /** A row of points ends by itself at so many. */
  most_points?: number;
  /** Other words for the buttons. */
  words?: Partial<Record<SketchKind, () => string>>;
}) {
  const { sketch, kinds, most_points = 2, words: own_words } = props;
  const { locale } = useLocale();
  const state = useCell(sketch.state);
  const { drawing, live, points, shape } = state;
  const shown = live && points > 0 ? live : shape;
  const size = shown && shown.type !== "MultiPoint" ? amount_text(amounts_of(shown), 0, locale) : "";
  const file_kinds = kinds.filter((kind): kind is ShapeKind => kind !== "points");
  return (
    <div className={css.form} data-testid="sketch">
      {drawing === null ? (
        <>
          <div className={ui.row}>
            {kinds.map((kind) => (
              <Button
                key={kind}
                className={shape ? ui.button! : ui.primary!}
                onPress={(event) => {
                  sketch.start(kind, most_points);
                  focus_map(sketch, event.pointerType === "keyboard" || event.pointerType === "virtual");
                }}
              >
                <Icon name="pen" size={16} />
                {(own_words?.[kind] ?? (shape && kinds.length === 1 ? m.sketch_clear : words[kind]))()}
              </Button>
            ))}
            {file_kinds.length > 0 && <ShapeFile sketch={sketch} kinds={file_kinds} />}
          </div>
          {shape && shape.type !== "MultiPoint" && (
            <p className={ui.caption}>
              {size && <strong data-testid="sketch_size">{size}. </strong>}
              {m.sketch_reshape_hint()}
            </p>
          )}
        </>
      ) : (
        <>
          <p role="status">
            {hint(state)} {size && <strong>{size}</strong>}
          </p>
          <div className={ui.row}>
            <Button className={ui.primary!} isDisabled={!sketch.can_finish()} onPress={() => sketch.finish()}>
              {m.draw_done()}
            </Button>
            <Button className={ui.button!} onPress={() => sketch.cancel()}>
              {m.action_cancel()}
            </Button>
          </div>
          <TypedPoint last={sketch.last_point()} measured on_place={(position) => sketch.place(position)} />
          <OverMap>
            <SnapHint snapped={sketch.pointer.snapped} />
            <Crosshair />
          </OverMap>
        </>
      )}
    </div>
  );
}
