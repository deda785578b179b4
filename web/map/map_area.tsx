import { useQuery } from "@tanstack/react-query";
import type { FeatureCollection } from "geojson";
import type { PaddingOptions } from "maplibre-gl";
import { layers } from "../../data/catalog/layers/index.ts";
import { type Bounds, client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import type { Camera } from "../ui/view_state.ts";
import { map_fonts } from "./fonts.ts";
import css from "./map_area.module.css";
import { MapStrip } from "./map_strip.tsx";
import type { MapView } from "./map_style.ts";
import StreetMap from "./street_map.tsx";

export interface MapAreaProps {
  readonly view: Omit<MapView, "highlight" | "layers" | "origin" | "fonts">;
  readonly highlight: FeatureCollection;
  readonly chosen_street: string | null;
  readonly camera: Camera | null;
  readonly home: Bounds | null;
  readonly padding: PaddingOptions;
  readonly on_camera: (camera: Camera) => void;
  /** An address, and where one clicked (longitude, latitude). */
  readonly on_pick: (path: string, at: readonly [number, number]) => void;
  readonly picking: boolean;
  readonly synthetic: boolean;
  /** The part of the map that no panel covers. */
  readonly frame: PaddingOptions;
}

/** The map with its foot: everything that is loaded after the shell. */
export default function MapArea({ view, synthetic, frame, ...rest }: MapAreaProps) {
  const datasets = useQuery({ queryKey: ["datasets"], queryFn: client.datasets });
  const origin = window.location.origin;
  const sources = [...new Set((datasets.data?.datasets ?? []).map((d) => d.name))];
  return (
    <>
      <StreetMap view={{ ...view, layers, origin, fonts: map_fonts(origin) }} {...rest} />
      <div
        className={css.foot}
        style={{
          left: frame.left,
          right: frame.right,
          bottom: (frame.bottom ?? 0) > 40 ? (frame.bottom ?? 0) : 0,
        }}
      >
        <MapStrip
          synthetic={synthetic}
          attribution={sources.length > 0 ? m.strip_sources({ sources: sources.join(", ") }) : ""}
        />
      </div>
    </>
  );
}
