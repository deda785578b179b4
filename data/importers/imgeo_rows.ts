import type { Row, Value } from "./flatgeobuf.ts";
import { type Draft, feature_draft, own_fields, text } from "./map_row.ts";

/** Layer of ours per function of a road part (wegdeel). */
const ROAD: readonly (readonly [RegExp, string])[] = [
  [/^fietspad/, "cycle_path"],
  [/^(voetpad|voetgangersgebied)/, "footway"],
  [/^parkeervlak/, "parking"],
  [/^(rijbaan|woonerf|inrit|ov-baan|overweg|calamiteitendoorsteek)/i, "carriageway"],
];
/** Kind of green of our catalogue per class of plant cover. */
const GREEN: readonly (readonly [RegExp, string])[] = [
  [/bos|houtwal/, "forest"],
  [/grasland agrarisch|bouwland|fruitteelt|boomteelt/, "farmland"],
  [/gras/, "lawn"],
  [/groenvoorziening|struiken|heesters/, "planting"],
  [/heide|duin|moeras|rietland|kwelder/, "nature_plot"],
];

/** What an object of IMGeo (BGT, `kind` its class) becomes. Ended versions are history and are left out. */
export function imgeo_drafts(row: Row, kind: string): readonly Draft[] {
  const { fields } = row;
  if (text(fields.eindRegistratie) !== null || text(fields.terminationDate) !== null)
    return [
      { kind: "left_out", code: "history_left_out", reason: "versions that have ended (eindRegistratie)" },
    ];
  const found = layer_of(kind, fields);
  if (!found)
    return [
      {
        kind: "left_out",
        code: "no_layer",
        reason: `objects of the kind ${kind} that belong to no layer here`,
      },
    ];
  const [layer, extra] = found;
  const id = text(fields.lokaalID) ?? text(fields.gml_id) ?? String(row.row);
  const status = text(fields["bgt-status"]) === "plan" ? "projected" : "in_use";
  return [feature_draft(layer, id, { status, attributes: { ...prefixed(own_fields(row)), ...extra } })];
}

function layer_of(kind: string, fields: Row["fields"]): [string, Record<string, Value>] | null {
  const surface = text(fields["plus-fysiekVoorkomenWegdeel"]) ?? text(fields.surfaceMaterial);
  const paved = surface === null || surface === "waardeOnbekend" ? text(fields.surfaceMaterial) : surface;
  switch (kind) {
    case "TrafficArea": {
      const layer = ROAD.find(([pattern]) => pattern.test(text(fields.function) ?? ""))?.[1];
      return layer ? [layer, paved ? { surface: paved } : {}] : null;
    }
    case "AuxiliaryTrafficArea":
      return text(fields.function) === "berm" ? ["green", { kind: "verge" }] : null;
    case "PlantCover": {
      const word = text(fields.class) ?? "";
      const green = GREEN.find(([pattern]) => pattern.test(word))?.[1];
      return ["green", green ? { kind: green } : {}];
    }
    case "OnbegroeidTerreindeel":
      return /verhard/.test(text(fields["bgt-fysiekVoorkomen"]) ?? "") ? ["paving", {}] : null;
    case "BuildingPart":
      return ["building", {}];
    case "Waterdeel":
    case "WaterBody":
      return ["surface_water", {}];
    case "SolitaryVegetationObject":
      return text(fields["plus-type"]) === "haag" ? ["hedge", { kind: "hedge" }] : ["tree", {}];
    case "Mast":
    case "Paal":
      return /lichtmast/.test(text(fields["plus-type"]) ?? "") ? ["public_lighting", {}] : null;
    default:
      return null;
  }
}

function prefixed(own: Record<string, Value>): Record<string, Value> {
  const { function: function_, class: class_, ...rest } = own;
  // `function` of a road part is no function of a building.
  return {
    ...rest,
    ...(function_ === undefined ? {} : { "bgt-functie": function_ }),
    ...(class_ === undefined ? {} : { "bgt-klasse": class_ }),
  };
}
