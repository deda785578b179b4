import type { Geometry } from "geojson";
import { useState } from "react";
import { Button, Checkbox } from "react-aria-components";
import draw from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, length, number } from "../text/number.ts";
import { Icon } from "../ui/icon.tsx";
import { Numbers } from "../ui/panel.tsx";
import ui from "../ui/ui.module.css";
import css from "./corridor.module.css";
import type { HeatNetwork } from "./corridor_api.ts";
import { MakeMeasures } from "./make_measures.tsx";
import { Outcome } from "./outcome.tsx";

const nbsp = "\u00a0";
const mwh = (value: number, locale: Locale): string => `${number(value, locale)}${nbsp}MWh`;
const density = (value: number | null, locale: Locale): string =>
  value === null ? "–" : number(value, locale, 2, 2);

/** A heat network in numbers: as a whole, per stretch, per building, and as measures. */
export function HeatResult(props: { network: HeatNetwork; on_only: (ids: readonly number[]) => void }) {
  const { network, on_only } = props;
  const { locale } = useLocale();
  const { stretches, connections, left_out } = network;
  const first_street = stretches.find(({ street }) => street)?.street?.name ?? "";
  return (
    <Outcome label={m.heat_tab()}>
      <Numbers
        items={[
          { label: m.heat_length(), value: length(network.length_m, locale) },
          { label: m.heat_a_year(), value: mwh(network.demand_mwh, locale) },
          { label: m.heat_density(), value: density(network.density_mwh_m, locale) },
        ]}
      />
      <p className={ui.caption}>
        {m.heat_estimated({
          count: number(network.estimated_count, locale),
          all: number(connections.length, locale),
        })}
        {left_out.length > 0 && ` ${m.heat_left_out({ count: number(left_out.length, locale) })}`}
      </p>
      <div className={css.sides}>
        <table>
          <caption className="visually_hidden">{m.heat_stretches()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.heat_stretch()}</th>
              <th scope="col">{m.corridor_length()}</th>
              <th scope="col">{m.heat_buildings()}</th>
              <th scope="col">{m.heat_carried()}</th>
              <th scope="col">{m.heat_density()}</th>
            </tr>
          </thead>
          <tbody>
            {stretches.map((stretch, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: stretches are numbered so on the map
              <tr key={k}>
                <th scope="row">{`${k + 1} ${stretch.street?.name ?? ""}`}</th>
                <td>{length(stretch.length_m, locale)}</td>
                <td>{number(stretch.building_count, locale)}</td>
                <td>{mwh(stretch.carried_mwh, locale)}</td>
                <td>{density(stretch.density_mwh_m, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Buildings network={network} on_only={on_only} />
      <MakeMeasures
        scenario_name={`${m.heat_tab()} ${first_street}`.trim()}
        drafts={[
          ...stretches.map(({ geometry }) => draft("heat_line", geometry)),
          ...connections
            .filter(({ length_m }) => length_m > 0.1)
            .map(({ geometry }) => draft("heat_connection", geometry)),
        ]}
      />
      <p className={ui.caption}>{m.heat_centre_line()}</p>
    </Outcome>
  );
}

const draft = (measure_type: string, geometry: unknown) => ({
  measure_type,
  name: "",
  geometry: geometry as Geometry,
  parameters: {},
  from: null,
  until: null,
  phase_id: null,
});

/** Every building with its demand; who is unticked is left out of the next search. */
function Buildings({
  network,
  on_only,
}: {
  network: HeatNetwork;
  on_only: (ids: readonly number[]) => void;
}) {
  const { locale } = useLocale();
  const [off, set_off] = useState<readonly number[]>([]);
  const ids = network.connections.map(({ building_id }) => building_id);
  const kept = ids.filter((id) => !off.includes(id));
  return (
    <details className={draw.details}>
      <summary>{m.heat_building_list()}</summary>
      <ul className={css.blocks}>
        {network.connections.map(({ building_id, address, demand_mwh }) => {
          const on = !off.includes(building_id);
          return (
            <li key={building_id}>
              <Checkbox
                className={draw.checkbox!}
                isSelected={on}
                onChange={() => set_off(on ? [...off, building_id] : off.filter((id) => id !== building_id))}
              >
                <span className={draw.box}>{on && <Icon name="check" size={14} />}</span>
                {address ?? m.heat_building({ id: building_id })}
                <span className={ui.caption}>{mwh(demand_mwh, locale)}</span>
              </Checkbox>
            </li>
          );
        })}
      </ul>
      <Button
        className={ui.button!}
        isDisabled={off.length === 0 || kept.length === 0}
        onPress={() => on_only(kept)}
      >
        {m.heat_only_these()}
      </Button>
    </details>
  );
}
