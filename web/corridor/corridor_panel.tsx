import * as m from "../text/compiled/messages.js";
import { Panel } from "../ui/panel.tsx";
import { Empty } from "../ui/state_block.tsx";

/** Room for a new pipe; `id` names a stored question. */
export function CorridorPanel({ on_back }: { id: string | null; on_back: () => void }) {
  return (
    <Panel of="room" on_back={on_back} kicker={m.mode_underground()} title={m.underground_room()}>
      <Empty title={m.corridor_soon()} />
    </Panel>
  );
}
