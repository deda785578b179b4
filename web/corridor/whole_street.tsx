import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Geometry, Position } from "geojson";
import { useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { client } from "../client.ts";
import css from "../draw/form.module.css";
import { distance_m, plane_at } from "../draw/plane.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import ui from "../ui/ui.module.css";

/** More names than this are not offered: one types on. */
const MOST_STREETS = 5;

/** Takes both ends of a street by its name, for who does not want to point at them. */
export function WholeStreet({ on_ends }: { on_ends: (ends: [Position, Position]) => void }) {
  const { locale } = useLocale();
  const [text, set_text] = useState("");
  const [taken, set_taken] = useState("");
  const typed = text.trim();
  const query = useQuery({
    queryKey: ["streets", "search", typed, MOST_STREETS],
    queryFn: () => client.streets({ q: typed, limit: MOST_STREETS }),
    placeholderData: keepPreviousData,
    enabled: typed.length > 0 && typed !== taken,
  });
  const open = typed.length > 0 && typed !== taken;
  const streets = open ? (query.data?.streets ?? []) : [];
  const take = async (id: string, name: string) => {
    set_text(name);
    set_taken(name);
    const street = await client.street(id);
    on_ends(street_ends(street.axis as unknown as Geometry));
    fly_to(street.bounds_wgs84);
  };
  return (
    <div className={ui.stack}>
      <TextField className={css.number!} value={text} onChange={set_text}>
        <Label className={css.label!}>{m.corridor_whole_street()}</Label>
        <Input className={`${css.input} ${css.bordered}`} placeholder={m.search_placeholder()} />
      </TextField>
      {open && query.isSuccess && !query.isFetching && streets.length === 0 && (
        <p className={ui.caption} role="status">
          {m.search_none({ text })}
        </p>
      )}
      {streets.length > 0 && (
        <ul className={ui.chips}>
          {streets.map(({ id, name, length_m }) => (
            <li key={id}>
              <Button className={ui.button!} onPress={() => void take(id, name)}>
                {name} <span className={ui.caption}>{length(length_m, locale)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
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
