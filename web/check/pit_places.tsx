import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { layer_name } from "../layer/layer_by_id.ts";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Empty } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./check.module.css";
import type { OverlapCheck } from "./check_api.ts";
import { TrialPitForm } from "./trial_pit_form.tsx";

/** Where to dig first, ranked; what lies open there can be measured at once. */
export function PitPlaces({ check }: { check: OverlapCheck }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [measuring, set_measuring] = useState<{ rank: number; layer: string; id: number } | null>(null);
  if (check.trial_pits.length === 0) return <Empty icon="check" title={m.pit_none()} />;
  return (
    <section className={ui.stack}>
      <h3>{m.pit_where()}</h3>
      <p className={ui.caption}>{m.pit_where_text()}</p>
      <ol>
        {check.trial_pits.map(({ rank, place, settles, may_settle, objects }) => (
          <li key={rank} className={css.pit}>
            <span className={css.rank}>{rank}</span>
            <div className={css.pit_body}>
              <div className={ui.row}>
                <span style={{ flex: 1 }}>
                  {m.pit_settles({ settles: number(settles, locale, 1), of: number(may_settle, locale) })}
                </span>
                <IconButton
                  icon="fit"
                  label={m.action_show_on_map()}
                  on_press={() => fly_to(bounds_of([place]), 21)}
                />
              </div>
              <ul className={ui.stack}>
                {objects.map(({ layer, id }) => (
                  <li key={`${layer}/${id}`} className={ui.row}>
                    <Go to={`/features/${layer}/${id}`}>{layer_name(layer, locale)}</Go>
                    <Button className={ui.button!} onPress={() => set_measuring({ rank, layer, id })}>
                      <Icon name="plus" size={14} />
                      {m.pit_add()}
                    </Button>
                  </li>
                ))}
              </ul>
              {measuring?.rank === rank && (
                <TrialPitForm
                  key={`${measuring.layer}/${measuring.id}`}
                  layer={measuring.layer}
                  id={measuring.id}
                  place={place.coordinates}
                  on_cancel={() => set_measuring(null)}
                  on_saved={() => {
                    set_measuring(null);
                    void cache.invalidateQueries({ queryKey: ["overlap_check"] });
                  }}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
