import type { PaddingOptions } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import type { MeasureType } from "../../data/catalog/types.ts";
import { useMayPlan } from "../account/account_api.ts";
import { bounds_of } from "../map/bounds.ts";
import { loaded_map } from "../map/map_handle.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import type { Theme } from "../ui/theme.ts";
import { opened_with_place, useGo } from "../ui/view_state.ts";
import { ConflictDialog } from "./conflict_dialog.tsx";
import { Crosshair } from "./crosshair.tsx";
import bar from "./draw_bar.module.css";
import { DrawBar } from "./draw_bar.tsx";
import { DrawDesk, key_of_address } from "./draw_desk.ts";
import { crosshair_at, map_key } from "./draw_keys.ts";
import { DrawPalette } from "./draw_palette.tsx";
import { type DrawSession, open_session } from "./draw_session.ts";
import { desk, drawn_sheet, maybe, open_drawing } from "./draw_state.ts";
import { lay_sheet } from "./lay_sheet.ts";
import { LivePanel } from "./live_panel.tsx";
import { MeasurePanel } from "./measure_panel.tsx";
import { ScenarioPanel } from "./scenario_panel.tsx";
import { ScenariosPanel } from "./scenarios_panel.tsx";
import { SnapHint } from "./snap_hint.tsx";

/** What the address says of drawing; `scenario` null: none is chosen yet. */
export interface DrawAddress {
  readonly scenario: number | null;
  /** An id of the server, or the key of a measure not saved yet. */
  readonly measure: string | null;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    "input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]",
  ) !== null;

/** Keys that work wherever the focus is outside a field: undo, redo, leaving the tool, deleting. */
function desk_key(event: KeyboardEvent, table: DrawDesk, session: DrawSession): boolean {
  const command = event.ctrlKey || event.metaKey;
  const letter = event.key.toLowerCase();
  if (command && letter === "z" && !event.shiftKey) {
    if (!table.tools.undo_point()) session.undo();
  } else if (command && (letter === "y" || letter === "z")) session.redo();
  else if (event.key === "Escape" && table.tools.now.get()) table.tools.cancel();
  else if (event.key === "Delete" && !table.tools.now.get() && table.chosen.draft()) table.chosen.remove();
  else return false;
  return true;
}

/** Opens the scenario on the map and keeps address, selection and keys in step; draws what lies over the map. */
export function DrawOverlay(props: {
  address: DrawAddress;
  theme: Theme;
  frame: PaddingOptions;
  on_palette: (() => void) | null;
}) {
  const { address, theme, frame, on_palette } = props;
  const go = useGo();
  const may_plan = useMayPlan();
  const map = useCell(loaded_map);
  const session = useCell(open_drawing);
  const table = useCell(desk);
  const book = useCell(maybe(session?.book));
  const tool = useCell(maybe(table?.tools.now));
  const { scenario, measure } = address;

  useEffect(() => {
    if (scenario === null) return;
    const opened = open_session(scenario);
    open_drawing.set(opened);
    return () => {
      open_drawing.set(null);
      opened.close();
    };
  }, [scenario]);

  const sheet = useCell(drawn_sheet);
  useEffect(() => {
    if (!map) return;
    const take_away = lay_sheet(map, drawn_sheet.set);
    return () => {
      drawn_sheet.set(null);
      take_away();
    };
  }, [map]);

  const now = useRef({ go, scenario, measure, theme });
  now.current = { go, scenario, measure, theme };
  useEffect(() => {
    // A table for reading that turns into one for drawing would let go of what was taken up meanwhile.
    if (!map || !session || !sheet || may_plan === null) return;
    const created = new DrawDesk(session, map, sheet, now.current.theme, {
      may_edit: may_plan,
      select: (key) => {
        const { scenario: of, measure: shown } = now.current;
        if (key === null) {
          if (shown !== null) now.current.go(`/draw/${of}`);
          return;
        }
        const id = session.book.get().stored.get(key)?.id;
        now.current.go(`/draw/${of}/measures/${id ?? key}`);
      },
    });
    desk.set(created);
    return () => {
      desk.set(null);
      created.stop();
    };
  }, [map, session, sheet, may_plan]);

  useEffect(() => table?.repaint(theme), [table, theme]);

  // The address chooses; a measure that gets its id gets its lasting address.
  const key = session && measure !== null && book ? key_of_address(session, measure) : null;
  const id = key ? book?.stored.get(key)?.id : undefined;
  useEffect(() => {
    table?.select(key);
  }, [table, key]);
  // A measure opened by link or from another page is flown to, once; one chosen on the table lies there already.
  const [opened_with] = useState(() => (opened_with_place() ? null : measure));
  const flown = useRef(false);
  const opened = key && measure === opened_with ? book?.wanted.get(key)?.geometry : undefined;
  useEffect(() => {
    if (flown.current || !opened) return;
    flown.current = true;
    fly_to(bounds_of([opened]), 20.5);
  }, [opened]);
  useEffect(() => {
    if (scenario !== null && measure !== null && id !== undefined && String(id) !== measure)
      go(`/draw/${scenario}/measures/${id}`, { replace: true });
  }, [go, scenario, measure, id]);

  useEffect(() => {
    // Keys change what is drawn: not for who reads.
    if (!map || !session || !table || !may_plan) return;
    const on_key = (event: KeyboardEvent) => {
      if (typing(event.target) || event.defaultPrevented) return;
      const used =
        desk_key(event, table, session) || (event.target === map.getCanvas() && map_key(table, map, event));
      if (!used) return;
      event.preventDefault();
      // MapLibre pans by arrows as well, and the page goes back on Escape.
      event.stopPropagation();
    };
    window.addEventListener("keydown", on_key, true);
    return () => window.removeEventListener("keydown", on_key, true);
  }, [map, session, table, may_plan]);

  return (
    <>
      <div
        className={bar.over}
        style={{ top: frame.top, left: frame.left, right: frame.right, bottom: frame.bottom }}
      >
        {may_plan && <DrawBar on_palette={on_palette} />}
      </div>
      {table && <SnapHint snapped={table.pointer.snapped} />}
      {tool && <Crosshair />}
      <ConflictDialog />
    </>
  );
}

/** The palette at the left of the map. */
export function DrawLeft({ on_taken }: { on_taken: () => void }) {
  const go = useGo();
  const take = (type: MeasureType, by_keyboard: boolean) => {
    const table = desk.get();
    const session = open_drawing.get();
    if (!table || !session) return;
    go(`/draw/${session.scenario_id}`);
    table.tools.take(type);
    on_taken();
    const canvas = loaded_map.get()?.getCanvas();
    // From the keyboard the next key belongs to the map; Enter still down must not set a point there.
    canvas?.focus({ preventScroll: true, focusVisible: by_keyboard } as FocusOptions);
    if (by_keyboard) table.pointer.point(...middle());
  };
  return <DrawPalette on_take={take} />;
}

function middle(): [number, number] {
  const map = loaded_map.get();
  if (!map) return [0, 0];
  const { x, y } = crosshair_at(map);
  return [x, y];
}

/** The detail panel of drawing: the shape in hand, the chosen measure, the scenario, or the choice of one. */
export function DrawDetail({ address, on_home }: { address: DrawAddress; on_home: () => void }) {
  const go = useGo();
  const session = useCell(open_drawing);
  const book = useCell(maybe(session?.book));
  const table = useCell(desk);
  const tool = useCell(maybe(table?.tools.now));
  const { scenario, measure } = address;
  if (scenario === null) return <ScenariosPanel on_back={on_home} />;
  if (tool) return <LivePanel on_back={() => table?.tools.drop()} />;
  if (measure !== null) {
    const key = session && book ? key_of_address(session, measure) : null;
    return <MeasurePanel measure_key={key} on_back={() => go(`/draw/${scenario}`)} />;
  }
  return <ScenarioPanel scenario_id={scenario} on_back={() => go("/draw")} />;
}
