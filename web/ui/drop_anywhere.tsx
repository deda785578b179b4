import { useEffect, useState } from "react";
import css from "../import/import.module.css";
import * as m from "../text/compiled/messages.js";
import { chosen_files } from "./bus.ts";
import { Icon } from "./icon.tsx";

const has_files = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Files may be dropped anywhere on the page; they then wait in the import dialogue. */
export function DropAnywhere() {
  const [over, set_over] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!has_files(event)) return;
      depth += 1;
      set_over(true);
    };
    const leave = (event: DragEvent) => {
      if (!has_files(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) set_over(false);
    };
    // Without this the browser would leave the page and open the file.
    const hold = (event: DragEvent) => has_files(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      depth = 0;
      set_over(false);
      if (!has_files(event) || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) chosen_files.set(files);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", hold);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", hold);
      window.removeEventListener("drop", drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={css.veil}>
      <p>
        <Icon name="import" size={28} />
        {m.import_drop_anywhere()}
      </p>
    </div>
  );
}
