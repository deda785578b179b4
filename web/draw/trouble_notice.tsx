import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import type { DrawDesk } from "./draw_desk.ts";
import type { Live } from "./live.ts";
import css from "./live_findings.module.css";
import { mended, type TroubleKind } from "./mend.ts";

const words = (kind: TroubleKind): string =>
  kind === "crosses_itself"
    ? m.trouble_crosses()
    : kind === "sliver"
      ? m.trouble_sliver()
      : m.trouble_too_small();

/** What is wrong with the shape in hand, and the button that mends it. Nothing is saved before that. */
export function TroubleNotice({ table, live }: { table: DrawDesk; live: Live }) {
  if (live.troubles.length === 0 || !live.geometry) return null;
  const kinds = [...new Set(live.troubles.map(({ kind }) => kind))];
  const sound = live.moving ? null : mended(live.geometry);
  return (
    <div className={css.trouble} role={live.moving ? undefined : "alert"}>
      <Icon name="warning" size={18} />
      <div className={ui.stack}>
        <p>
          {kinds.map(words).join(" ")}
          {!live.moving && ` ${m.trouble_unsaved()}`}
        </p>
        {!live.moving && (
          <div className={ui.row}>
            {sound && (
              <Button className={ui.primary!} onPress={() => table.accept(sound)}>
                {m.trouble_mend()}
              </Button>
            )}
            <Button className={ui.button!} onPress={() => table.put_back()}>
              {live.key ? m.trouble_put_back() : m.trouble_drop()}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
