import type { TestApp } from "./open_test_app.ts";

/** Tests by the route they are of, as the API description names it (without /api/v1): run on both stores. */
export type RouteTests = Readonly<Record<string, (t: TestApp) => Promise<void>>>;
