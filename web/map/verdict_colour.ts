import type { ExpressionSpecification } from "maplibre-gl";
import { map_palette, type Theme } from "../ui/theme.ts";

/** The colour of the verdict that an expression names; `otherwise` for any other word. */
export function verdict_colour(
  theme: Theme,
  verdict: ExpressionSpecification,
  otherwise: ExpressionSpecification | string,
): ExpressionSpecification {
  const p = map_palette[theme];
  return [
    "match",
    verdict,
    "violated",
    p.violated,
    "possible",
    p.possible,
    "unknown",
    p.unknown,
    "clear",
    p.clear,
    otherwise,
  ];
}
