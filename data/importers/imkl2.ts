import { dutch } from "./imkl/dutch.ts";
import { make_importer } from "./imkl/make_importer.ts";
import type { Importer } from "./types.ts";

/** IMKL 2.0 and 1.2.1 of the Netherlands: KLIC deliveries (also zipped) and network files of operators. */
export const imkl2: Importer = make_importer(dutch);
