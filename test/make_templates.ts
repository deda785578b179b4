import { chromium_path } from "./e2e/chromium_path.ts";
import { demo_template } from "./e2e/demo_template.ts";
import { embedded_template } from "./store/embedded_template.ts";

// What tests copy their stores from, made while `npm test` checks and builds; tests that find none make it themselves.
const empty = await embedded_template();
if (chromium_path()) await demo_template(empty);
