import { useEffect, useRef } from "react";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import * as m from "../text/compiled/messages.js";
import { lights_up } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import { VerdictMark } from "../ui/verdict.tsx";
import type { Candidate } from "./pick.ts";
import css from "./street_map.module.css";

export interface PickMenuProps {
  readonly x: number;
  readonly y: number;
  readonly candidates: readonly Candidate[];
  readonly on_pick: (path: string) => void;
  readonly on_close: () => void;
}

/** Where several things lie under one click: which one is meant. Closes on Escape and on a click beside it. */
export function PickMenu({ x, y, candidates, on_pick, on_close }: PickMenuProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    box.current?.querySelector("button")?.focus();
    const beside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) on_close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      on_close();
    };
    window.addEventListener("pointerdown", beside, true);
    window.addEventListener("keydown", key, true);
    return () => {
      window.removeEventListener("pointerdown", beside, true);
      window.removeEventListener("keydown", key, true);
    };
  }, [on_close]);
  return (
    <fieldset
      ref={box}
      className={css.menu}
      aria-label={m.pick_label()}
      style={{ left: Math.min(x, window.innerWidth - 290), top: Math.min(y, window.innerHeight - 340) }}
    >
      {candidates.map((c) => (
        <button key={c.key} type="button" onClick={() => on_pick(c.path)} {...lights_up(c.hover)}>
          {c.layer ? (
            <LayerSymbol layer={c.layer} />
          ) : c.verdict ? (
            <VerdictMark verdict={c.verdict} />
          ) : (
            <Icon name="street" />
          )}
          <span>{c.label}</span>
        </button>
      ))}
    </fieldset>
  );
}
