import { layer_by_id } from "./layer_by_id.ts";

/** The legend's symbol: what the map draws, made small from the same catalogue entry. */
export function LayerSymbol({ layer }: { layer: string }) {
  const draw = layer_by_id(layer)?.draw;
  const colour = draw?.colour ?? "#918A6F";
  // Towards the ink of the theme, so that the edge holds on light and on dark panels.
  const edge = `color-mix(in srgb, ${draw?.outline ?? colour} 55%, var(--ink))`;
  return (
    <svg
      width="20"
      height="14"
      viewBox="0 0 20 14"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      {draw?.symbol === "dot" ? (
        <circle cx="10" cy="7" r="5" fill={colour} stroke={edge} strokeWidth="1" />
      ) : draw?.symbol === "area" ? (
        <rect x="1" y="1.500" width="18" height="11" rx="2.500" fill={colour} stroke={edge} strokeWidth="1" />
      ) : draw?.symbol === "hatch" ? (
        <>
          <rect
            x="1"
            y="1.500"
            width="18"
            height="11"
            rx="2.500"
            fill="none"
            stroke={colour}
            strokeWidth="1.200"
            strokeDasharray="3 2"
          />
          <path d="M4 12L12 2 M9 12L17 2" stroke={colour} strokeWidth="1.300" />
        </>
      ) : (
        <>
          <path d="M2 7h16" stroke={edge} strokeWidth="6" strokeLinecap="round" />
          <path d="M2 7h16" stroke={colour} strokeWidth="4" strokeLinecap="round" />
        </>
      )}
    </svg>
  );
}
