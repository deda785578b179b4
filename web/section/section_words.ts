import { depth_source_word } from "../feature/words.ts";
import { layer_by_id, layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { diameter, type Locale, metres, number } from "../text/number.ts";
import type { Section, SectionFinding, SectionObject } from "./section_data.ts";
import type { SectionPlace } from "./section_place.ts";

/** "Gas, lage druk ø110", with the object's own name where it has one. */
export function object_title(object: SectionObject, locale: Locale): string {
  const own = object.attributes.label ?? object.attributes.name ?? object.attributes.species;
  const size = object.diameter_m && object.layer !== "tree" ? ` ${diameter(object.diameter_m)}` : "";
  return `${layer_name(object.layer, locale)}${size}${own ? ` (${own})` : ""}`;
}

/** The label in the drawing: short, with what changes how one reads it. */
export function object_label(object: SectionObject, locale: Locale): string {
  const name = layer_name(object.layer, locale);
  const size = object.diameter_m ? ` ${diameter(object.diameter_m)}` : "";
  const notes = [
    object.status === "projected" ? m.section_note_planned() : null,
    object.status === "disused" ? m.section_note_disused() : null,
    object.top_m === null ? m.section_depth_unknown() : null,
    object.removed.length > 0 ? m.section_note_removed() : null,
  ].filter(Boolean);
  return `${name}${size}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}

/** "0,8 tot 0,91 m diep", "diepte onbekend", or nothing for what stands on the ground. */
export function depth_words(object: SectionObject, locale: Locale): string {
  if (object.top_m === null || object.bottom_m === null)
    return layer_by_id(object.layer)?.group === "below" ? m.section_depth_unknown() : "";
  return m.section_depth({
    top: number(object.top_m, locale, 2, 1),
    bottom: metres(object.bottom_m, locale),
    accuracy: metres(object.depth_accuracy_m, locale),
    source:
      object.kind === "measure"
        ? m.section_note_planned()
        : depth_source_word(object.depth_source as "measured"),
  });
}

/** Where along the section: "op 5,3 m", "van 2,0 tot 4,5 m", with how it lies. */
export function place_words(object: SectionObject, locale: Locale): string {
  const at = metres((object.from_m + object.to_m) / 2, locale);
  const span = { from: number(object.from_m, locale, 1, 1), to: metres(object.to_m, locale) };
  switch (object.relation) {
    case "crossing":
      return m.section_crosses({ at, angle: number(object.angle_deg ?? 90, locale) });
    case "ends":
      return m.section_ends({ at });
    case "along":
      return m.section_along({ ...span, distance: metres(object.distance_m, locale) });
    case "point":
      return m.section_point({ at, distance: metres(object.distance_m, locale) });
    default:
      return m.section_span(span);
  }
}

/** How sure its place is: "± 0,5 m", marked where nobody gave it. */
export const accuracy_words = (object: SectionObject, locale: Locale): string =>
  object.position_assumed
    ? m.section_place_assumed({ accuracy: metres(object.position_accuracy_m, locale) })
    : m.section_place_known({ accuracy: metres(object.position_accuracy_m, locale) });

/** Whose it is and where that comes from. */
export function source_words(object: SectionObject): string {
  if (object.kind === "measure") return m.section_of_plan();
  const owner = object.owner ?? m.section_owner_unknown();
  return object.dataset && object.dataset !== owner ? `${owner} · ${object.dataset}` : owner;
}

/** Everything about one object in a sentence or two, for a screen reader and the line under the drawing. */
export const object_sentence = (object: SectionObject, locale: Locale): string =>
  [
    object_title(object, locale),
    place_words(object, locale),
    depth_words(object, locale),
    accuracy_words(object, locale),
    source_words(object),
  ]
    .filter(Boolean)
    .join(". ");

/** "0,4 van 0,5 m": what is there and what is asked. */
export function finding_numbers(finding: SectionFinding, locale: Locale): string {
  const [there, asked] =
    finding.required_vertical_m !== null && finding.vertical_m !== null && finding.required_m === null
      ? [finding.vertical_m, finding.required_vertical_m]
      : [finding.distance_m, finding.required_m];
  if (there === null || asked === null) return "";
  return m.section_of_required({ there: number(there, locale, 2, 1), asked: metres(asked, locale) });
}

/** The heading: the street and where it is cut. */
export function section_title(section: Section, locale: Locale, place?: SectionPlace): string {
  const own =
    place?.kind === "feature" &&
    section.objects.find(({ id, layer }) => id === place.id && layer === place.layer);
  if (own) return m.section_title_long({ street: object_title(own, locale) });
  if (section.street_name === null) return m.section_title_line({ length: metres(section.length_m, locale) });
  if (section.at_m === null) return m.section_title_long({ street: section.street_name });
  return m.section_title_street({ street: section.street_name, at: number(section.at_m, locale, 1) });
}
