import type { Theme } from "../ui/theme.ts";

/** Plain colours, so that a saved drawing looks the same outside the page. */
export interface SectionPalette {
  readonly sky: string;
  readonly soil: string;
  readonly soil_line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly paper: string;
  readonly ground: string;
  readonly accent: string;
  readonly silhouette: string;
  readonly violated: string;
  readonly possible: string;
  readonly unknown: string;
}

export const section_palette: Readonly<Record<Theme, SectionPalette>> = {
  light: {
    sky: "#f3f6f6",
    soil: "#efe7da",
    soil_line: "#ddd1bd",
    ink: "#1f2a2e",
    quiet: "#56616a",
    paper: "#ffffff",
    ground: "#7a5c3e",
    accent: "#1f6f5c",
    silhouette: "#b9c0c2",
    violated: "#b3261e",
    possible: "#b96a00",
    unknown: "#6b6f76",
  },
  dark: {
    sky: "#1d2528",
    soil: "#2a241d",
    soil_line: "#3d3529",
    ink: "#e9edeb",
    quiet: "#a9b4b6",
    paper: "#14191b",
    ground: "#b79269",
    accent: "#62c2a8",
    silhouette: "#4a5559",
    violated: "#ff8d83",
    possible: "#f0b057",
    unknown: "#aab0b7",
  },
};

/** Part of a drawing that says nothing new to a screen reader: rulers, labels of things that have a name of their own. */
export const decoration = { "aria-hidden": true } as const;
