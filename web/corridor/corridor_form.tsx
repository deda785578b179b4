import { Checkbox } from "react-aria-components";
import { corridor_weights } from "../../data/catalog/corridor_weights.ts";
import css from "../draw/form.module.css";
import { ParameterForm } from "../draw/parameter_form.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import ui from "../ui/ui.module.css";
import type { CorridorQuestion } from "./corridor_api.ts";
import { cover_range, laid_types, without_covers } from "./laid_types.ts";
import { WeightSlider } from "./weight_slider.tsx";

/** Further down than this below the usual cover is looked only when asked for. */
const DEEPER_M = 1.6;
const SHALLOWER_M = 0.2;

/** The question before anything was changed. */
export function first_question(measure_type: string): CorridorQuestion {
  const type = laid_types.find(({ id }) => id === measure_type)!;
  const { usual_m, min_m, max_m } = cover_range(type);
  const cm = (metres: number) => Math.round(metres * 100) / 100;
  return {
    measure_type,
    parameters: {},
    cover_min_m: cm(Math.max(min_m, usual_m - SHALLOWER_M)),
    cover_max_m: cm(Math.min(max_m, usual_m + DEEPER_M)),
    weights: Object.fromEntries(corridor_weights.map(({ id, default: value }) => [id, value])),
    fixed_ends: false,
    scenario_id: null,
  };
}

/** What is to be laid, how deep it may lie, and what to avoid. */
export function CorridorForm(props: {
  question: CorridorQuestion;
  on_change: (question: CorridorQuestion) => void;
}) {
  const { question, on_change } = props;
  const { locale } = useLocale();
  const type = laid_types.find(({ id }) => id === question.measure_type)!;
  const { min_m, max_m } = cover_range(type);
  const set = (part: Partial<CorridorQuestion>) => on_change({ ...question, ...part });
  return (
    <div className={css.form}>
      <Choose
        label={m.corridor_type()}
        value={question.measure_type}
        on_change={(id) => {
          const { weights, fixed_ends, scenario_id } = question;
          on_change({ ...first_question(id), weights, fixed_ends, scenario_id });
        }}
        sections={[{ choices: laid_types.map(({ id, name }) => ({ id, name: name[locale] })) }]}
      />
      <div className={css.inline}>
        <NumberInput
          label={m.corridor_cover_min()}
          unit="m"
          bounds={[min_m, question.cover_max_m]}
          field={[question.cover_min_m, (cover_min_m) => set({ cover_min_m })]}
        />
        <NumberInput
          label={m.corridor_cover_max()}
          unit="m"
          bounds={[question.cover_min_m, max_m]}
          field={[question.cover_max_m, (cover_max_m) => set({ cover_max_m })]}
        />
      </div>
      <details className={css.details}>
        <summary>{m.corridor_sizes()}</summary>
        <ParameterForm
          type={without_covers(type)}
          parameters={question.parameters}
          on_change={(parameters) => set({ parameters })}
        />
      </details>
      <details className={css.details}>
        <summary>{m.corridor_weights()}</summary>
        <div className={css.form}>
          <p className={ui.caption}>{m.corridor_weights_text()}</p>
          {corridor_weights.map((weight) => (
            <WeightSlider
              key={weight.id}
              label={weight.name[locale]}
              value={question.weights[weight.id] ?? weight.default}
              most={weight.most}
              step={weight.step}
              said={(value) => `${number(value, locale, 1)} m ${weight.per[locale]}`}
              on_change={(value) => set({ weights: { ...question.weights, [weight.id]: value } })}
            />
          ))}
          <Checkbox
            className={css.checkbox!}
            isSelected={question.fixed_ends}
            onChange={(fixed_ends) => set({ fixed_ends })}
          >
            <span className={css.box}>{question.fixed_ends && <Icon name="check" size={14} />}</span>
            {m.corridor_fixed_ends()}
          </Checkbox>
        </div>
      </details>
    </div>
  );
}
