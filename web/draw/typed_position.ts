import type { Position } from "geojson";
import { client, Problem } from "../client.ts";
import { parse_position } from "./parse_position.ts";

/**
 * A typed place in WGS 84, asked of the server where it was typed in metres; null where it is no place or
 * lies in no system in use here. Rejects with a Problem where the server does not answer.
 */
export async function typed_position(text: string): Promise<Position | null> {
  const place = parse_position(text);
  if (!place || "wgs84" in place) return place?.wgs84 ?? null;
  try {
    const { lon, lat } = await client.position(...place.metres);
    return [lon, lat];
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return null;
    throw error;
  }
}
