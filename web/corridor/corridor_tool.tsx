import { useMutation } from "@tanstack/react-query";
import type { Geometry } from "geojson";
import { useMemo, useState } from "react";
import { Button, Checkbox } from "react-aria-components";
import draw from "../draw/form.module.css";
import { type_name } from "../draw/measure_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { metres, number } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { Sketch } from "../underground/sketch.ts";
import { SketchTool } from "../underground/sketch_tool.tsx";
import { useSketch } from "../underground/use_sketch.ts";
import { type Corridors, corridor_api } from "./corridor_api.ts";
import { corridor_colour, corridor_features } from "./corridor_features.ts";
import { CorridorFindings } from "./corridor_findings.tsx";
import { CorridorForm, first_question } from "./corridor_form.tsx";
import { useCorridorLayer } from "./corridor_layer.ts";
import { CorridorSides } from "./corridor_sides.tsx";
import { DepthProfile } from "./depth_profile.tsx";
import { laid_types } from "./laid_types.ts";
import { MakeMeasures } from "./make_measures.tsx";
import { NoCorridor } from "./no_corridor.tsx";
import { Outcome } from "./outcome.tsx";
import { WholeStreet } from "./whole_street.tsx";

/** With places in between a row of points is ended by hand. */
const MOST_POINTS = 12;

/** From two places to corridors side by side, on the map, and into a scenario. */
export function CorridorTool() {
  const sketch = useSketch();
  return sketch ? <WithSketch sketch={sketch} /> : <Loading rows={6} />;
}

function WithSketch({ sketch }: { sketch: Sketch }) {
  const { shape } = useCell(sketch.state);
  const [via, set_via] = useState(false);
  const [question, set_question] = useState(() => first_question(laid_types[0]!.id));
  const [chosen, set_chosen] = useState(0);
  const places = shape?.type === "MultiPoint" ? shape.coordinates : [];
  const search = useMutation({
    mutationFn: () => corridor_api.corridors(question, places),
    onSuccess: () => set_chosen(0),
  });
  const answer = search.data;
  const features = useMemo(
    () => (answer ? corridor_features(answer.corridors, chosen) : []),
    [answer, chosen],
  );
  useCorridorLayer(features);
  return (
    <div className={ui.stack}>
      <p className={ui.caption}>{m.corridor_intro()}</p>
      <SketchTool sketch={sketch} kinds={["points"]} most_points={via ? MOST_POINTS : 2} />
      <WholeStreet on_ends={(ends) => sketch.put({ type: "MultiPoint", coordinates: ends })} />
      <Checkbox className={draw.checkbox!} isSelected={via} onChange={set_via}>
        <span className={draw.box}>{via && <Icon name="check" size={14} />}</span>
        {m.corridor_via()}
      </Checkbox>
      <CorridorForm question={question} on_change={set_question} />
      <Button
        className={ui.primary!}
        isDisabled={places.length < 2 || search.isPending}
        onPress={() => search.mutate()}
      >
        <Icon name="search" size={16} />
        {m.corridor_search()}
      </Button>
      {search.isPending && <Loading rows={6} label={m.corridor_searching()} />}
      {search.isError && <Failed error={search.error} />}
      {answer && !search.isPending && <Result answer={answer} chosen={chosen} on_choose={set_chosen} />}
    </div>
  );
}

function Result(props: { answer: Corridors; chosen: number; on_choose: (index: number) => void }) {
  const { answer, chosen, on_choose } = props;
  const { locale } = useLocale();
  const corridor = answer.corridors[chosen]!;
  const streets = corridor.streets.map(({ name }) => name).join(", ");
  const name = `${type_name(answer.measure_type, locale)} ${corridor.streets[0]?.name ?? ""}`.trim();
  return (
    <Outcome label={answer.free ? m.corridor_found() : m.corridor_least_bad()}>
      {answer.no_corridor && <NoCorridor why={answer.no_corridor} />}
      <h2>{answer.free ? m.corridor_found() : m.corridor_least_bad()}</h2>
      <CorridorSides {...{ answer, chosen, on_choose }} />
      <p className={ui.caption}>
        {m.corridor_different({
          share: number(answer.different.share * 100, locale),
          apart: metres(answer.different.apart_m, locale),
        })}
      </p>
      <h2>{m.corridor_number({ number: chosen + 1 })}</h2>
      <p className={ui.caption}>{streets}</p>
      <DepthProfile corridor={corridor} colour={corridor_colour(chosen)} />
      <CorridorFindings corridor={corridor} />
      <MakeMeasures
        key={chosen}
        scenario_name={name}
        drafts={corridor.pieces.map(({ geometry, parameters }) => ({
          measure_type: answer.measure_type,
          name: "",
          geometry: geometry as unknown as Geometry,
          parameters,
          from: null,
          until: null,
          phase_id: null,
        }))}
      />
    </Outcome>
  );
}
