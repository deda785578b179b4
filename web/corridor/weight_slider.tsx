import { Slider, SliderThumb, SliderTrack } from "react-aria-components";
import layer from "../layer/layer_panel.module.css";
import css from "./corridor.module.css";

/** One weight: its words above, its value said beside them. */
export function WeightSlider(props: {
  label: string;
  value: number;
  most: number;
  step: number;
  said: (value: number) => string;
  on_change: (value: number) => void;
}) {
  const { label, value, most, step, said, on_change } = props;
  return (
    <Slider
      className={css.weight}
      aria-label={label}
      value={value}
      minValue={0}
      maxValue={most}
      step={step}
      onChange={on_change}
    >
      <span className={css.weight_words}>
        <span>{label}</span>
        <span className={layer.slider_label}>{said(value)}</span>
      </span>
      <SliderTrack className={layer.track!}>
        {({ state }) => (
          <>
            <span className={layer.fill} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className={layer.thumb!} aria-valuetext={said(value)} />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}
