import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { client } from "./client.ts";
import { feature_highlight, finding_highlight, nothing } from "./finding/highlight.ts";
import { layer_colour } from "./layer/layer_by_id.ts";
import { bounds_of } from "./map/bounds.ts";
import type { Selection } from "./selection.ts";
import { fly_to } from "./ui/bus.ts";
import { opened_with_place, useGo } from "./ui/view_state.ts";

/**
 * What the address names as the map shows it: the street it lies in, what lights up, and the way back. Flies there
 * once, unless the page was opened with a place of its own.
 */
export function useShown(selection: Selection) {
  const go = useGo();
  const [location] = useLocation();
  const finding_id = selection.kind === "finding" ? selection.id : null;
  const finding = useQuery({
    queryKey: ["finding", finding_id],
    queryFn: () => client.finding(finding_id!),
    enabled: finding_id !== null,
  });
  const feature_of = selection.kind === "feature" ? selection : null;
  const feature = useQuery({
    queryKey: ["feature", feature_of?.layer, feature_of?.id],
    queryFn: () => client.feature(feature_of!.layer, feature_of!.id),
    enabled: feature_of !== null,
  });
  const street_id = selection.kind === "street" ? selection.id : (finding.data?.street_id ?? null);
  const street = useQuery({
    queryKey: ["street", street_id],
    queryFn: () => client.street(street_id!),
    enabled: selection.kind === "street" && street_id !== null,
  });

  const finding_data = finding_id === null ? undefined : finding.data;
  const feature_data = feature_of === null ? undefined : feature.data;
  const highlight = useMemo(() => {
    if (finding_data) return finding_highlight(finding_data, layer_colour);
    if (feature_data) return feature_highlight(feature_data, layer_colour);
    return nothing;
  }, [finding_data, feature_data]);

  // A thing opened by link or list is flown to, once, unless the address says where to look; a feature, which one
  // picks on the map itself, by a link alone.
  const [arrived_with_camera] = useState(() => opened_with_place() === true);
  const [first_location] = useState(location);
  const flown = useRef(arrived_with_camera ? location : "");
  const street_data = selection.kind === "street" ? street.data : undefined;
  useEffect(() => {
    if (flown.current === location) return;
    if (street_data) {
      flown.current = location;
      fly_to(street_data.bounds_wgs84);
    } else if (finding_data) {
      flown.current = location;
      const { a, b, stretch } = finding_data;
      const spots = [a, b].filter((t) => t.geometry?.type === "Point").map((t) => t.geometry);
      fly_to(bounds_of([stretch, ...spots]), 20.5);
    } else if (feature_data && opened_with_place() === false) {
      flown.current = location;
      fly_to(bounds_of([feature_data.geometry]), 20);
    } else {
      flown.current = "";
    }
  }, [location, street_data, finding_data, feature_data]);

  const drawn_in = selection.kind === "draw" ? selection.scenario : null;
  const drawn = selection.kind === "draw" ? selection.measure : null;
  const back = useCallback(() => {
    // As the button of the panel says: from a measure to its scenario, from there to all of them.
    if (drawn_in !== null) go(drawn === null ? "/draw" : `/draw/${drawn_in}`);
    // A finding belongs to a street: that is where back leads when one came by link.
    else if (window.history.length > 1 && window.history.state !== null && location !== first_location)
      window.history.back();
    else if (finding.data?.street_id) go(`/streets/${encodeURIComponent(finding.data.street_id)}`);
    else go("/");
  }, [go, location, first_location, finding.data?.street_id, drawn_in, drawn]);
  return { street_id, highlight, back };
}
