import type { Feature, Geometry } from "geojson";
import type { Corridor, HeatNetwork } from "./corridor_api.ts";

/** A corridor's colour in map, table and profile; its number stands beside it everywhere. */
export const corridor_colours = ["#0b6e8f", "#a3480e", "#6b3fa0", "#3f6b1f", "#8a2360"] as const;
export const corridor_colour = (index: number): string => corridor_colours[index % corridor_colours.length]!;

/** The corridors as lines for the map, the chosen one on top. */
export function corridor_features(corridors: readonly Corridor[], chosen: number): Feature[] {
  const order = corridors
    .map((_, index) => index)
    .sort((one, other) => Number(one === chosen) - Number(other === chosen));
  return order.flatMap((index) => {
    const pieces = corridors[index]!.pieces;
    const longest = pieces.reduce((one, other) =>
      other.to_m - other.from_m > one.to_m - one.from_m ? other : one,
    );
    return pieces.map(
      (piece): Feature => ({
        type: "Feature",
        geometry: piece.geometry as unknown as Geometry,
        properties: {
          colour: corridor_colour(index),
          opacity: index === chosen ? 1 : 0.6,
          weight: index === chosen ? 1.5 : 0.8,
          ...(piece === longest ? { name: String(index + 1) } : {}),
        },
      }),
    );
  });
}

const HEAT_COLOUR = "#008080";
const CONNECTION_COLOUR = "#2fa0a0";

/** A heat network as lines for the map: the more a stretch carries, the wider. */
export function heat_features({ stretches, connections }: HeatNetwork): Feature[] {
  const most = Math.max(1, ...stretches.map(({ carried_mwh }) => carried_mwh));
  const line = (geometry: unknown, properties: Record<string, unknown>): Feature => ({
    type: "Feature",
    geometry: geometry as Geometry,
    properties: { opacity: 1, ...properties },
  });
  return [
    ...connections.map(({ geometry }) => line(geometry, { colour: CONNECTION_COLOUR, weight: 0.5 })),
    ...stretches.map(({ geometry, carried_mwh }, k) =>
      line(geometry, {
        colour: HEAT_COLOUR,
        weight: 0.8 + 1.4 * Math.sqrt(carried_mwh / most),
        name: String(k + 1),
      }),
    ),
  ];
}
