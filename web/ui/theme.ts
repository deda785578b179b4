/** What MapLibre needs as plain values; the verdict colours equal those of tokens.css (tested). */
export type Theme = "light" | "dark";

export interface MapPalette {
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
  readonly halo: string;
  readonly accent: string;
  readonly street: string;
  readonly violated: string;
  readonly possible: string;
  readonly unknown: string;
  readonly clear: string;
}

export const map_palette: Readonly<Record<Theme, MapPalette>> = {
  light: {
    ground: "#f4f2ec",
    ink: "#1f2a2e",
    quiet: "#56616a",
    halo: "#ffffff",
    accent: "#1f6f5c",
    street: "#c9c2b4",
    violated: "#b3261e",
    possible: "#b96a00",
    unknown: "#6b6f76",
    clear: "#2e7d32",
  },
  dark: {
    ground: "#171d1f",
    ink: "#e9edeb",
    quiet: "#a9b4b6",
    halo: "#0f1314",
    accent: "#62c2a8",
    street: "#465056",
    violated: "#ff8d83",
    possible: "#f0b057",
    unknown: "#aab0b7",
    clear: "#7fcb8d",
  },
};
