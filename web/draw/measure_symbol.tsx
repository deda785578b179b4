import type { MeasureType } from "../../data/catalog/types.ts";

/** The palette's symbol: the geometry one draws, in the colours of the catalogue. */
export function MeasureSymbol({ type, size = 22 }: { type: MeasureType; size?: number }) {
  const { colour } = type.symbol;
  const edge = `color-mix(in srgb, ${type.symbol.outline ?? colour} 65%, var(--ink))`;
  const row = type.becomes.some(({ shape }) => shape === "points_along");
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 22 22"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      {type.geometry === "area" ? (
        <>
          <path
            d="M4 6.500L15.500 3.500L19 14.500L8 18.500Z"
            fill={colour}
            stroke={edge}
            strokeWidth="1.600"
            strokeLinejoin="round"
          />
          {type.symbol.symbol === "hatch" && (
            <path d="M7 16L15 5M10.500 17L17 8.500M5.500 12L10 5.500" stroke={edge} strokeWidth="1.100" />
          )}
        </>
      ) : type.geometry === "point" ? (
        <>
          <circle cx="11" cy="11" r="7" fill={colour} stroke={edge} strokeWidth="1.600" />
          <circle cx="11" cy="11" r="1.800" fill="#fff" />
        </>
      ) : row ? (
        <>
          <path d="M3 15L19 7" stroke={edge} strokeWidth="1.200" strokeDasharray="2 1.600" />
          <circle cx="4.500" cy="14.200" r="3.200" fill={colour} stroke={edge} strokeWidth="1.300" />
          <circle cx="11" cy="11" r="3.200" fill={colour} stroke={edge} strokeWidth="1.300" />
          <circle cx="17.500" cy="7.800" r="3.200" fill={colour} stroke={edge} strokeWidth="1.300" />
        </>
      ) : (
        <>
          <path
            d="M3 16L9 10L13 12L19 6"
            fill="none"
            stroke={edge}
            strokeWidth="5.500"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          <path
            d="M3 16L9 10L13 12L19 6"
            fill="none"
            stroke={colour}
            strokeWidth="3.200"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}
