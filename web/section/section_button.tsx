import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { clicked_street, useSectionPlace } from "./section_place.ts";

/** Opens the section of a street: where it was clicked last, else in its middle. */
export function SectionButton({ street }: { street: string }) {
  const [place, set_place] = useSectionPlace();
  const clicked = useCell(clicked_street);
  const open = place?.kind === "street" && place.street === street;
  if (open) return null;
  return (
    <Button
      className={ui.button!}
      onPress={() =>
        void set_place(
          clicked?.street === street ? clicked : { kind: "street", street, at_m: null, near: null },
        )
      }
    >
      <Icon name="section" size={16} />
      {m.section_open()}
    </Button>
  );
}

/** Opens the section along a pipe or cable. */
export function LongSectionButton({ layer, id }: { layer: string; id: number }) {
  const [, set_place] = useSectionPlace();
  return (
    <div className={ui.row}>
      <Button className={ui.button!} onPress={() => void set_place({ kind: "feature", layer, id })}>
        <Icon name="section" size={16} />
        {m.section_open_long()}
      </Button>
    </div>
  );
}
