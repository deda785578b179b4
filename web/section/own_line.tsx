import { useEffect } from "react";
import { useCell } from "../ui/bus.ts";
import type { Sketch } from "../underground/sketch.ts";
import { SketchTool } from "../underground/sketch_tool.tsx";
import { focus_map, useSketch } from "../underground/use_sketch.ts";
import css from "./section.module.css";
import type { SectionPlace } from "./section_place.ts";

interface OwnLineProps {
  /** The line once it is ended (Enter, double click or its button); null where drawing was stopped. */
  readonly on_end: (place: SectionPlace | null) => void;
}

/**
 * Draws the line of a section on the map: as many corners as wanted by mouse or touch, by arrow keys with a
 * crosshair, or typed. In a chunk of its own, as everything that draws.
 */
export default function OwnLine({ on_end }: OwnLineProps) {
  const sketch = useSketch();
  return sketch ? <Drawing sketch={sketch} on_end={on_end} /> : null;
}

function Drawing({ sketch, on_end }: OwnLineProps & { sketch: Sketch }) {
  const { drawing } = useCell(sketch.state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once, with the sketch
  useEffect(() => {
    const by_keyboard = document.activeElement?.matches(":focus-visible") ?? false;
    sketch.start("line");
    focus_map(sketch, by_keyboard);
    return sketch.state.listen(() => {
      const { drawing: still, shape } = sketch.state.get();
      if (still !== null) return;
      const line = shape?.type === "LineString" ? (shape.coordinates as [number, number][]) : null;
      on_end(line && { kind: "line", line });
    });
  }, [sketch]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape stops from any of its fields
    <div
      className={css.own_line}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        sketch.cancel();
      }}
    >
      {drawing !== null && <SketchTool sketch={sketch} kinds={["line"]} />}
    </div>
  );
}
