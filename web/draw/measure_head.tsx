import * as m from "../text/compiled/messages.js";
import { useCell } from "../ui/bus.ts";
import { Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { DrawDesk } from "./draw_desk.ts";
import { LiveNumbers, RestingNotice, SpokenFindings } from "./live_panel.tsx";
import { TroubleNotice } from "./trouble_notice.tsx";

/** What changes under the pointer at the top of a measure's panel; on its own, so that the rest stays as it is. */
export function MeasureHead({ table, measure_key }: { table: DrawDesk; measure_key: string }) {
  const live = useCell(table.shape.now);
  if (live?.key !== measure_key) return <Loading rows={2} />;
  return (
    <>
      <LiveNumbers live={live} />
      <SpokenFindings live={live} />
      <TroubleNotice table={table} live={live} />
      {live.failed && <p className={ui.guidance}>{m.live_failed()}</p>}
      <RestingNotice live={live} />
    </>
  );
}
