import { readFileSync } from "node:fs";
import { import_mapping } from "../api/schemas/import.ts";
import type { ImportMapping } from "./importers/types.ts";

/**
 * The mapping in a file of JSON, as `POST /imports` takes it:
 * `{"layers": [{"source_layer": "entities", "layer": "water_main", "fields": {}}]}`.
 * Throws with what was expected and where.
 */
export function read_mapping_file(path: string): ImportMapping {
  const parsed = import_mapping.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data as ImportMapping;
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}
