import { createHash } from "node:crypto";
import { docs_style } from "./docs_page.ts";

// react-aria-components puts these into the page itself; a test in a browser notices when they change.
const pressable = `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`;
const no_overscroll = `@layer {
  * {
    overscroll-behavior: contain;
  }
}`;

/** The style elements that pages of ours hold, as a content security policy names them; no other is taken. */
export const style_hashes: readonly string[] = [docs_style, pressable, no_overscroll].map(
  (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
);
