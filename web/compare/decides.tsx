import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { indicators } from "../../data/catalog/indicators.ts";
import { measure_name } from "../draw/measure_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose, Go } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { type Column, compare_api } from "./compare_api.ts";
import { amount, difference, indicator_name } from "./figure_words.ts";

/** The shortest list of measures that makes one scenario better than another, per indicator. */
export function DecidesSection(props: { columns: readonly Column[]; district: string | null }) {
  const { locale } = useLocale();
  const list = props.columns.flatMap(({ id, name }) => (id === null ? [] : [{ id: String(id), name }]));
  const [pair, set_pair] = useState<{ better: string; than: string } | null>(null);
  const there = (id: string | undefined) => list.some((one) => one.id === id);
  const better = pair && there(pair.better) ? pair.better : list[1]!.id;
  const fallback = list.find((one) => one.id !== better)!.id;
  const than = pair && there(pair.than) && pair.than !== better ? pair.than : fallback;
  const answer = useQuery({
    queryKey: ["compare_decides", better, than, props.district],
    queryFn: () => compare_api.decides(Number(better), Number(than), props.district),
  });
  const name_of = (id: string | number) => list.find((one) => one.id === String(id))?.name ?? "";
  const names = { better: name_of(better), than: name_of(than) };
  return (
    <section className={page.block}>
      <h2>{m.compare_decides_title()}</h2>
      <p className={ui.quiet}>{m.compare_decides_hint(names)}</p>
      <div className={page.choices}>
        <Choose
          label={m.compare_decides_better()}
          value={better}
          on_change={(id) => set_pair({ better: id, than: id === than ? better : than })}
          sections={[{ choices: list }]}
        />
        <Choose
          label={m.compare_decides_than()}
          value={than}
          on_change={(id) => set_pair({ better: id === better ? than : better, than: id })}
          sections={[{ choices: list }]}
        />
      </div>
      {answer.isError && <Failed error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Loading rows={3} />}
      {answer.data?.indicators.length === 0 && <p>{m.compare_decides_none(names)}</p>}
      <ul className={css.decides}>
        {(answer.data?.indicators ?? []).map((one) => {
          const unit = indicators.find(({ id }) => id === one.id)!.unit;
          return (
            <li key={one.id}>
              <h3>
                {indicator_name(one.id, locale)}{" "}
                <span className={ui.quiet}>{difference(one.better - one.than, unit, locale)}</span>
              </h3>
              <ol>
                {one.measures.map((measure) => (
                  <li key={`${measure.scenario_id}-${measure.measure_id}`}>
                    <Go to={`/draw/${measure.scenario_id}/measures/${measure.measure_id}`}>
                      {measure_name(measure, locale)}
                    </Go>{" "}
                    {amount(measure.amount, unit, locale)}
                    {String(measure.scenario_id) === than && (
                      <span className={ui.caption}>
                        {" "}
                        {m.compare_decides_removed({ name: name_of(measure.scenario_id) })}
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
