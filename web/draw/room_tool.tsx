import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { Button } from "react-aria-components";
import { client } from "../client.ts";
import { layer_name } from "../layer/layer_by_id.ts";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { area } from "../text/number.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import type { Draft } from "./draft.ts";
import type { DrawDesk } from "./draw_desk.ts";
import { middle_of } from "./shape_edit.ts";

/** "Where can it go?": the band of the street in which a point of this type breaks no rule. */
export function RoomTool({ table, draft }: { table: DrawDesk; draft: Draft }) {
  const { locale } = useLocale();
  const room = useCell(table.room);
  const ask = useMutation({
    mutationFn: async () => {
      const [lon, lat] = middle_of(draft.geometry);
      const street = await client.street_at(lon!, lat!);
      const answer = await table.show_room(street.id);
      if (answer.band) fly_to(bounds_of([answer.band]), 20);
      return { answer, street: street.name };
    },
  });
  // The band belongs to this measure: it goes when another one is opened.
  useEffect(() => () => table.hide_room(), [table]);
  const found = room && ask.data ? ask.data : null;
  return (
    <section className={ui.stack}>
      <div className={ui.row}>
        <Button className={ui.button!} isDisabled={ask.isPending} onPress={() => ask.mutate()}>
          <Icon name="search" size={16} />
          {ask.isPending ? m.room_asking() : m.room_ask()}
        </Button>
        {found && (
          <Button className={ui.button!} onPress={() => table.hide_room()}>
            {m.room_hide()}
          </Button>
        )}
      </div>
      <div role="status" className={ui.stack}>
        {ask.isError && <p className={ui.caption}>{m.room_failed()}</p>}
        {found && (
          <p>
            {found.answer.band
              ? m.room_found({ area: area(found.answer.area_m2, locale), street: found.street })
              : m.room_none({ street: found.street })}
          </p>
        )}
      </div>
      {found && found.answer.hidden_layers.length > 0 && (
        <p className={ui.guidance}>
          <Icon name="lock" size={16} />
          <span>
            {m.room_hidden({
              layers: found.answer.hidden_layers.map((id) => layer_name(id, locale)).join(", "),
            })}
          </span>
        </p>
      )}
      {found && found.answer.blocked_by.length > 0 && (
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{m.room_blocked_by()}</th>
              <th scope="col" className={ui.figure}>
                {m.number_area()}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.answer.blocked_by.slice(0, 6).map(({ rule_id, layer, area_m2 }) => (
              <tr key={`${rule_id}/${layer}`}>
                <td>{layer_name(layer, locale)}</td>
                <td className={ui.figure}>{area(area_m2, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
