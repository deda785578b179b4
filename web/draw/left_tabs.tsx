import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { IconButton } from "../ui/controls.tsx";
import css from "../ui/shell.module.css";

/** What the left side shows while drawing: what can be drawn, or the layers. */
export function LeftTabs(props: {
  shown: "palette" | "layers";
  show: (tab: "palette" | "layers") => void;
  on_close: () => void;
}) {
  return (
    <div className={css.left_tabs}>
      <ToggleButtonGroup
        className={css.left_choice!}
        aria-label={m.left_choice()}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[props.shown]}
        onSelectionChange={(keys) => props.show([...keys][0] as "palette" | "layers")}
      >
        <ToggleButton id="palette" className={css.left_tab!}>
          {m.palette_title()}
        </ToggleButton>
        <ToggleButton id="layers" className={css.left_tab!}>
          {m.layers_title()}
        </ToggleButton>
      </ToggleButtonGroup>
      {props.shown === "palette" && (
        <IconButton icon="close" label={m.layers_hide()} shortcut="l" on_press={props.on_close} size={14} />
      )}
    </div>
  );
}
