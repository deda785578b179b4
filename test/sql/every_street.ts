import { expect } from "vitest";
import type { TestStore } from "../store/test_store.ts";

interface Cut {
  readonly id: string;
  readonly length_m: number;
  readonly axis_m: number;
  readonly objects: number;
  readonly beyond: number;
}

/** Every street of a store yields a section across its middle that holds its axis and something to see, and one along it. */
export async function expect_a_section_of_every_street({ store, viewer }: TestStore): Promise<void> {
  const cuts = await store.as_viewer(
    viewer,
    (sql) => sql<Cut[]>`
      select t.id, st_length(c.line) as length_m, c.axis_m, jsonb_array_length(s.objects) as objects,
        (select count(*) from jsonb_array_elements(s.objects) o where (o ->> 'from_m')::float8 < -0.001 or (o ->> 'to_m')::float8 > st_length(c.line) + 0.001)::int as beyond
      from street t left join lateral street_cut(t.id) c on true left join lateral section(array[c.line], 0.5) s on true order by t.id`,
  );
  expect(cuts.length).toBeGreaterThan(35);
  for (const cut of cuts) {
    expect(cut.length_m, cut.id).toBeGreaterThan(4);
    expect(cut.length_m, cut.id).toBeLessThanOrEqual(50.001);
    expect(cut.axis_m, cut.id).toBeGreaterThan(1);
    expect(cut.axis_m, cut.id).toBeLessThan(cut.length_m - 1);
    expect(cut.objects, cut.id).toBeGreaterThan(0);
    expect(cut.beyond, cut.id).toBe(0);
  }
  for (const { id } of cuts) {
    const [long] = await store.as_viewer(
      viewer,
      (sql) => sql<{ measured_m: number; length_m: number; objects: number }[]>`
        select sum(st_length(p.geom)) as measured_m, min(t.length_m) as length_m,
          (select jsonb_array_length(s.objects) from section(array_agg(p.geom order by p.part), 6) s) as objects
        from street t cross join lateral street_parts(t.id) p where t.id = ${id}`,
    );
    expect(long!.measured_m, id).toBeCloseTo(long!.length_m, 6);
    expect(long!.objects, id).toBeGreaterThan(0);
  }
}
