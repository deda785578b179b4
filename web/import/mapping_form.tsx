import { useState } from "react";
import { Button } from "react-aria-components";
import { layers } from "../../data/catalog/layers/index.ts";
import type { ImportInspection, ImportMapping, LayerMapping } from "../../data/importers/types.ts";
import { layer_by_id } from "../layer/layer_by_id.ts";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, number } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import css from "./import.module.css";
import { geometry_word } from "./importer_name.ts";

const none = "-";

export interface MappingFormProps {
  readonly inspection: ImportInspection;
  readonly mapping: ImportMapping;
  readonly on_change: (mapping: ImportMapping) => void;
}

/** Which source layer becomes which of ours, and which field fills which column. Starts from the guess. */
export function MappingForm({ inspection, mapping, on_change }: MappingFormProps) {
  const entry_of = (name: string): LayerMapping =>
    mapping.layers.find((l) => l.source_layer === name) ?? { source_layer: name, layer: null, fields: {} };
  const change = (name: string, next: LayerMapping) => {
    const known = mapping.layers.some((l) => l.source_layer === name);
    on_change({
      layers: known
        ? mapping.layers.map((l) => (l.source_layer === name ? next : l))
        : [...mapping.layers, next],
    });
  };
  return (
    <section className={ui.stack}>
      <h3>{m.import_layers_title()}</h3>
      <ul className={css.layers}>
        {inspection.layers.map((layer) => (
          <SourceLayer
            key={layer.name}
            layer={layer}
            entry={entry_of(layer.name)}
            on_change={(next) => change(layer.name, next)}
          />
        ))}
      </ul>
    </section>
  );
}

type Source = ImportInspection["layers"][number];

function SourceLayer(props: { layer: Source; entry: LayerMapping; on_change: (next: LayerMapping) => void }) {
  const { layer, entry, on_change } = props;
  const { locale } = useLocale();
  const [open, set_open] = useState(false);
  const columns = entry.layer ? columns_of(entry.layer, locale) : [];
  const mapped = columns.filter((column) => entry.fields[column.id]).length;
  return (
    <li className={css.layer}>
      <div className={css.layer_head}>
        <div>
          <p className={css.layer_name}>{layer.name}</p>
          <p className={ui.caption}>
            {m.import_layer_facts({
              count: number(layer.feature_count, locale),
              geometry: geometry_word(layer.geometry),
            })}
          </p>
        </div>
        <Choose
          label={m.import_becomes({ layer: layer.name })}
          hidden_label
          value={entry.layer ?? none}
          on_change={(id) => on_change({ ...entry, layer: id === none ? null : id })}
          sections={layer_sections(locale)}
        />
      </div>
      {entry.layer && layer.fields.length > 0 && (
        <>
          <Button className={css.fields_button!} aria-expanded={open} onPress={() => set_open(!open)}>
            <Icon name="chevron" size={14} />
            {m.import_fields({ mapped, total: columns.length })}
          </Button>
          {open && (
            <table className={ui.table}>
              <caption className="visually_hidden">{m.import_fields_of({ layer: layer.name })}</caption>
              <thead>
                <tr>
                  <th>{m.import_column()}</th>
                  <th>{m.import_field()}</th>
                  <th>{m.import_sample()}</th>
                </tr>
              </thead>
              <tbody>
                {columns.map((column) => {
                  const given = entry.fields[column.id];
                  return (
                    <tr key={column.id}>
                      <td>{column.name}</td>
                      <td>
                        <Choose
                          label={column.name}
                          hidden_label
                          value={given?.field ?? none}
                          on_change={(field) => {
                            const { [column.id]: _, ...rest } = entry.fields;
                            on_change({
                              ...entry,
                              fields: field === none ? rest : { ...rest, [column.id]: { ...given, field } },
                            });
                          }}
                          sections={[
                            {
                              choices: [
                                { id: none, name: m.import_field_none() },
                                ...layer.fields.map((f) => ({ id: f.name, name: f.name })),
                              ],
                            },
                          ]}
                        />
                      </td>
                      <td className={css.sample}>
                        {layer.fields.find((f) => f.name === given?.field)?.sample ?? ""}
                        {given?.unit ? ` (${given.unit})` : ""}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
        </>
      )}
    </li>
  );
}

function layer_sections(locale: Locale) {
  const of_group = (group: "above" | "below") =>
    layers
      .filter((l) => l.group === group)
      .map((l) => ({ id: l.id, name: l.name[locale], before: <LayerSymbol layer={l.id} /> }))
      .sort((a, b) => a.name.localeCompare(b.name, locale));
  return [
    { choices: [{ id: none, name: m.import_leave_out() }] },
    {
      title: m.import_base(),
      choices: [
        { id: "street_segment", name: m.import_street_segment() },
        { id: "district", name: m.district_word() },
      ],
    },
    { title: m.layers_above(), choices: of_group("above") },
    { title: m.layers_below(), choices: of_group("below") },
  ];
}

/** The columns a source field may fill, per target, in the reader's words. */
function columns_of(target: string, locale: Locale): { id: string; name: string }[] {
  const source_id = { id: "source_id", name: m.feature_source_id() };
  if (target === "street_segment") {
    return [
      source_id,
      { id: "street_name", name: m.column_street_name() },
      { id: "street_key", name: m.column_street_key() },
    ];
  }
  if (target === "district") {
    return [
      source_id,
      { id: "name", name: m.column_name() },
      { id: "inhabitants", name: m.column_inhabitants() },
      { id: "dwellings", name: m.column_dwellings() },
    ];
  }
  const entry = layer_by_id(target);
  const buried =
    entry?.group === "below"
      ? [
          { id: "top_m", name: m.feature_top() },
          { id: "bottom_m", name: m.feature_bottom() },
          { id: "diameter_m", name: m.feature_diameter() },
        ]
      : [];
  return [
    source_id,
    { id: "status", name: m.feature_status() },
    ...buried,
    { id: "position_accuracy_m", name: m.feature_accuracy() },
    ...(entry?.attributes ?? []).map((a) => ({ id: a.id, name: a.name[locale] })),
  ];
}
