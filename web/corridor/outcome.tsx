import { type ReactNode, useEffect, useRef } from "react";
import ui from "../ui/ui.module.css";
import css from "./corridor.module.css";

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
    box.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <section ref={box} tabIndex={-1} aria-label={label} className={`${ui.stack} ${css.outcome}`}>
      {children}
    </section>
  );
}
