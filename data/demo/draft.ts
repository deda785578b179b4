import { line_hex, point_hex, polygon_hex } from "../importers/ewkb.ts";
import type { DepthSource, FeatureStatus, ImportedFeature } from "../importers/types.ts";
import { DEMO_SRID, type Ground } from "./ground.ts";

/** A place in the model plane, where streets run along rows and columns; metres. */
export type Place = readonly [x: number, y: number];

export interface Facts {
  readonly status?: FeatureStatus;
  readonly top_m?: number | null;
  readonly diameter_m?: number | null;
  readonly bottom_m?: number | null;
  readonly position_accuracy_m?: number | null;
  readonly depth_accuracy_m?: number | null;
  readonly depth_source?: DepthSource;
  readonly valid_from?: string;
  readonly valid_to?: string;
}

/** Longest straight piece of a bent line: at the town's bends this keeps within 1 cm of the curve. */
const STEP_M = 3;

/**
 * Turns drawings in the model plane into features in Lambert 72: every line and ring is densified and
 * then bent with the ground, so that what meets in the plane meets in the town.
 */
export class Drafter {
  constructor(
    readonly ground: Ground,
    private readonly prefix: string,
  ) {}

  /** Flat coordinates (`x, y, x, y, …`) of a bent line or closed ring. */
  private bend(places: readonly Place[], closed: boolean): number[] {
    const out: number[] = [];
    const count = closed ? places.length : places.length - 1;
    for (let i = 0; i < count; i++) {
      const [ax, ay] = places[i]!;
      const [bx, by] = places[(i + 1) % places.length]!;
      const pieces = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STEP_M));
      for (let k = 0; k < pieces; k++)
        out.push(...this.at(ax + ((bx - ax) * k) / pieces, ay + ((by - ay) * k) / pieces));
    }
    const last = closed ? places[0]! : places[places.length - 1]!;
    out.push(...this.at(last[0], last[1]));
    return out;
  }

  /** Lambert 72 coordinates of a model place, to the millimetre. */
  at(x_m: number, y_m: number): [number, number] {
    const [x, y] = this.ground.place(x_m, y_m);
    return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
  }

  line_geometry(places: readonly Place[]): string {
    return line_hex(this.bend(places, false), DEMO_SRID);
  }

  area_geometry(ring: readonly Place[], holes: readonly (readonly Place[])[] = []): string {
    return polygon_hex(
      [ring, ...holes].map((places) => this.bend(places, true)),
      DEMO_SRID,
    );
  }

  point(
    layer: string,
    id: string,
    place: Place,
    attributes: ImportedFeature["attributes"],
    facts: Facts = {},
  ): ImportedFeature {
    return this.feature(layer, id, point_hex(...this.at(place[0], place[1]), DEMO_SRID), attributes, facts);
  }

  line(
    layer: string,
    id: string,
    places: readonly Place[],
    attributes: ImportedFeature["attributes"],
    facts: Facts = {},
  ): ImportedFeature {
    return this.feature(layer, id, this.line_geometry(places), attributes, facts);
  }

  area(
    layer: string,
    id: string,
    ring: readonly Place[],
    attributes: ImportedFeature["attributes"],
    facts: Facts = {},
    holes: readonly (readonly Place[])[] = [],
  ): ImportedFeature {
    return this.feature(layer, id, this.area_geometry(ring, holes), attributes, facts);
  }

  /** A circle of `radius_m` in the town (not in the model plane). */
  disc(
    layer: string,
    id: string,
    centre: Place,
    radius_m: number,
    attributes: ImportedFeature["attributes"],
  ): ImportedFeature {
    const [x, y] = this.at(centre[0], centre[1]);
    const ring: number[] = [];
    for (let k = 0; k <= 24; k++) {
      const angle = ((k % 24) * Math.PI) / 12;
      ring.push(x + radius_m * Math.cos(angle), y + radius_m * Math.sin(angle));
    }
    return this.feature(layer, id, polygon_hex([ring], DEMO_SRID), attributes, {});
  }

  private feature(
    layer: string,
    id: string,
    geom_hex: string,
    attributes: ImportedFeature["attributes"],
    facts: Facts,
  ): ImportedFeature {
    return synthetic_feature(layer, `${this.prefix}${id}`, geom_hex, DEMO_SRID, attributes, facts);
  }
}

/** Goes through a drawing without working out its geometry, for who wants only what comes with it. */
export class BlankDrafter extends Drafter {
  override at(): [number, number] {
    return [0, 0];
  }

  override line_geometry(): string {
    return "";
  }

  override area_geometry(): string {
    return "";
  }
}

/** A generated object, marked as such. What `facts` leaves out is not known. */
export function synthetic_feature(
  layer: string,
  source_id: string,
  geom_hex: string,
  srid: number,
  attributes: ImportedFeature["attributes"],
  facts: Facts,
): ImportedFeature {
  return {
    kind: "feature",
    layer,
    source_id,
    geom_hex,
    srid,
    status: facts.status ?? "in_use",
    top_m: facts.top_m ?? null,
    bottom_m: facts.bottom_m ?? null,
    diameter_m: facts.diameter_m ?? null,
    position_accuracy_m: facts.position_accuracy_m ?? null,
    depth_accuracy_m: facts.depth_accuracy_m ?? null,
    depth_source: facts.depth_source ?? "unknown",
    valid_from: facts.valid_from ?? null,
    valid_to: facts.valid_to ?? null,
    attributes: { ...attributes, synthetic: true },
  };
}

/** The rectangle between two corners as an open ring. */
export function box(x0: number, y0: number, x1: number, y1: number): Place[] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
