import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import type { Locale } from "../text/number.ts";
import { type Cell, useCell } from "../ui/bus.ts";
import type { SnapHint as SnapHintAt } from "./desk_pointer.ts";
import css from "./pointer_marks.module.css";

const snap_word = (layer: string, kind: "vertex" | "edge", locale: Locale): string => {
  const name =
    layer === "measure"
      ? m.snap_measure()
      : layer === "street"
        ? m.snap_street()
        : layer === "carriageway" || layer === "footway"
          ? m.snap_kerb({ layer: layer_name(layer, locale) })
          : layer_name(layer, locale);
  return kind === "vertex" ? m.snap_vertex({ layer: name }) : name;
};

/** Where the pointer snaps to, and to what. */
export function SnapHint({ snapped: cell }: { snapped: Cell<SnapHintAt | null> }) {
  const { locale } = useLocale();
  const snapped = useCell(cell);
  if (!snapped) return null;
  return (
    <div
      className={css.snap}
      data-kind={snapped.kind}
      style={{ left: snapped.x, top: snapped.y }}
      aria-hidden="true"
      data-testid="snap_hint"
    >
      <span className={css.snap_mark} />
      <span className={css.snap_text}>{snap_word(snapped.layer, snapped.kind, locale)}</span>
    </div>
  );
}
