import { type KeyboardEvent, useRef } from "react";
import type { Locale } from "../text/number.ts";
import { type SectionObject, thing_key } from "./section_data.ts";
import { object_sentence } from "./section_words.ts";

/**
 * What makes the things of a drawing reachable one by one: Tab reaches one of them, the arrow keys, Home and End
 * the others in the order in which they are drawn, Enter opens; a pointer does the same.
 */
export function useThings(props: {
  /** What is drawn, in any order. */
  readonly drawn: readonly SectionObject[];
  readonly lit: string | null;
  readonly locale: Locale;
  readonly on_lit?: ((object: SectionObject | null) => void) | undefined;
  readonly on_open?: ((object: SectionObject) => void) | undefined;
}) {
  const { drawn, lit, locale, on_lit, on_open } = props;
  const svg = useRef<SVGSVGElement>(null);
  // What is lit may not be drawn here: Tab has to find something all the same.
  const reachable = drawn.find((object) => thing_key(object) === lit) ?? drawn[0];
  const step = (event: KeyboardEvent<SVGSVGElement>) => {
    const all = [...(svg.current?.querySelectorAll<SVGGElement>("[data-thing]") ?? [])];
    const here = all.indexOf(document.activeElement as unknown as SVGGElement);
    if (here < 0) return;
    const to = {
      ArrowRight: (here + 1) % all.length,
      ArrowLeft: (here - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
  };
  const thing = (object: SectionObject) =>
    ({
      "data-thing": thing_key(object),
      role: "img",
      tabIndex: object === reachable ? 0 : -1,
      "aria-label": object_sentence(object, locale),
      onFocus: () => on_lit?.(object),
      onPointerEnter: () => on_lit?.(object),
      onClick: () => on_lit?.(object),
      onDoubleClick: () => on_open?.(object),
      onKeyDown: (event: KeyboardEvent) => event.key === "Enter" && on_open?.(object),
      style: { outline: "none", cursor: "pointer" },
    }) as const;
  return { svg, step, thing };
}
