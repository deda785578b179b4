import latin_400 from "@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2?url";
import latin_600 from "@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff2?url";
import type { FontFacesSpecification } from "maplibre-gl";

/** The page's own font for map labels, from the same files; addresses are absolute, as MapLibre asks. */
export const map_fonts = (origin: string): FontFacesSpecification => ({
  "Source Sans 3": [{ url: new URL(latin_400, origin).href, "unicode-range": ["U+0000-024F"] }],
  "Source Sans 3 Semibold": [{ url: new URL(latin_600, origin).href, "unicode-range": ["U+0000-024F"] }],
});
