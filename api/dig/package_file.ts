import type { PackageRow } from "../queries/package.ts";
import type { Described, PackageContent, WorksReference } from "./package_content.ts";

/** A thing as a scenario file names it: a measure by its place in the file, works by their delivery and key. */
export interface FiledThing extends Omit<Described, "id" | "reference"> {
  readonly measure: number | null;
  readonly works: WorksReference | null;
}

/** The periods and phases (by place) that measures (by place) had before a package was accepted. */
export type FiledBefore = readonly {
  readonly measure: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly phase: number | null;
}[];

type Filed<T extends Described> = Omit<T, "id" | "reference"> & FiledThing;
export interface FiledPackage extends Omit<PackageContent, "members" | "changed"> {
  readonly state: PackageRow["state"];
  readonly members: readonly Filed<PackageContent["members"][number]>[];
  readonly changed: { readonly clashes: readonly FiledThing[] } | null;
  readonly before: FiledBefore | null;
}

/** The measures and phases of a scenario in the order of its file, and works that everybody may know. */
export interface FilePlaces {
  readonly measures: readonly number[];
  readonly phases: readonly number[];
  readonly works: ReadonlyMap<number, WorksReference>;
}

const place_in = (list: readonly number[], id: number): number | null => {
  const place = list.indexOf(id);
  return place === -1 ? null : place;
};

/** Null where it is gone, or restricted: such works are in no file. */
function filed<T extends Described>({ id, reference, ...rest }: T, of: FilePlaces): Filed<T> | null {
  const measure = rest.kind === "measure" ? place_in(of.measures, id) : null;
  const works = rest.kind === "works" ? (reference ?? of.works.get(id) ?? null) : null;
  return measure === null && works === null ? null : { ...rest, measure, works };
}

/**
 * Packages as a scenario file has them. One with a measure that is gone, or with works that not everybody may
 * see, is left out: a file goes from hand to hand.
 */
export function packages_to_file(rows: readonly PackageRow[], of: FilePlaces): FiledPackage[] {
  return rows.flatMap(({ state, content: { members, changed, ...rest }, before }) => {
    const things = members.map((one) => filed(one, of)).filter((one) => one !== null);
    if (things.length < members.length) return [];
    return {
      ...rest,
      state,
      members: things,
      changed: changed
        ? { clashes: changed.clashes.map((one) => filed(one, of)).filter((one) => one !== null) }
        : null,
      before:
        before?.flatMap(({ id, phase_id, from, to }) => {
          const measure = place_in(of.measures, id);
          const phase = phase_id === null ? null : place_in(of.phases, phase_id);
          return measure === null ? [] : [{ measure, from, to, phase }];
        }) ?? null,
    };
  });
}

/** Where the things of a file have come to lie in this store. */
export interface StoredPlaces {
  readonly measures: readonly number[];
  readonly phases: readonly number[];
  /** Of works that are not stored here: nothing. */
  works_id(reference: WorksReference): number | undefined;
}

function unfiled<T extends FiledThing>(
  { measure, works, ...rest }: T,
  of: StoredPlaces,
): Omit<T, "measure" | "works"> & Described {
  if (measure !== null) return { ...rest, id: of.measures[measure]! };
  const id = of.works_id(works!);
  return id === undefined ? { ...rest, id: 0, reference: works! } : { ...rest, id };
}

/** The packages of a scenario file as they are stored. */
export function packages_from_file(
  packages: readonly FiledPackage[],
  of: StoredPlaces,
): Pick<PackageRow, "state" | "content" | "before">[] {
  return packages.map(({ state, members, changed, before, ...rest }) => ({
    state,
    content: {
      ...rest,
      members: members.map((one) => unfiled(one, of)),
      ...(changed ? { changed: { clashes: changed.clashes.map((one) => unfiled(one, of)) } } : {}),
    },
    before:
      before?.map(({ measure, phase, from, to }) => ({
        ...{ id: of.measures[measure]!, from, to },
        phase_id: phase === null ? null : of.phases[phase]!,
      })) ?? null,
  }));
}

/** Every reference to works in packages of a file. */
export const filed_works = (packages: readonly FiledPackage[]): WorksReference[] =>
  packages.flatMap(({ members, changed }) =>
    [...members, ...(changed?.clashes ?? [])].flatMap(({ works }) => (works ? [works] : [])),
  );
