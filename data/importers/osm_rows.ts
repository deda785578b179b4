import type { Row, Value } from "./flatgeobuf.ts";
import { type Draft, feature_draft, type SegmentDraft } from "./map_row.ts";
import { osm_id, osm_metres, osm_tags, osm_year, type Tags } from "./osm_tags.ts";

const ROADS = new Set([
  "motorway",
  "trunk",
  "primary",
  "secondary",
  "tertiary",
  "unclassified",
  "residential",
  "living_street",
  "pedestrian",
  "road",
  "service",
  "motorway_link",
  "trunk_link",
  "primary_link",
  "secondary_link",
  "tertiary_link",
]);
/** Ways that are streets only where they have a name. */
const PATHS = new Set(["track", "path", "footway", "cycleway", "steps", "bridleway"]);
/** Private access and aisles are no streets. */
const NO_STREET = new Set(["driveway", "parking_aisle", "drive-through", "emergency_access"]);

/** Kind of green of our catalogue per tag of OpenStreetMap. */
const GREEN: Readonly<Record<string, string>> = {
  "landuse=grass": "lawn",
  "landuse=village_green": "lawn",
  "landuse=recreation_ground": "park",
  "landuse=meadow": "farmland",
  "landuse=farmland": "farmland",
  "landuse=farm": "farmland",
  "landuse=orchard": "farmland",
  "landuse=forest": "forest",
  "landuse=flowerbed": "planting",
  "landuse=allotments": "garden",
  "leisure=park": "park",
  "leisure=garden": "garden",
  "leisure=nature_reserve": "nature_plot",
  "natural=wood": "forest",
  "natural=scrub": "planting",
  "natural=shrubbery": "planting",
  "natural=grassland": "lawn",
  "natural=heath": "nature_plot",
};
const STREAMS = new Set(["river", "stream", "canal", "ditch", "drain", "brook"]);

/** What an element of OpenStreetMap becomes; several things where it is several (a road: segment and carriageway). */
export function osm_drafts(row: Row, table: string): readonly Draft[] {
  const tags = osm_tags(row);
  const id = osm_id(row, table);
  const out: Draft[] = [];
  const add = (layer: string, attributes: Record<string, Value>): void => {
    out.push(
      feature_draft(layer, id, {
        status: status_of(tags),
        attributes: { ...without_empty(attributes), ...own_tags(tags) },
      }),
    );
  };
  const has = (kind: "point" | "line" | "area"): boolean => {
    const { parts } = row;
    return (
      parts !== null &&
      (kind === "point" ? parts.points.length : kind === "line" ? parts.lines.length : parts.areas.length) > 0
    );
  };
  if (has("area")) areas(tags, add);
  else if (has("line")) {
    const segment = street_segment(tags, id);
    if (segment) out.push(segment);
    lines(tags, add);
  } else if (has("point")) points(tags, add);
  if (out.length > 0) return out;
  if (tags.natural === "tree_row")
    return [
      { kind: "left_out", code: "tree_row", reason: "tree rows: where their trees stand is not known" },
    ];
  return [
    { kind: "left_out", code: "no_layer", reason: "OpenStreetMap elements that belong to no layer here" },
  ];
}

type Add = (layer: string, attributes: Record<string, Value>) => void;

function street_segment(tags: Tags, id: string): SegmentDraft | null {
  const { highway } = tags;
  if (!highway || tags.area === "yes") return null;
  const named = tags.name !== undefined;
  if (!ROADS.has(highway) && !(PATHS.has(highway) && named)) return null;
  if (highway === "service" && !named && NO_STREET.has(tags.service ?? "")) return null;
  return {
    kind: "segment",
    source_id: id,
    street_key: null,
    street_name: tags["name:nl"] ?? tags.name ?? null,
    attributes: without_empty({
      highway,
      surface: tags.surface ?? null,
      max_speed: number(tags.maxspeed),
      oneway: tags.oneway ?? null,
      width_m: osm_metres(tags.width),
      lanes: number(tags.lanes),
      tunnel: tags.tunnel ?? null,
      bridge: tags.bridge ?? null,
    }),
  };
}

function areas(tags: Tags, add: Add): void {
  const { highway } = tags;
  const road = tags["area:highway"] ?? (tags.area === "yes" || highway ? highway : undefined);
  const water =
    tags.natural === "water" ||
    tags.landuse === "basin" ||
    tags.landuse === "reservoir" ||
    tags.waterway === "riverbank";
  if (tags.building && tags.building !== "no")
    add("building", {
      function: tags.building === "yes" ? null : tags.building,
      height_m: osm_metres(tags.height),
      year_built: osm_year(tags.start_date),
      dwellings: number(tags["building:flats"]),
      address: address(tags),
    });
  else if (tags.amenity === "parking" || tags.amenity === "parking_space" || tags.parking === "street_side")
    parking(tags, add);
  else if (road) road_area(road, tags, add);
  else if (water) add("surface_water", { name: tags.name ?? null, kind: tags.water ?? tags.landuse ?? null });
  else if (tags.barrier === "hedge") add("hedge", { kind: "hedge", height_m: osm_metres(tags.height) });
  else {
    hubs(tags, add);
    const green = ["landuse", "leisure", "natural"].map((key) => GREEN[`${key}=${tags[key]}`]).find(Boolean);
    if (green) add("green", { kind: green, public_access: tags.access === "private" ? false : null });
  }
}

function road_area(road: string, tags: Tags, add: Add): void {
  const surface = tags.surface ?? null;
  if (road === "footway" || road === "pedestrian") add("footway", { surface });
  else if (road === "cycleway") add("cycle_path", { surface });
  else if (ROADS.has(road)) add("carriageway", { surface, category: road });
}

function lines(tags: Tags, add: Add): void {
  const { highway } = tags;
  if (highway && tags.area !== "yes") {
    const width_m = osm_metres(tags.width);
    const surface = tags.surface ?? null;
    if (highway === "cycleway" || (highway === "path" && tags.bicycle === "designated"))
      add("cycle_path", { surface, width_m });
    else if (highway === "footway" || highway === "steps" || highway === "path")
      add("footway", { surface, width_m });
    else if (highway === "pedestrian") add("footway", { surface, width_m });
    else if (ROADS.has(highway) || highway === "track")
      add("carriageway", { surface, width_m, category: highway, max_speed: number(tags.maxspeed) });
  }
  if (STREAMS.has(tags.waterway ?? ""))
    add("surface_water", { name: tags.name ?? null, kind: tags.waterway! });
  if (tags.barrier === "hedge")
    add("hedge", { kind: "hedge", height_m: osm_metres(tags.height), species: tags.species ?? null });
  if (tags.amenity === "parking" || tags.parking === "street_side") parking(tags, add);
  if (tags.power === "cable" || tags.power === "line" || tags.power === "minor_line") {
    const volts = number(tags.voltage?.split(";")[0]);
    const kv = volts === null ? null : volts / 1000;
    const layer =
      kv !== null && kv <= 1
        ? "electricity_lv"
        : (kv !== null && kv <= 36) || tags.power === "minor_line"
          ? "electricity_mv"
          : "electricity_hv";
    add(layer, {
      voltage_kv: kv,
      owner: tags.operator ?? null,
      vertical_position: tags.power === "cable" ? "underground" : "suspendedOrElevated",
    });
  }
  if (tags.man_made === "pipeline") {
    const layer = PIPELINES[tags.substance ?? tags.type ?? ""];
    if (layer)
      add(layer, {
        owner: tags.operator ?? null,
        vertical_position:
          tags.location === "overground" || tags.location === "overhead" ? "onGroundSurface" : null,
      });
  }
}

const PIPELINES: Readonly<Record<string, string>> = {
  gas: "gas_high",
  natural_gas: "gas_high",
  water: "water_main",
  drinking_water: "water_main",
  heat: "heat_network",
  hot_water: "heat_network",
  steam: "heat_network",
  sewage: "sewer_combined",
  rainwater: "sewer_rain",
};

function points(tags: Tags, add: Add): void {
  if (tags.natural === "tree") {
    const circumference_m = osm_metres(tags.circumference);
    const species = tags.species ?? tags["name:botanical"] ?? tags["species:nl"] ?? tags.genus ?? null;
    add("tree", {
      species,
      species_class: /^(populus|salix)\b/i.test(species ?? "") ? "poplar_willow" : null,
      height_m: osm_metres(tags.height),
      crown_diameter_m: osm_metres(tags.diameter_crown),
      trunk_diameter_cm:
        circumference_m === null ? null : Math.round((circumference_m / Math.PI) * 1000) / 10,
      year_planted: osm_year(tags.start_date),
    });
  }
  if (tags.amenity === "charging_station")
    add("charge_point", {
      operator: tags.operator ?? null,
      points: number(tags.capacity),
      access: tags.access ?? null,
    });
  if (tags.amenity === "parking" || tags.amenity === "parking_space") parking(tags, add);
  if (tags.highway === "street_lamp")
    add("public_lighting", { led: tags.light_method === "LED" || tags.lamp_type === "LED" ? true : null });
  hubs(tags, add);
}

function hubs(tags: Tags, add: Add): void {
  if (tags.amenity === "car_sharing")
    add("mobility_hub", { name: tags.name ?? null, shared_cars: number(tags.capacity) });
  else if (tags.amenity === "bicycle_rental")
    add("mobility_hub", { name: tags.name ?? null, shared_bikes: number(tags.capacity) });
  else if (tags.amenity === "mobility_hub" || tags.mobility_hub === "yes")
    add("mobility_hub", { name: tags.name ?? null });
}

function parking(tags: Tags, add: Add): void {
  const orientation = tags.orientation ?? tags["parking:orientation"] ?? "";
  add("parking", {
    bays: number(tags.capacity) ?? (tags.amenity === "parking_space" ? 1 : null),
    orientation: ["parallel", "perpendicular", "diagonal"].includes(orientation) ? orientation : null,
    kind: tags.parking ?? null,
    surface: tags.surface ?? null,
  });
}

function address(tags: Tags): string | null {
  const street = tags["addr:street"];
  const house = tags["addr:housenumber"];
  return house ? [street, house].filter(Boolean).join(" ") : null;
}

function status_of(tags: Tags): "in_use" | "disused" | "projected" | "under_construction" {
  if (tags.disused === "yes" || tags.abandoned === "yes") return "disused";
  if (tags.highway === "construction" || tags.building === "construction") return "under_construction";
  return tags.highway === "proposed" ? "projected" : "in_use";
}

/** The tags under their own names, `osm:` before them so that none passes for an attribute of ours. */
function own_tags(tags: Tags): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const [key, value] of Object.entries(tags)) out[`osm:${key}`] = value;
  return out;
}

function without_empty(attributes: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}

function number(value: string | undefined): number | null {
  return value !== undefined && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
