import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, metres } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./check.module.css";
import { check_api, type TrialPit } from "./check_api.ts";
import { TrialPitForm } from "./trial_pit_form.tsx";

/** What was dug up of an object: every measurement with what it is worth, and the way to enter one. */
export function TrialPits({ layer, id }: { layer: string; id: string }) {
  const pits = useQuery({ queryKey: ["trial_pits", layer, id], queryFn: () => check_api.pits(layer, id) });
  const [adding, set_adding] = useState(false);
  const list = pits.data?.trial_pits ?? [];
  return (
    <section className={ui.stack}>
      <h2>{m.pit_title()}</h2>
      {pits.isError && <Failed error={pits.error} retry={() => void pits.refetch()} />}
      {pits.data && list.length === 0 && <p className={ui.quiet}>{m.pit_empty()}</p>}
      {list.length > 0 && (
        <ul>
          {list.toReversed().map((pit) => (
            <li key={pit.id} className={css.layer}>
              <Measured pit={pit} />
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <TrialPitForm
          layer={layer}
          id={id}
          place={null}
          on_cancel={() => set_adding(false)}
          on_saved={() => set_adding(false)}
        />
      ) : (
        <div>
          <Button className={ui.button!} onPress={() => set_adding(true)}>
            <Icon name="plus" size={16} />
            {m.pit_add()}
          </Button>
        </div>
      )}
    </section>
  );
}

function Measured({ pit }: { pit: TrialPit }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => check_api.withdraw_pit(pit.id),
    onSuccess: () => {
      for (const key of ["trial_pits", "street", "findings", "finding", "overlap_check", "streets"])
        void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  const gone = pit.withdrawn_at !== null;
  return (
    <div className={`${css.pit_body} ${css.measured}`} data-withdrawn={gone ? "" : undefined}>
      <div className={ui.row}>
        <strong>
          {m.pit_measured({
            depth: metres(pit.top_m, locale),
            accuracy: metres(pit.depth_accuracy_m, locale),
          })}
        </strong>
        {gone && <span className={ui.chip}>{m.pit_withdrawn()}</span>}
        <span style={{ flex: 1 }} />
        <IconButton
          icon="fit"
          label={m.action_show_on_map()}
          on_press={() => fly_to(bounds_of([pit.place]), 21)}
        />
      </div>
      <p className={ui.caption}>
        {m.pit_by({ organisation: pit.organisation ?? "", date: date(pit.measured_on, locale) })}
        {pit.note && ` · ${pit.note}`}
      </p>
      {!gone && <Worth pit={pit} />}
      {pit.photo && (
        <a href={`/api/v1/trial_pits/${pit.id}/photo`} target="_blank" rel="noreferrer">
          <img
            className={css.photo}
            src={`/api/v1/trial_pits/${pit.id}/photo`}
            alt={m.pit_photo_of()}
            loading="lazy"
          />
        </a>
      )}
      {withdraw.isError && <Failed error={withdraw.error} />}
      {!gone && (
        <div>
          <Button className={ui.button!} isDisabled={withdraw.isPending} onPress={() => withdraw.mutate()}>
            {m.pit_withdraw()}
          </Button>
        </div>
      )}
    </div>
  );
}

function Worth({ pit }: { pit: TrialPit }) {
  const { locale } = useLocale();
  const texts = pit.outside.includes("position")
    ? [m.pit_outside_position({ away: metres(pit.away_m ?? 0, locale) })]
    : pit.outside.includes("depth")
      ? [m.pit_outside_depth()]
      : [];
  if (texts.length === 0) return <p className={ui.caption}>{m.pit_fits()}</p>;
  return (
    <p className={css.flag}>
      <Icon name="warning" size={16} />
      <span>{texts.join(" ")}</span>
    </p>
  );
}
