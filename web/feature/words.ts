import type { FeatureStatus } from "../../data/importers/types.ts";
import type { Feature } from "../client.ts";
import * as m from "../text/compiled/messages.js";

export const status_word = (status: FeatureStatus): string =>
  ({
    in_use: m.status_in_use,
    disused: m.status_disused,
    projected: m.status_projected,
    under_construction: m.status_under_construction,
  })[status]();

export const depth_source_word = (source: Feature["depth_source"] | null): string =>
  ({
    measured: m.depth_measured,
    network_default: m.depth_network_default,
    typical: m.depth_typical,
    unknown: m.depth_unknown,
  })[source ?? "unknown"]();
