import { lazy } from "react";
import draw from "../draw/rows.module.css";
import * as m from "../text/compiled/messages.js";
import { Go } from "../ui/controls.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Panel } from "../ui/panel.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";

const CheckPanel = lazy(() => import("../check/check_panel.tsx").then((x) => ({ default: x.CheckPanel })));
const CorridorPanel = lazy(() =>
  import("../corridor/corridor_panel.tsx").then((x) => ({ default: x.CorridorPanel })),
);

/** What the address says of the underground mode; `id` names a stored question. */
export interface UndergroundAddress {
  readonly tool: "check" | "room" | null;
  readonly id: string | null;
}

/** The underground mode's detail: one of its tools, or the choice between them. */
export function UndergroundPanel({ address, on_home }: { address: UndergroundAddress; on_home: () => void }) {
  const go = useGo();
  const on_back = () => go("/underground");
  if (address.tool === "check") return <CheckPanel id={address.id} on_back={on_back} />;
  if (address.tool === "room") return <CorridorPanel id={address.id} on_back={on_back} />;
  return (
    <Panel of="underground" on_back={on_home} kicker={m.mode_underground()} title={m.underground_title()}>
      <ul className={draw.rows}>
        <Tool
          to="/underground/check"
          icon="search"
          title={m.underground_check()}
          text={m.underground_check_text()}
        />
        <Tool
          to="/underground/room"
          icon="street"
          title={m.underground_room()}
          text={m.underground_room_text()}
        />
      </ul>
    </Panel>
  );
}

function Tool({ to, icon, title, text }: { to: string; icon: IconName; title: string; text: string }) {
  return (
    <li>
      <Go to={to} className={draw.row}>
        <Icon name={icon} size={22} />
        <span className={draw.row_text}>
          <strong>{title}</strong>
          <span className={ui.caption}>{text}</span>
        </span>
      </Go>
    </li>
  );
}
