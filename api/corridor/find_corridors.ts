import { problem } from "../errors.ts";
import { corridor_obstacles, near_segments, route_surroundings, to_analysis } from "../queries/corridor.ts";
import type { Transaction } from "../store/open_store.ts";
import type { CorridorGrid } from "./corridor_grid.ts";
import { WIDTH_M } from "./corridor_grid.ts";
import { type CorridorNumbers, corridor_numbers } from "./corridor_numbers.ts";
import type { Blockers } from "./find_blockers.ts";
import type { GridPath } from "./least_cost_path.ts";
import { type Crosses, line_crossings } from "./line_crossings.ts";
import type { LaidType } from "./measure_parts.ts";
import { type LinePiece, path_pieces } from "./path_pieces.ts";
import { type CorridorSearch, search_corridors } from "./search_corridors.ts";
import { type Read, send_off } from "./send_off.ts";
import { street_network } from "./street_network.ts";
import { type StreetRoute, street_routes } from "./street_routes.ts";
import type { CorridorWeights, Obstacle, Xy } from "./types.ts";

/** A line may be this long, so that an answer takes a few seconds at most. */
export const LONGEST_M = 2500;
/** A place this far from every centre line is in no street. */
const IN_STREET_M = 60;
/** Streets around A and B are looked at this far out, at least and as a share of the distance between them. */
const AROUND_M = 300;
const AROUND_SHARE = 0.5;

/** Coordinates go to the engine in millimetres, and through degrees. */
const ROUNDED_M = 0.003;

export interface CorridorsWanted {
  readonly laid: LaidType;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** A, places in between, B: WGS 84. */
  readonly places: readonly (readonly number[])[];
  readonly cover_min_m: number;
  readonly cover_max_m: number;
  readonly trench_width_m: number;
  readonly weights: CorridorWeights;
  readonly fixed_ends: boolean;
  readonly count: number;
  readonly scenario_id: number | null;
}

/** One way, with what it takes. */
export interface FoundCorridor {
  readonly route: number;
  readonly cost: number;
  readonly pieces: readonly LinePiece[];
  /** The same with every step aside over a line as a piece of its own. */
  readonly cut_pieces: readonly LinePiece[];
  readonly numbers: CorridorNumbers;
  readonly path: GridPath;
  /** In whose places and depths the path is. */
  readonly grid: CorridorGrid;
  /** The search says that it violates nothing for certain. */
  readonly free: boolean;
}

export interface FoundCorridors {
  readonly routes: readonly StreetRoute[];
  /** Per route, in the order of its indexes. */
  readonly obstacles: readonly (readonly Obstacle[])[];
  readonly found: readonly FoundCorridor[];
  readonly free: boolean;
  /** What is in the way, worked out when first asked for; null where a corridor exists that violates nothing for certain. */
  readonly explain: () => Explained | null;
  /** Per route; null where its streets have no place for the line. */
  readonly searches: readonly (CorridorSearch | null)[];
}

/** What is in the way on the first route that has any place for the line. */
export interface Explained {
  readonly blockers: Blockers;
  readonly obstacles: readonly Obstacle[];
  /** The way that each of the blockers' sets frees. */
  readonly freed: readonly FoundCorridor[];
}

/** What goes on in the database beside the search. */
export interface Beside {
  /** Is told of ways as they are found, and done once it has begun with them. */
  readonly begin: (found: readonly FoundCorridor[]) => Promise<void>;
  /** Ask for what lies along the next route while this one is searched, though it may not be needed. */
  readonly ahead: boolean;
}

/**
 * Corridors from A to B along the streets: routes through the street network, then the best ways through
 * the free space of each; `begin` is told of the best while others are looked for. Throws the problems of places that are in no street, not connected or too far apart.
 */
export async function find_corridors(
  read: Read,
  wanted: CorridorsWanted,
  { begin, ahead }: Beside = { begin: async () => undefined, ahead: false },
): Promise<FoundCorridors> {
  // No transaction stays open while the search goes on: what is begun beside it needs connections of its own.
  const { places, routes } = await read(async (sql) => {
    const places = await to_analysis(sql, wanted.places);
    return { places, routes: await routes_between(sql, places) };
  });
  const searches: { search: CorridorSearch | null; obstacles: readonly Obstacle[] }[] = [];
  let next: ReturnType<typeof ask_surroundings> | null = null;
  for (const [index, route] of routes.entries()) {
    // Another way through other streets is looked at where this one is not enough: its best only.
    const first = searches[0]?.search;
    if (first?.free && first.paths.length >= wanted.count) break;
    const around = await (next ?? ask_surroundings(read, wanted, route)).answer;
    const after = routes[index + 1];
    next = after && ahead ? ask_surroundings(read, wanted, after) : null;
    await next?.sent;
    const { obstacles } = around;
    let search = search_route(wanted, route, places, around);
    const tell = (paths: readonly GridPath[]): Promise<void> =>
      begin(paths.map((path) => described(search!, obstacles, wanted, index, path)));
    if (search) await tell(search.paths);
    if (search && index === 0) {
      const others = search.besides(search.paths, wanted.count).paths;
      search = { ...search, paths: [...search.paths, ...others] };
      await tell(others);
    }
    searches.push({ search, obstacles });
  }
  return found_in(
    searches.map(({ search }) => search),
    searches.map(({ obstacles }) => obstacles),
    routes,
    wanted,
  );
}

/** What searches of routes found, put together: what violates nothing first. Throws where no route has any place. */
export function found_in(
  searches: FoundCorridors["searches"],
  obstacles: FoundCorridors["obstacles"],
  routes: readonly StreetRoute[],
  wanted: Pick<CorridorsWanted, "laid" | "trench_width_m">,
): FoundCorridors {
  const found = searches
    .flatMap((search, route) =>
      search ? search.paths.map((path) => described(search, obstacles[route]!, wanted, route, path)) : [],
    )
    // A way that violates nothing is never listed after one that does.
    .sort((one, other) => Number(other.free) - Number(one.free) || one.cost - other.cost);
  if (found.length === 0)
    throw problem("corridor_no_place", "Expected a street wide enough for the line between its facades.");
  const free = found.some((one) => one.free);
  let explained: Explained | null = null;
  const explain = (): Explained | null => {
    if (free || explained) return explained;
    const route = searches.findIndex((search) => search !== null);
    const [search, here] = [searches[route]!, obstacles[route]!];
    const blockers = search.explain!();
    const freed = blockers.sets.map(({ path }) => described(search, here, wanted, route, path));
    explained = { blockers, obstacles: here, freed };
    return explained;
  };
  return { routes, obstacles, found, free, explain, searches };
}

async function routes_between(sql: Transaction, places: readonly Xy[]): Promise<StreetRoute[]> {
  const apart_m = Math.hypot(
    ...[0, 1].map((axis) => {
      const values = places.map((place) => place[axis]!);
      return Math.max(...values) - Math.min(...values);
    }),
  );
  if (apart_m > LONGEST_M)
    throw problem(
      "corridor_too_long",
      `Expected a line of at most ${LONGEST_M} m, got places ${Math.round(apart_m)} m apart.`,
    );
  const segments = await near_segments(sql, places, Math.max(AROUND_M, AROUND_SHARE * apart_m));
  const network = street_network(segments, places, IN_STREET_M);
  const nodes = network.joins.map((join, place) => {
    if (!join)
      throw problem(
        "corridor_off_street",
        `Expected places in a street, got one more than ${IN_STREET_M} m from every centre line (place ${place + 1} of ${places.length}).`,
      );
    return join.node;
  });
  const routes = street_routes(network, nodes);
  const [first] = routes;
  if (!first)
    throw problem(
      "corridor_not_connected",
      "Expected different places that streets connect, got places with no way between them.",
    );
  if (first.length_m > LONGEST_M)
    throw problem(
      "corridor_too_long",
      `Expected a line of at most ${LONGEST_M} m, got a way of ${Math.round(first.length_m)} m along the streets.`,
    );
  return routes.filter((route) => route.length_m <= LONGEST_M);
}

interface Surroundings extends Awaited<ReturnType<typeof route_surroundings>> {
  readonly obstacles: readonly Obstacle[];
}

/** Asks for what lies along a route. */
function ask_surroundings(
  read: Read,
  wanted: CorridorsWanted,
  route: StreetRoute,
): { answer: Promise<Surroundings>; sent: Promise<unknown> } {
  const of = {
    measure_type: wanted.laid.type.id,
    parameters: wanted.parameters,
    route: route.line,
    width_m: WIDTH_M,
    scenario_id: wanted.scenario_id,
  };
  const met = send_off(read, (sql, sending) => {
    const answer = corridor_obstacles(sql, of);
    sending();
    return answer;
  });
  const street = send_off(read, (sql, sending) => {
    const answer = route_surroundings(sql, route.line, WIDTH_M);
    sending();
    return answer;
  });
  const answer = Promise.all([met.answer, street.answer]).then(([obstacles, around]) => ({
    ...around,
    obstacles,
  }));
  // Asked ahead it may not be needed.
  answer.catch(() => undefined);
  return { answer, sent: Promise.all([met.sent, street.sent]) };
}

/** The best way along a route; null where its streets have no place for the line. */
function search_route(
  wanted: CorridorsWanted,
  route: StreetRoute,
  places: readonly Xy[],
  around: Surroundings,
): CorridorSearch | null {
  return search_corridors({
    ...around,
    route: route.line,
    from: places[0]!,
    to: places.at(-1)!,
    fixed_ends: wanted.fixed_ends,
    parts: wanted.laid.parts,
    cover_min_m: wanted.cover_min_m,
    cover_max_m: wanted.cover_max_m,
    trench_width_m: wanted.trench_width_m,
    weights: wanted.weights,
    count: 1,
    tolerance_m: ROUNDED_M,
  });
}

const known_crossings = new WeakMap<readonly Obstacle[], Crosses>();

/** As `line_crossings` has it; the ways of one route share it. */
function crossings_with(obstacles: readonly Obstacle[]): Crosses {
  const known = known_crossings.get(obstacles) ?? line_crossings(obstacles);
  known_crossings.set(obstacles, known);
  return known;
}

const known_corridors = new WeakMap<GridPath, FoundCorridor>();

/** A way with what it takes: worked out once, though the way is told of in several rounds. */
function described(
  search: CorridorSearch,
  obstacles: readonly Obstacle[],
  wanted: Pick<CorridorsWanted, "laid" | "trench_width_m">,
  route: number,
  path: GridPath,
): FoundCorridor {
  const known = known_corridors.get(path);
  if (known) return known;
  const crosses = crossings_with(obstacles);
  const pieces = path_pieces(search.grid, path, { crosses });
  const numbers = corridor_numbers(search.grid, path, pieces, {
    obstacles,
    parts: wanted.laid.parts,
    trench_width_m: wanted.trench_width_m,
    paved_share: search.paved_share,
  });
  const made: FoundCorridor = {
    route,
    cost: path.cost,
    pieces,
    cut_pieces: path_pieces(search.grid, path, { crosses, cut_steps: true }),
    numbers,
    path,
    grid: search.grid,
    free: search.free,
  };
  known_corridors.set(path, made);
  return made;
}
