import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Position } from "geojson";
import { useEffect, useState } from "react";
import { Button, FileTrigger } from "react-aria-components";
import draw from "../draw/form.module.css";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import { NumberInput } from "../ui/number_input.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { Sketch } from "../underground/sketch.ts";
import { SketchTool } from "../underground/sketch_tool.tsx";
import { useSketch } from "../underground/use_sketch.ts";
import css from "./check.module.css";
import { check_api } from "./check_api.ts";

export interface TrialPitFormProps {
  readonly layer: string;
  readonly id: string | number;
  /** Where it is expected; can be pointed at anew. */
  readonly place: Position | null;
  readonly on_cancel: () => void;
  readonly on_saved: () => void;
}

/** A measurement of an object in a trial pit, with its place on the map. */
export function TrialPitForm(props: TrialPitFormProps) {
  const sketch = useSketch();
  return sketch ? <Form {...props} sketch={sketch} /> : null;
}

function Form({ layer, id, place, on_cancel, on_saved, sketch }: TrialPitFormProps & { sketch: Sketch }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const { shape } = useCell(sketch.state);
  const [top_m, set_top] = useState(Number.NaN);
  const [depth_accuracy_m, set_depth_accuracy] = useState(0.05);
  const [position_accuracy_m, set_position_accuracy] = useState(0.1);
  const [measured_on, set_measured_on] = useState(() => new Date().toISOString().slice(0, 10));
  const [note, set_note] = useState("");
  const [photo, set_photo] = useState<File | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form begins where it was opened
  useEffect(() => {
    if (place) sketch.put({ type: "MultiPoint", coordinates: [place] });
  }, [sketch]);
  const at = shape?.type === "MultiPoint" ? shape.coordinates[0]! : null;
  const save = useMutation({
    mutationFn: async () => {
      const pit = await check_api.add_pit(layer, id, {
        place: { type: "Point", coordinates: at! },
        ...{ position_accuracy_m, top_m, depth_accuracy_m, measured_on, note },
      });
      if (!photo) return null;
      // The measurement is kept whatever becomes of its photo.
      return check_api.put_photo(pit.id, photo).then(
        () => null,
        (error: Error) => error.message,
      );
    },
    onSuccess: (photo_trouble) => {
      for (const key of ["trial_pits", "street", "findings", "finding", "authority", "streets"])
        void cache.invalidateQueries({ queryKey: [key] });
      if (photo_trouble === null) on_saved();
    },
  });
  // Typed places are a form of their own, and stand in no other: Enter there would send both, and leave the page.
  return (
    <div className={css.form}>
      <h4>{m.pit_add_for({ layer: layer_name(layer, locale) })}</h4>
      <SketchTool sketch={sketch} kinds={["points"]} most_points={1} words={{ points: m.pit_place }} />
      <p className={ui.caption} role="status">
        {at
          ? m.pit_place_set({ lat: number(at[1]!, locale, 6, 6), lon: number(at[0]!, locale, 6, 6) })
          : m.pit_place_missing()}
      </p>
      <form
        className={css.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (at && !Number.isNaN(top_m)) save.mutate();
        }}
      >
        <div className={draw.inline}>
          <NumberInput label={m.pit_top()} unit="m" bounds={[-5, 30]} field={[top_m, set_top]} />
          <NumberInput
            label={m.pit_depth_accuracy()}
            unit="m"
            bounds={[0, 2]}
            field={[depth_accuracy_m, set_depth_accuracy]}
          />
          <NumberInput
            label={m.pit_position_accuracy()}
            unit="m"
            bounds={[0, 5]}
            field={[position_accuracy_m, set_position_accuracy]}
          />
        </div>
        <label className={draw.number}>
          <span className={draw.label}>{m.pit_date()}</span>
          <input
            type="date"
            required
            className={`${draw.input} ${draw.bordered}`}
            value={measured_on}
            onChange={(event) => set_measured_on(event.target.value)}
          />
        </label>
        <label className={draw.number}>
          <span className={draw.label}>{m.pit_note()}</span>
          <input
            className={`${draw.input} ${draw.bordered}`}
            maxLength={200}
            value={note}
            onChange={(event) => set_note(event.target.value)}
          />
        </label>
        <div className={ui.row}>
          <FileTrigger
            acceptedFileTypes={["image/jpeg", "image/png", "image/webp"]}
            onSelect={(list) => set_photo(list?.[0] ?? null)}
          >
            <Button className={ui.button!} aria-describedby="pit_photo_hint">
              <Icon name="import" size={16} />
              {m.pit_photo()}
            </Button>
          </FileTrigger>
          <span id="pit_photo_hint" className={ui.caption} role="status">
            {photo ? photo.name : m.pit_photo_hint()}
          </span>
        </div>
        {save.isError && <Failed error={save.error} />}
        {save.data && (
          <p className={css.flag} role="alert">
            {m.pit_photo_failed({ reason: save.data })}
          </p>
        )}
        <div className={ui.row}>
          <Button
            type="submit"
            className={ui.primary!}
            isDisabled={!at || Number.isNaN(top_m) || measured_on === "" || save.isPending || save.isSuccess}
          >
            {save.isPending ? m.pit_saving() : m.pit_save()}
          </Button>
          <Button className={ui.button!} onPress={save.isSuccess ? on_saved : on_cancel}>
            {save.isSuccess ? m.action_close() : m.action_cancel()}
          </Button>
        </div>
      </form>
    </div>
  );
}
