import { run_product } from "../e2e/run_product.ts";
import type { BenchContext } from "./bench.ts";
import type { City } from "./city_store.ts";

/** Address of the product on a city in PostGIS, without jobs of its own; ends with the run. */
export async function serve_city(context: BenchContext, city: City): Promise<string> {
  const product = await run_product({
    DATABASE_URL: city.database_url,
    STRAATLAGEN_DEMO: "no",
    STRAATLAGEN_JOBS: "no",
  });
  context.at_end(() => product.stop());
  return product.url;
}
