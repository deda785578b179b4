import type { TestProject } from "vitest/node";
import { embedded_template } from "../store/embedded_template.ts";
import { demo_template } from "./demo_template.ts";
import { browser_missing } from "./open_browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of a stopped product with the demo district, to copy. */
    demo_template_dir: string;
  }
}

/** Once per run: what the browser tests copy their stores from. They run on the embedded store alone. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("postgres_socket_dir", null);
  if (browser_missing() || process.env.E2E_URL) return;
  const empty = await embedded_template();
  project.provide("embedded_template_dir", empty);
  project.provide("demo_template_dir", await demo_template(empty));
}
