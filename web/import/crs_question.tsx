import { useState } from "react";
import { Button, Input, TextField } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Choose } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import { crs_choices, crs_name } from "./crs_choices.ts";
import css from "./import.module.css";

/** The systems that a message names as fitting: "EPSG:31467 (DHDN / 3-degree Gauss-Krüger zone 3)". */
export function fitting_systems(message: string): { srid: number; name: string }[] {
  const found = new Map<number, string>();
  for (const [, code, name] of message.matchAll(/EPSG:(\d{4,6}) \(([^()]+)\)/g)) {
    const srid = Number(code);
    const known = crs_choices().find((c) => c.srid === srid);
    found.set(srid, known?.name ?? `${name} (EPSG:${srid})`);
  }
  return [...found].map(([srid, name]) => ({ srid, name }));
}

export interface CrsQuestionProps {
  readonly srid: number | null;
  /** What the importer said about the coordinates; systems it names as fitting come first. */
  readonly message: string;
  readonly on_change: (srid: number) => void;
}

/** Which coordinate system a file is in: those that fit, the usual ones, or any EPSG code. */
export function CrsQuestion({ srid, message, on_change }: CrsQuestionProps) {
  const [code, set_code] = useState("");
  const fitting = fitting_systems(message);
  const usual = crs_choices().filter((c) => !fitting.some((f) => f.srid === c.srid));
  const listed = [...fitting, ...usual].some((c) => c.srid === srid);
  const choice = ({ srid: id, name }: { srid: number; name: string }) => ({ id: String(id), name });
  const valid = /^\d{4,6}$/.test(code.trim());
  return (
    <div className={css.crs}>
      <Choose
        label={m.import_crs_choose()}
        value={srid === null ? "" : String(srid)}
        on_change={(id) => on_change(Number(id))}
        sections={[
          ...(fitting.length > 0 ? [{ title: m.import_crs_fits(), choices: fitting.map(choice) }] : []),
          {
            ...(fitting.length > 0 ? { title: m.import_crs_usual() } : {}),
            choices: [
              ...usual.map(choice),
              ...(srid !== null && !listed ? [{ id: String(srid), name: crs_name(srid) }] : []),
            ],
          },
        ]}
      />
      <form
        className={css.crs_code}
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) on_change(Number(code.trim()));
        }}
      >
        <TextField className={ui.select!} value={code} onChange={set_code} aria-label={m.import_crs_other()}>
          <span className={ui.label} aria-hidden="true">
            {m.import_crs_other()}
          </span>
          <Input className={css.code_input!} inputMode="numeric" maxLength={6} placeholder="31370" />
        </TextField>
        <Button type="submit" className={ui.button!} isDisabled={!valid}>
          {m.import_crs_use()}
        </Button>
      </form>
    </div>
  );
}
