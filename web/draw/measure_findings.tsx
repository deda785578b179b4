import type { WayOut } from "../../data/catalog/types.ts";
import type { Finding } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { metres } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import type { DrawDesk } from "./draw_desk.ts";
import { LiveFindings } from "./live_findings.tsx";
import { RoomTool } from "./room_tool.tsx";
import { take_way_out } from "./take_way_out.ts";

/** The findings of the chosen measure; for who may change it with the ways out it can take, and where else it can go. */
export function MeasureFindings(props: {
  table: DrawDesk;
  measure_key: string;
  draft: Draft;
  may_plan: boolean;
}) {
  const { table, measure_key, draft, may_plan } = props;
  const { locale } = useLocale();
  const live = useCell(table.shape.now);
  const here = live?.key === measure_key ? live : null;
  if (!here?.findings) return here?.failed ? null : <Loading rows={5} />;
  const own_id = table.chosen.id(measure_key);
  const take = async (way: WayOut, finding: Finding): Promise<string> => {
    try {
      const outcome = await take_way_out(table, draft, way, finding, own_id);
      if (outcome.kind === "moved") return m.way_out_moved({ distance: metres(outcome.length_m, locale) });
      return outcome.kind === "no_room" ? m.way_out_no_room() : "";
    } catch {
      return m.live_failed();
    }
  };
  return (
    <div className={ui.stack}>
      <LiveFindings
        findings={here.findings}
        asked={here.asked}
        type={here.type}
        own_id={own_id}
        on_way_out={may_plan ? take : null}
      />
      {may_plan && draft.geometry.type === "Point" && <RoomTool table={table} draft={draft} />}
    </div>
  );
}
