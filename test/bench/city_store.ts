import type { Store } from "../../api/store/open_store.ts";
import { local_administrator, type Viewer } from "../../api/store/viewer.ts";
import { demo_city } from "../../data/demo/demo_city.ts";
import { ensure_authority } from "../../data/ensure_authority.ts";
import { store_delivery } from "../../data/store_delivery.ts";
import type { BenchContext } from "./bench.ts";
import { cluster, new_store } from "./postgis.ts";
import { seconds } from "./table.ts";

export interface City {
  readonly store: Store;
  readonly viewer: Viewer;
  readonly database: string;
  readonly database_url: string;
  readonly features: number;
}

const made = new Map<string, Promise<City>>();

/**
 * The seeded city of `features` features in a PostGIS database of its own, made once per run and shared
 * by the benchmarks; loaded as imports, not yet analysed, planner's counts up to date.
 */
export function city_store(context: BenchContext, name: "city" | "town", features: number): Promise<City> {
  let city = made.get(name);
  if (!city) {
    city = make(context, name, features);
    made.set(name, city);
  }
  return city;
}

async function make(context: BenchContext, database: string, wanted: number): Promise<City> {
  const store = await new_store(context, database);
  context.at_end(() => store.close());
  const viewer = local_administrator(await ensure_authority(store));
  const started = performance.now();
  for (const { dataset, items } of demo_city({ seed: 1, features: wanted })) {
    const [row] = await store.sql<{ id: number }[]>`
      insert into import (authority_id, file_name, state, created_by)
      values (${viewer.authority_id}, ${dataset.name}, 'reading', ${viewer.id}) returning id`;
    await store_delivery(store, {
      items: (function* () {
        yield dataset;
        yield* items;
      })(),
      importer: "demo",
      file_name: dataset.name,
      viewer,
      import_id: row!.id,
      mapping: null,
      signal: new AbortController().signal,
      skip_analysis: true,
    });
    await store.sql`delete from import_row where import_id = ${row!.id}`;
    context.say(`${database}: ${dataset.name} loaded after ${seconds(performance.now() - started)}`);
  }
  await store.sql`vacuum analyze`;
  const [count] = await store.sql<{ n: number }[]>`select count(*) as n from feature`;
  return { store, viewer, database, database_url: cluster(context).url(database), features: count!.n };
}
