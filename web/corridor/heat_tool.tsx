import { useMutation } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { Button, Checkbox } from "react-aria-components";
import { assumed_demand_kwh_m2 } from "../../data/catalog/heat_demand.ts";
import draw from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { Sketch } from "../underground/sketch.ts";
import { SketchTool } from "../underground/sketch_tool.tsx";
import { useSketch } from "../underground/use_sketch.ts";
import { corridor_api } from "./corridor_api.ts";
import { heat_features } from "./corridor_features.ts";
import { useCorridorLayer } from "./corridor_layer.ts";
import { HeatResult } from "./heat_result.tsx";
import { useBuildingChoice } from "./use_building_choice.ts";

/** From a source to a heat network over the streets, with the heat density of each stretch. */
export function HeatTool() {
  const sketch = useSketch();
  return sketch ? <WithSketch sketch={sketch} /> : <Loading rows={6} />;
}

function WithSketch({ sketch }: { sketch: Sketch }) {
  const { locale } = useLocale();
  const { shape, drawing } = useCell(sketch.state);
  const [reach_m, set_reach] = useState(150);
  const [least_mwh, set_least] = useState(10);
  const [demand_kwh_m2, set_demand] = useState(assumed_demand_kwh_m2);
  const [choosing, set_choosing] = useState(false);
  const [chosen, set_chosen] = useState<readonly number[]>([]);
  const toggle = useCallback(
    (id: number) => set_chosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id])),
    [],
  );
  useBuildingChoice(choosing && drawing === null, toggle);
  const source = shape?.type === "MultiPoint" ? shape.coordinates[0] : undefined;
  const search = useMutation({
    mutationFn: (ids: readonly number[] | null) =>
      corridor_api.heat_network({
        source: source!,
        reach_m,
        least_mwh: ids === null ? least_mwh : 0,
        demand_kwh_m2,
        building_ids: ids,
      }),
  });
  const network = search.data;
  const features = useMemo(() => (network ? heat_features(network) : []), [network]);
  useCorridorLayer(features);
  return (
    <div className={ui.stack}>
      <p className={ui.caption}>{m.heat_intro()}</p>
      <SketchTool sketch={sketch} kinds={["points"]} most_points={1} />
      <Checkbox className={draw.checkbox!} isSelected={choosing} onChange={set_choosing}>
        <span className={draw.box}>{choosing && <Icon name="check" size={14} />}</span>
        {m.heat_choose()}
      </Checkbox>
      {choosing ? (
        <div className={ui.row} role="status">
          <span>{m.heat_chosen({ count: number(chosen.length, locale) })}</span>
          <Button className={ui.button!} isDisabled={chosen.length === 0} onPress={() => set_chosen([])}>
            {m.heat_choose_none()}
          </Button>
        </div>
      ) : (
        <div className={draw.inline}>
          <NumberInput label={m.heat_reach()} unit="m" bounds={[10, 1500]} field={[reach_m, set_reach]} />
          <NumberInput
            label={m.heat_least()}
            unit="MWh"
            bounds={[0, 100_000]}
            field={[least_mwh, set_least]}
          />
        </div>
      )}
      <NumberInput
        label={m.heat_demand()}
        unit="kWh/m²"
        bounds={[1, 1000]}
        field={[demand_kwh_m2, set_demand]}
      />
      <p className={ui.caption}>{m.heat_demand_text()}</p>
      <Button
        className={ui.primary!}
        isDisabled={source === undefined || search.isPending || (choosing && chosen.length === 0)}
        onPress={() => search.mutate(choosing ? chosen : null)}
      >
        <Icon name="search" size={16} />
        {m.heat_search()}
      </Button>
      {search.isPending && <Loading rows={6} label={m.corridor_searching()} />}
      {search.isError && <Failed error={search.error} />}
      {network && !search.isPending && <HeatResult network={network} on_only={(ids) => search.mutate(ids)} />}
    </div>
  );
}
