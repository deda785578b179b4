import { type ReactNode, useEffect, useRef } from "react";
import ui from "../ui/ui.module.css";
import css from "./corridor.module.css";

const MARGIN_PX = 8;

/** What an element is scrolled in. */
function scrolled_by(element: Element): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (["auto", "scroll"].includes(getComputedStyle(at).overflowY)) return at;
  return null;
}

/**
 * What a search found, shown as soon as it comes: below a long form it would lie out of sight. Whoever has gone on to
 * another field or to the map stays there.
 */
export function Outcome({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const at = document.activeElement;
    if (at && at !== document.body && at.tagName !== "BUTTON") return;
    box.current?.focus({ preventScroll: true });
    // Of the panel only: scrollIntoView also pushes up the tablet's sheet, which is cut off and not scrolled.
    const panel = box.current && scrolled_by(box.current);
    if (panel)
      panel.scrollTop +=
        box.current!.getBoundingClientRect().top - panel.getBoundingClientRect().top - MARGIN_PX;
  }, []);
  return (
    <section ref={box} tabIndex={-1} aria-label={label} className={`${ui.stack} ${css.outcome}`}>
      {children}
    </section>
  );
}
