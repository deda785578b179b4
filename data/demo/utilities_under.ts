import { line_hex } from "../importers/ewkb.ts";
import type { ImportedFeature } from "../importers/types.ts";
import type { GeneratedDataset } from "../load_demo.ts";
import { synthetic_feature } from "./draft.ts";
import type { Xy } from "./ground.ts";
import { type BuildingOutline, HouseFacades } from "./house_facades.ts";
import { join_mains, type LaidMain } from "./join_mains.ts";
import { known, mains_of, type Owner, register_gap, renewal_years } from "./mains.ts";
import { offset_line } from "./offset_line.ts";
import { nearest_on, polyline_length } from "./polyline.ts";
import { hash_text, Random } from "./random.ts";
import { type BareSegment, type Chain, cut_at_returns, type Link, street_chains } from "./street_chains.ts";
import { synthetic_dataset } from "./synthetic_dataset.ts";

/** Nobody knows where the property line runs: half the carriageway and a footway, at most to the end of the zone. */
const FOOTWAY_M = 2.4;
const HALF_STREET_M = 5.2;
/** Narrower than this all mains lie on top of each other. */
const LEAST_HALF_M = 1.8;
const SHORTEST_MAIN_M = 1;
const LONGEST_CONNECTION_M = 30;
/** Gravity sewers fall 3 mm a metre along a street, until a pump lifts them. */
const FALL = 0.003;
const MOST_FALL_M = 1.1;

const owners: readonly { readonly owner: Owner; readonly name: string; readonly organisation: string }[] = [
  { owner: "town", name: "Riolering en verlichting", organisation: "Rioolbeheer Voorbeeld (fictief)" },
  { owner: "grid", name: "Elektriciteit en gas", organisation: "Netbedrijf Voorbeeld (fictief)" },
  { owner: "water", name: "Drinkwater", organisation: "Waterbedrijf Voorbeeld (fictief)" },
  { owner: "telecom", name: "Telecom", organisation: "Telecom Voorbeeld (fictief)" },
];

/** Keys of the datasets that `utilities_under` makes begin with this. */
export const UNDER_KEY = "synthetic_under_";

export interface UnderOptions {
  /** EPSG code that all coordinates are in; metric. */
  readonly srid: number;
  /** For the names of the datasets. */
  readonly place: string;
  /** Buildings to connect; without them there are mains only. */
  readonly buildings?: readonly BuildingOutline[];
}

/**
 * Plausible utilities under imported streets, from the same table as the generated town's: mains per
 * centre line that follow its bends, joined to their like at crossings, and connections to the nearest
 * facades. One restricted dataset per fictional owner, every row marked synthetic. The same streets
 * give the same utilities, whatever their order. A main that a bend leaves no room for is left out.
 */
export function utilities_under(
  streets: readonly BareSegment[],
  options: UnderOptions,
): readonly GeneratedDataset[] {
  let made: ReadonlyMap<Owner, ImportedFeature[]> | null = null;
  const rows = (owner: Owner): readonly ImportedFeature[] => {
    made ??= all_rows(streets, options);
    return made.get(owner) ?? [];
  };
  return owners.map(({ owner, name, organisation }) => ({
    dataset: synthetic_dataset({
      key: `${UNDER_KEY}${owner}`,
      name: `${name}, ${options.place}`,
      owner: organisation,
      restricted: true,
    }),
    items: { [Symbol.iterator]: () => rows(owner)[Symbol.iterator]() },
  }));
}

function all_rows(streets: readonly BareSegment[], options: UnderOptions): Map<Owner, ImportedFeature[]> {
  const segments = streets.flatMap(cut_at_returns);
  const chains = street_chains(segments);
  const facades = new HouseFacades(options.buildings ?? [], segments);
  const laid = chains.flatMap((chain, index) => lay(chain, index));
  const out = new Map<Owner, ImportedFeature[]>();
  for (const main of join_mains(chains, laid)) {
    const list = out.get(main.main.owner) ?? [];
    if (list.length === 0) out.set(main.main.owner, list);
    const chain = chains[main.chain]!;
    for (const row of rows_of(main, chain, chain.links[main.link]!, facades, options.srid)) list.push(row);
  }
  return out;
}

/** The mains under every segment of a chain. */
function lay(chain: Chain, chain_index: number): LaidMain[] {
  const choice = hash_text(chain.street_id);
  const out: LaidMain[] = [];
  let station_m = 0;
  for (const [link_index, link] of chain.links.entries()) {
    const mains = mains_of({
      property_m: [half_street_m(chain, chain.left_m), half_street_m(chain, chain.right_m)],
      renewed: renewed_in(chain),
      // Where trees stand is not known: gas on one side only.
      trees: [false, true],
      canal: false,
      medium_voltage: chain.main_road || choice % 3 === 0,
      medium_pressure: chain.main_road,
      collector: chain.main_road,
      fall_m: Math.min(MOST_FALL_M, station_m * FALL),
    });
    station_m += polyline_length(link.line);
    for (const main of mains) {
      const offset_m = main.side === 0 ? main.offset_m : -main.offset_m;
      const line = offset_line(link.line, offset_m, link.before, link.after);
      if (line && polyline_length(line) >= SHORTEST_MAIN_M)
        out.push({ chain: chain_index, link: link_index, main, line });
    }
  }
  return out;
}

/** The year a street was last rebuilt: made up, but always the same. */
function renewed_in(chain: Chain): number {
  return renewal_years[hash_text(chain.street_id, 1) % renewal_years.length]!;
}

function half_street_m(chain: Chain, zone_m: number | null): number {
  const wanted_m = chain.width_m === null ? HALF_STREET_M : chain.width_m / 2 + FOOTWAY_M;
  return Math.max(LEAST_HALF_M, Math.min(zone_m ?? wanted_m, wanted_m));
}

function* rows_of(
  { main, line }: LaidMain,
  chain: Chain,
  link: Link,
  facades: HouseFacades,
  srid: number,
): Iterable<ImportedFeature> {
  const id = `${link.segment.id}_${main.layer}_${main.side}`;
  const random = new Random(hash_text(id));
  const renewed = renewed_in(chain);
  const gap = register_gap(renewed, hash_text(chain.street_id + main.layer));
  yield synthetic_feature(
    main.layer,
    id,
    line_hex(flat(line), srid),
    srid,
    { ...main.attributes, vertical_position: "underground" },
    known(random, renewed, main.top_m, main.diameter_m, gap),
  );
  if (!main.connection) return;
  const { connection } = main;
  for (const facade of facades.of_segment(link.segment.id)) {
    const own_side = side_of(link.line, facade.from) === main.side;
    if (main.own_side_only && !own_side) continue;
    const share = 0.1 + 0.8 * connection.along;
    const to: Xy = [
      facade.from[0] + (facade.to[0] - facade.from[0]) * share,
      facade.from[1] + (facade.to[1] - facade.from[1]) * share,
    ];
    const { place, distance } = nearest_on(line, to);
    if (distance < 0.3 || distance > LONGEST_CONNECTION_M || facades.blocked(place, to)) continue;
    yield synthetic_feature(
      main.layer,
      `${id}_${facade.building.id}`,
      line_hex(flat([place, to]), srid),
      srid,
      {
        material: connection.material,
        year_built: renewed,
        connection: true,
        vertical_position: "underground",
      },
      known(
        random,
        renewed,
        own_side ? connection.top_m : (connection.far_top_m ?? connection.top_m),
        connection.diameter_m,
        gap,
      ),
    );
  }
}

/** Side of a line that a place lies on: 0 left, 1 right. */
function side_of(line: readonly Xy[], place: Xy): number {
  const { piece } = nearest_on(line, place);
  const [a, b] = [line[piece]!, line[piece + 1]!];
  return (b[0] - a[0]) * (place[1] - a[1]) - (b[1] - a[1]) * (place[0] - a[0]) >= 0 ? 0 : 1;
}

/** Flat coordinates, to the millimetre. */
function flat(line: readonly Xy[]): number[] {
  return line.flatMap(([x, y]) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]);
}
