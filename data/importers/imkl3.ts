import { belgian } from "./imkl/belgian.ts";
import { make_importer } from "./imkl/make_importer.ts";
import type { Importer } from "./types.ts";

/** IMKL 3.0 of the Belgian federal model: deliveries of KLIP and of the operators, plain or zipped. */
export const imkl3: Importer = make_importer(belgian);
