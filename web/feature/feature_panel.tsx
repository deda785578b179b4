import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Attribute } from "../../data/catalog/types.ts";
import { client, type Feature } from "../client.ts";
import { layer_by_id, layer_name } from "../layer/layer_by_id.ts";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import { bounds_of } from "../map/bounds.ts";
import { LongSectionButton } from "../section/section_button.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, diameter, type Locale, metres, number } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { depth_source_word, status_word } from "./words.ts";

const TrialPits = lazy(() => import("../check/trial_pits.tsx").then((x) => ({ default: x.TrialPits })));

/** One object: depth, size, how sure its place is, its attributes and the delivery it came from. */
export function FeaturePanel({ layer, id, on_back }: { layer: string; id: string; on_back: () => void }) {
  const { locale } = useLocale();
  const query = useQuery({ queryKey: ["feature", layer, id], queryFn: () => client.feature(layer, id) });
  const datasets = useQuery({ queryKey: ["datasets"], queryFn: client.datasets });
  const entry = layer_by_id(layer);
  const feature = query.data;
  const bounds = feature ? bounds_of([feature.geometry]) : null;
  const dataset = datasets.data?.datasets.find((d) => String(d.id) === String(feature?.dataset_id));
  return (
    <Panel
      of={`feature-${layer}-${id}`}
      on_back={on_back}
      kicker={
        <span className={ui.row}>
          <LayerSymbol layer={layer} />
          {entry?.group === "above" ? m.layers_above() : m.layers_below()}
        </span>
      }
      title={feature_title(layer, feature, locale)}
      actions={
        bounds && <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(bounds, 20)} />
      }
    >
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {query.isPending && <Loading rows={8} />}
      {feature && (
        <>
          {entry?.group === "below" ? <BuriedNumbers feature={feature} /> : null}
          {feature.geometry.type.endsWith("LineString") && entry?.group === "below" ? (
            <LongSectionButton layer={layer} id={Number(id)} />
          ) : null}
          <dl className={ui.facts}>
            <dt>{m.feature_status()}</dt>
            <dd>{status_word(feature.status)}</dd>
            <dt>{m.feature_accuracy()}</dt>
            <dd>
              {feature.position_accuracy_m === null
                ? m.feature_accuracy_unknown()
                : `±\u00a0${metres(feature.position_accuracy_m, locale)}`}
            </dd>
            {attribute_rows(feature, entry?.attributes ?? [], locale).map(([name, value]) => (
              <FactRow key={name} name={name} value={value} />
            ))}
            <dt>{m.dataset_word()}</dt>
            <dd>
              <Go to={`/datasets/${feature.dataset_id}`}>{dataset?.name ?? String(feature.dataset_id)}</Go>
              {dataset?.synthetic && <div className={ui.caption}>{m.synthetic_long()}</div>}
            </dd>
            <dt>{m.feature_source_id()}</dt>
            <dd>{feature.source_id}</dd>
          </dl>
          {entry?.group === "below" && entry.theme !== "protection" && (
            <Suspense fallback={<Loading rows={2} />}>
              <TrialPits layer={layer} id={id} />
            </Suspense>
          )}
        </>
      )}
    </Panel>
  );
}

function feature_title(layer: string, feature: Feature | undefined, locale: Locale): string {
  const name = layer_name(layer, locale);
  const label = feature?.attributes.name ?? feature?.attributes.species;
  if (label) return `${name}: ${label}`;
  return feature?.diameter_m ? `${name} ${diameter(feature.diameter_m)}` : name;
}

function BuriedNumbers({ feature }: { feature: Feature }) {
  const { locale } = useLocale();
  const depth = (v: number | null) => (v === null ? "?" : metres(v, locale));
  return (
    <div className={ui.stack}>
      <Numbers
        items={[
          { label: m.feature_top(), value: depth(feature.top_m) },
          { label: m.feature_bottom(), value: depth(feature.bottom_m) },
          { label: m.feature_diameter(), value: feature.diameter_m ? diameter(feature.diameter_m) : "?" },
        ]}
      />
      <p className={ui.caption}>
        {m.feature_depth_source({ source: depth_source_word(feature.depth_source) })}
      </p>
    </div>
  );
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

const unit_sign: Readonly<Record<string, string>> = {
  m: "m",
  mm: "mm",
  m2: "m²",
  m3: "m³",
  cm: "cm",
  kv: "kV",
  bar: "bar",
  celsius: "°C",
  kw: "kW",
  pct: "%",
  eur: "€",
};

/** Attributes in the catalogue's order and words; what the catalogue does not know keeps the source's own name. */
export function attribute_rows(
  feature: Pick<Feature, "attributes">,
  known: readonly Attribute[],
  locale: Locale,
): [string, string][] {
  const write = (value: string | number | boolean, attribute?: Attribute): string => {
    if (typeof value === "boolean" || attribute?.type === "boolean") {
      return value === true || value === "true" ? m.yes() : m.no();
    }
    if (attribute?.type === "date") return date(String(value), locale);
    if (attribute?.value_names?.[String(value)]) return attribute.value_names[String(value)]![locale];
    if (typeof value === "number" && attribute?.unit !== "year") {
      const sign = attribute?.unit ? unit_sign[attribute.unit] : undefined;
      return `${number(value, locale, 3)}${sign ? `\u00a0${sign}` : ""}`;
    }
    return String(value);
  };
  const left = new Map(Object.entries(feature.attributes ?? {}).filter(([, v]) => v !== null && v !== ""));
  const rows: [string, string][] = [];
  for (const attribute of known) {
    const value = left.get(attribute.id);
    if (value === undefined || value === null) continue;
    rows.push([attribute.name[locale], write(value, attribute)]);
    left.delete(attribute.id);
  }
  for (const [key, value] of left) {
    if (value === null || key === "synthetic") continue;
    rows.push([key.replaceAll("_", " "), write(value)]);
  }
  return rows;
}
