import { register } from "node:module";

register(new URL("./mend_driver.mjs", import.meta.url));

/** The driver, mended as it is loaded: a lost connection is an error, never the end of the process. */
export const { default: postgres } = await import("postgres");
