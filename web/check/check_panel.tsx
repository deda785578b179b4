import * as m from "../text/compiled/messages.js";
import { Panel } from "../ui/panel.tsx";
import { SketchTool } from "../underground/sketch_tool.tsx";
import { useSketch } from "../underground/use_sketch.ts";

/** The overlap check; `id` names a stored one. */
export function CheckPanel({ on_back }: { id: string | null; on_back: () => void }) {
  const sketch = useSketch();
  return (
    <Panel of="check" on_back={on_back} kicker={m.mode_underground()} title={m.underground_check()}>
      {sketch && <SketchTool sketch={sketch} kinds={["area", "line"]} />}
    </Panel>
  );
}
