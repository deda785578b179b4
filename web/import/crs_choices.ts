import * as m from "../text/compiled/messages.js";

/** Coordinate systems that deliveries here come in, with the words people use for them. */
export const crs_choices = (): readonly { readonly srid: number; readonly name: string }[] => [
  { srid: 31370, name: m.crs_31370() },
  { srid: 3812, name: m.crs_3812() },
  { srid: 28992, name: m.crs_28992() },
  { srid: 4326, name: m.crs_4326() },
  { srid: 4258, name: m.crs_4258() },
  { srid: 25831, name: m.crs_25831() },
  { srid: 25832, name: m.crs_25832() },
  { srid: 3857, name: m.crs_3857() },
];

/** A system in words, or its bare code where it is not one of the usual ones. */
export const crs_name = (srid: number): string =>
  crs_choices().find((c) => c.srid === srid)?.name ?? `EPSG:${srid}`;
