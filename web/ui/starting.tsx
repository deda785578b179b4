import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { Progress } from "./controls.tsx";
import { Mark } from "./icon.tsx";
import css from "./starting.module.css";

/** Holds the page back until the server has its store open (and says how far it is); shows `children` then. */
export function Starting({ children }: { children: ReactNode }) {
  const [ready, set_ready] = useState(false);
  const query = useQuery({
    queryKey: ["ready"],
    queryFn: client.ready,
    refetchInterval: 700,
    enabled: !ready,
    gcTime: 0,
  });
  const state = query.data;
  useEffect(() => {
    if (state?.ready) set_ready(true);
  }, [state]);
  if (ready) return children;
  const word = !state
    ? null
    : state.state === "unreachable"
      ? m.starting_unreachable()
      : /demo/.test(state.state)
        ? m.starting_demo()
        : m.starting_store();
  return (
    <main className={css.starting}>
      <Mark size={64} />
      <h1>Straatlagen</h1>
      <div className={css.progress} aria-live="polite">
        {word && <Progress label={word} fraction={state?.fraction ?? null} />}
      </div>
    </main>
  );
}
