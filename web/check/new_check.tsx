import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { measure_types } from "../../data/catalog/measures/index.ts";
import { draw_api } from "../draw/draw_api.ts";
import draw from "../draw/form.module.css";
import rows from "../draw/rows.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Choose, Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import { Panel } from "../ui/panel.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import type { Sketch } from "../underground/sketch.ts";
import { SketchTool } from "../underground/sketch_tool.tsx";
import { useSketch } from "../underground/use_sketch.ts";
import { check_api, type OverlapQuestionInput } from "./check_api.ts";
import { question_title } from "./check_words.ts";

/** A trench as most are dug; only where the form starts. */
const usual = { width_m: 0.8, depth_m: 1.2 };

/** The question of an overlap check: drawn, from a file, or a scenario; and those asked before. */
export function NewCheck({ on_back }: { on_back: () => void }) {
  const sketch = useSketch();
  const go = useGo();
  const cache = useQueryClient();
  const ask = useMutation({
    mutationFn: check_api.ask,
    onSuccess: (answer) => {
      cache.setQueryData(["overlap_check", String(answer.id)], answer);
      void cache.invalidateQueries({ queryKey: ["overlap_checks"] });
      go(`/underground/check/${answer.id}`);
    },
  });
  return (
    <Panel of="check" on_back={on_back} kicker={m.mode_underground()} title={m.underground_check()}>
      <p className={ui.quiet}>{m.check_start_text()}</p>
      {sketch && <Drawn sketch={sketch} pending={ask.isPending} on_ask={ask.mutate} />}
      <OfScenario pending={ask.isPending} on_ask={ask.mutate} />
      {ask.isError && <Failed error={ask.error} />}
      <Before />
    </Panel>
  );
}

interface Asking {
  pending: boolean;
  on_ask: (question: OverlapQuestionInput) => void;
}

function Drawn({ sketch, pending, on_ask }: Asking & { sketch: Sketch }) {
  const { locale } = useLocale();
  const { shape, drawing, live } = useCell(sketch.state);
  const [width_m, set_width] = useState(usual.width_m);
  const [depth_m, set_depth] = useState(usual.depth_m);
  const [any_depth_m, set_any_depth] = useState(Number.NaN);
  const [laid, set_laid] = useState("");
  const seen = shape ?? live;
  const line = seen?.type === "LineString" || seen?.type === "MultiLineString";
  useEffect(() => sketch.show_band(line ? width_m : 0), [sketch, line, width_m]);
  const types = measure_types.filter(({ geometry }) => geometry === (line ? "line" : "area"));
  const measure_type = types.some(({ id }) => id === laid) ? laid : null;
  return (
    <div className={draw.form}>
      <SketchTool sketch={sketch} kinds={["area", "line"]} />
      {shape && drawing === null && (
        <>
          <div className={draw.inline}>
            {line && (
              <NumberInput label={m.check_width()} unit="m" bounds={[0.1, 50]} field={[width_m, set_width]} />
            )}
            {line ? (
              <NumberInput
                label={m.check_depth()}
                unit="m"
                bounds={[0.05, 30]}
                field={[depth_m, set_depth]}
              />
            ) : (
              <NumberInput
                label={m.check_depth()}
                hint={m.check_depth_any()}
                unit="m"
                bounds={[0.05, 30]}
                field={[any_depth_m, set_any_depth]}
              />
            )}
          </div>
          <Choose
            label={m.check_laid()}
            value={measure_type ?? ""}
            on_change={set_laid}
            sections={[
              {
                choices: [
                  { id: "", name: m.check_laid_nothing() },
                  ...types.map(({ id, name }) => ({ id, name: name[locale] })),
                ],
              },
            ]}
          />
          <div className={ui.row}>
            <Button
              className={ui.primary!}
              isDisabled={pending}
              onPress={() =>
                on_ask({
                  geometry: shape,
                  measure_type,
                  ...(line
                    ? { trench_width_m: width_m, dig_depth_m: depth_m }
                    : { dig_depth_m: Number.isNaN(any_depth_m) ? null : any_depth_m }),
                })
              }
            >
              <Icon name="search" size={16} />
              {pending ? m.check_asking() : m.check_ask()}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function OfScenario({ pending, on_ask }: Asking) {
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const list = scenarios.data?.scenarios ?? [];
  const [chosen, set_chosen] = useState("");
  if (list.length === 0) return null;
  return (
    <div className={draw.inline}>
      <Choose
        label={m.check_scenario()}
        value={chosen}
        on_change={set_chosen}
        sections={[{ choices: list.map(({ id, name }) => ({ id: String(id), name })) }]}
      />
      <Button
        className={ui.button!}
        isDisabled={pending || chosen === ""}
        onPress={() => on_ask({ scenario_id: Number(chosen) })}
      >
        {pending ? m.check_asking() : m.check_ask()}
      </Button>
    </div>
  );
}

function Before() {
  const { locale } = useLocale();
  const before = useQuery({ queryKey: ["overlap_checks"], queryFn: check_api.list });
  const list = before.data?.overlap_checks ?? [];
  if (list.length === 0) return null;
  return (
    <section className={ui.stack}>
      <h2>{m.check_before()}</h2>
      <ul className={rows.rows}>
        {list.slice(0, 12).map((one) => (
          <li key={one.id}>
            <Go to={`/underground/check/${one.id}`} className={rows.row}>
              <Icon name="search" />
              <span className={rows.row_text}>
                <strong>{question_title(one, locale)}</strong>
                <span className={ui.caption}>{moment(one.created_at, locale)}</span>
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  );
}
