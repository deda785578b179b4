import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button, FileTrigger } from "react-aria-components";
import { name_of } from "../../data/importers/texts/name_of.ts";
import { Problem } from "../client.ts";
import css from "../draw/form.module.css";
import { asks_for_crs } from "../import/asks_for_crs.ts";
import { CrsQuestion } from "../import/crs_question.tsx";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, number } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { read_shape, type ShapeKind } from "./read_shape.ts";
import type { Sketch } from "./sketch.ts";

/** What an import reads, with the parts of a shapefile. */
const endings = ".geojson .json .gpkg .zip .shp .shx .dbf .prj .gml .xml .kml .kmz .dxf .fgb .csv".split(" ");

const own_words: Readonly<Record<string, () => string>> = {
  malformed_upload: m.shape_file_malformed_upload,
  request_too_large: m.shape_file_request_too_large,
  shape_missing: m.shape_file_missing,
  shape_too_many: m.shape_file_too_many,
};

/** Why a file was not taken, in the reader's language; null of trouble that is not the file's. */
const refusal = (error: unknown, locale: Locale): string | null =>
  error instanceof Problem ? (own_words[error.code]?.() ?? name_of(error.code, locale)) : null;

/** A button that takes the areas or lines of a GIS file as the sketch, and says what of it was not taken. */
export function ShapeFile({ sketch, kinds }: { sketch: Sketch; kinds: readonly ShapeKind[] }) {
  const { locale } = useLocale();
  const [wrong, set_wrong] = useState<string | null>(null);
  const read = useMutation({ mutationFn: read_shape });
  const wanted =
    kinds.length > 1
      ? m.sketch_wanted_any()
      : kinds[0] === "line"
        ? m.sketch_wanted_line()
        : m.sketch_wanted_area();
  const why = read.isError ? refusal(read.error, locale) : null;
  const crs_wanted = asks_for_crs(read.error) ? read.error : null;
  const take = async (files: readonly File[], srid: number | null) => {
    set_wrong(null);
    const shape = await read.mutateAsync({ files, srid }).catch(() => null);
    if (!shape) return;
    if (!kinds.includes(shape.kind)) return set_wrong(files[0]!.name);
    sketch.put(shape.geometry);
    fly_to(bounds_of([shape.geometry]));
  };
  const left_out = wrong === null ? (read.data?.lines_left_out ?? 0) : 0;
  return (
    <>
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={endings}
        onSelect={(list) => {
          const files = [...(list ?? [])];
          if (files.length > 0) void take(files, null);
        }}
      >
        <Button className={ui.button!} aria-describedby="sketch_file_hint" isDisabled={read.isPending}>
          <Icon name="import" size={16} />
          {m.sketch_file()}
        </Button>
      </FileTrigger>
      <p id="sketch_file_hint" className={ui.caption}>
        {m.sketch_file_hint()}
      </p>
      {left_out > 0 && (
        <p role="status" className={ui.guidance}>
          <Icon name="info" size={16} />
          <span>
            {m.shape_file_lines_left_out({
              areas: number(read.data!.count, locale),
              lines: number(left_out, locale),
            })}
          </span>
        </p>
      )}
      {read.isError && why === null && <Failed error={read.error} />}
      {crs_wanted && (
        <CrsQuestion
          srid={read.variables?.srid ?? null}
          message={crs_wanted.message}
          on_change={(srid) => void take(read.variables?.files ?? [], srid)}
        />
      )}
      {why !== null && (
        <div role="alert" className={css.field_error}>
          <p>{why}</p>
          <p lang="en" className={ui.caption}>
            {read.error?.message}
          </p>
        </div>
      )}
      {wrong && (
        <p role="alert" className={css.field_error}>
          {m.sketch_file_wrong({ name: wrong, wanted })}
        </p>
      )}
    </>
  );
}
