import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Geometry, Position } from "geojson";
import { useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { client } from "../client.ts";
import css from "../draw/draw.module.css";
import { distance_m, plane_at } from "../draw/plane.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import ui from "../ui/ui.module.css";

/** Takes both ends of a street by its name, for who does not want to point at them. */
export function WholeStreet({ on_ends }: { on_ends: (ends: [Position, Position]) => void }) {
  const { locale } = useLocale();
  const [text, set_text] = useState("");
  const typed = text.trim();
  const query = useQuery({
    queryKey: ["streets", "search", typed],
    queryFn: () => client.streets({ q: typed, limit: 12 }),
    placeholderData: keepPreviousData,
    enabled: typed.length > 0,
  });
  const streets = typed ? (query.data?.streets ?? []) : [];
  return (
    <ComboBox
      className={css.number!}
      inputValue={text}
      onInputChange={set_text}
      value={null}
      items={streets}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
      onChange={async (key) => {
        const chosen = streets.find(({ id }) => id === key);
        if (!chosen) return;
        set_text(chosen.name);
        const street = await client.street(chosen.id);
        on_ends(street_ends(street.axis as unknown as Geometry));
        fly_to(street.bounds_wgs84);
      }}
    >
      <Label className={css.label!}>{m.corridor_whole_street()}</Label>
      <Input className={`${css.input} ${css.bordered}`} placeholder={m.search_placeholder()} />
      <Popover className={ui.popover!} offset={4}>
        <ListBox
          className={ui.listbox!}
          items={streets}
          dependencies={[locale]}
          renderEmptyState={() => (
            <p className={ui.caption}>{query.isFetching ? m.state_loading() : m.search_none({ text })}</p>
          )}
        >
          {(street: (typeof streets)[number]) => (
            <ListBoxItem id={street.id} textValue={street.name} className={ui.option!}>
              <span>{street.name}</span>
              <span className={ui.caption}>{length(street.length_m, locale)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** The two ends of a street's centre lines that lie furthest apart. */
export function street_ends(axis: Geometry): [Position, Position] {
  const lines =
    axis.type === "LineString" ? [axis.coordinates] : (axis as { coordinates: Position[][] }).coordinates;
  const ends = lines.flatMap((line) => [line[0]!, line.at(-1)!]);
  const plane = plane_at(ends[0]!);
  let best: [Position, Position] = [ends[0]!, ends.at(-1)!];
  let most_m = -1;
  for (const [k, one] of ends.entries())
    for (const other of ends.slice(k + 1)) {
      const apart_m = distance_m(plane.to(one), plane.to(other));
      if (apart_m > most_m) [best, most_m] = [[one, other], apart_m];
    }
  return best;
}
