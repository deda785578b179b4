import { Button, ToggleButton } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { useCell } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import ui from "../ui/ui.module.css";
import type { SaveState } from "./autosave.ts";
import css from "./draw_bar.module.css";
import type { DrawDesk } from "./draw_desk.ts";
import type { Brush } from "./draw_map.ts";
import { desk, maybe, open_drawing } from "./draw_state.ts";
import { figure_of } from "./figure.ts";
import { amount_text } from "./measure_words.ts";
import { amounts_of } from "./measuring.ts";
import { brushes_of, least_points, type Tool } from "./tool.ts";

const brush_word = (brush: Brush): string =>
  brush === "rectangle" ? m.brush_rectangle() : m.brush_polygon();

export const save_word = (state: SaveState): string =>
  state.kind === "saved"
    ? m.save_saved()
    : state.kind === "offline"
      ? m.save_offline()
      : state.kind === "conflict"
        ? m.save_conflict()
        : state.kind === "refused"
          ? m.save_refused({ reason: state.message })
          : m.save_saving();

/** Over the map: undo and redo, snapping, whether all is saved; and while drawing, the shape's size and its end. */
export function DrawBar({ on_palette }: { on_palette: (() => void) | null }) {
  const session = useCell(open_drawing);
  const book = useCell(maybe(session?.book));
  const save = useCell(maybe(session?.save));
  const table = useCell(desk);
  const tool = useCell(maybe(table?.tools.now));
  const snapping = useCell(maybe(table?.pointer.snapping));
  if (!session || !book || !table) return null;
  return (
    <div className={css.bar_stack}>
      <div className={css.bar} role="toolbar" aria-label={m.draw_toolbar()}>
        {on_palette && (
          <Button className={css.bar_add!} onPress={on_palette}>
            <Icon name="plus" size={16} />
            {m.palette_open()}
          </Button>
        )}
        <IconButton
          icon="undo"
          label={m.undo()}
          shortcut="Ctrl+Z"
          on_press={() => table.tools.undo_point() || session.undo()}
          disabled={book.stack.done.length === 0 && !tool}
        />
        <IconButton
          icon="redo"
          label={m.redo()}
          shortcut="Ctrl+Shift+Z"
          on_press={() => session.redo()}
          disabled={book.stack.undone.length === 0}
        />
        <span className={css.bar_line} />
        <IconButton
          icon="magnet"
          label={m.snapping()}
          shortcut={m.snapping_key()}
          pressed={snapping === true}
          on_press={() => table.pointer.snapping.set(!snapping)}
        />
        <span className={css.bar_line} />
        <span className={css.save} data-state={save?.kind} role="status" data-testid="save_state">
          <Icon
            name={
              save?.kind === "saved"
                ? "check"
                : save?.kind === "saving" || save?.kind === "waiting"
                  ? "cloud"
                  : "warning"
            }
            size={15}
          />
          <span>{save ? save_word(save) : ""}</span>
        </span>
      </div>
      {tool && <ToolBar table={table} tool={tool} />}
    </div>
  );
}

const hint = (tool: Tool, points: number, started: boolean): string => {
  if (tool.cut) return m.hint_cut();
  if (tool.follow) return started ? m.hint_follow_to() : m.hint_follow_from();
  if (tool.brush === "point") return m.hint_point();
  if (tool.brush === "rectangle")
    return points === 0
      ? m.hint_rectangle_first()
      : points === 1
        ? m.hint_rectangle_second()
        : m.hint_rectangle_third();
  if (tool.hand) return points === 0 ? m.hint_freehand_first() : m.hint_freehand_go();
  if (points === 0) return m.hint_first();
  return points < least_points[tool.brush] ? m.hint_next() : m.hint_end();
};

function ToolBar({ table, tool }: { table: DrawDesk; tool: Tool }) {
  const { locale } = useLocale();
  const live = useCell(table.shape.now);
  if (!live) return null;
  const { geometry, points } = live;
  const dots = geometry ? figure_of({ geometry, parameters: live.parameters }, live.type).dots.length : 0;
  const size = geometry && points > 0 ? amount_text(amounts_of(geometry), dots, locale) : "";
  const brushes = tool.cut ? [] : brushes_of(tool.type);
  return (
    <div className={css.tool_bar}>
      <span className={css.tool_text}>
        <strong>{tool.cut ? m.shape_cut() : tool.type.name[locale]}</strong>
        {size && <span data-testid="live_size">{size}</span>}
      </span>
      <span className={css.tool_hint}>{hint(tool, points, points > 0)}</span>
      <span className={css.tool_buttons}>
        {brushes.length > 1 &&
          brushes.map((brush) => (
            <ToggleButton
              key={brush}
              className={css.toggle!}
              isSelected={tool.brush === brush}
              onChange={() => table.tools.take(tool.type, brush)}
            >
              {brush_word(brush)}
            </ToggleButton>
          ))}
        {(tool.brush === "line" || tool.brush === "polygon") && !tool.follow && (
          <ToggleButton
            className={css.toggle!}
            isSelected={tool.hand}
            onChange={(on) => table.tools.set_hand(on)}
          >
            <Icon name="pen" size={15} />
            {m.brush_freehand()}
          </ToggleButton>
        )}
        {tool.brush === "line" && !tool.cut && (
          <ToggleButton
            className={css.toggle!}
            isSelected={tool.follow !== null}
            onChange={(on) => table.tools.take(tool.type, "line", on ? { offset_m: null } : null)}
          >
            <Icon name="street" size={15} />
            {m.follow_street()}
          </ToggleButton>
        )}
        {tool.follow && (
          <NumberInput
            label={m.follow_offset()}
            unit="m"
            bounds={[0, 30]}
            field={[
              tool.follow.offset_m ?? Number.NaN,
              (offset_m) => table.tools.set_follow_offset(offset_m),
            ]}
          />
        )}
        {!tool.follow && tool.brush !== "point" && (
          <Button
            className={ui.primary!}
            isDisabled={points < least_points[tool.brush]}
            onPress={() => table.tools.finish()}
          >
            {m.draw_done()}
          </Button>
        )}
        <Button className={ui.button!} onPress={() => table.tools.cancel()}>
          {m.action_cancel()}
        </Button>
      </span>
    </div>
  );
}
