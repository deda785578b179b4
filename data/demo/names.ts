import type { Random } from "./random.ts";

/** Street names as they are found all over Flanders. */
const street_names = [
  "Kapelstraat",
  "Molenstraat",
  "Schoolstraat",
  "Nieuwstraat",
  "Kerkstraat",
  "Stationsstraat",
  "Veldstraat",
  "Lindelaan",
  "Beekstraat",
  "Dorpsstraat",
  "Hoogstraat",
  "Bergstraat",
  "Vijverstraat",
  "Kasteelstraat",
  "Leopoldstraat",
  "Populierenlaan",
  "Kouterstraat",
  "Smidsestraat",
  "Brouwerijstraat",
  "Weverstraat",
  "Hopveldstraat",
  "Pastorijstraat",
  "Kloosterstraat",
  "Groenstraat",
  "Langestraat",
  "Kortestraat",
  "Bloemenstraat",
  "Rozenstraat",
  "Tulpenstraat",
  "Acacialaan",
  "Beukenlaan",
  "Eikenlaan",
  "Esdoornlaan",
  "Kastanjelaan",
  "Meidoornstraat",
  "Vlasstraat",
  "Zandstraat",
  "Mispelaarstraat",
  "Peperstraat",
  "Sint-Annastraat",
  "Sint-Jozefstraat",
  "Gasthuisstraat",
  "Guldensporenlaan",
  "Astridlaan",
  "Albertstraat",
  "Jan Breydelstraat",
  "Guido Gezellelaan",
  "Stijn Streuvelsstraat",
  "Zonnestraat",
  "Windmolenstraat",
  "Watermolenstraat",
  "Bleekstraat",
  "Touwslagersstraat",
  "Gildestraat",
  "Akkerstraat",
  "Boomgaardstraat",
  "Perenstraat",
  "Appelstraat",
  "Kersenlaan",
  "Merelstraat",
  "Nachtegalenstraat",
  "Zwaluwstraat",
  "Leeuwerikstraat",
] as const;

/** Wards of the generated city; the first is the demo district's. */
const ward_names = [
  "Molenwijk",
  "Kouter",
  "Vaartzicht",
  "Stationswijk",
  "Zavelberg",
  "Hopland",
  "Bleekveld",
  "Sint-Anna",
  "Groenewal",
  "Dries",
  "Kapelhof",
  "Lindenpark",
  "Meersen",
  "Oude Gracht",
  "Ter Beke",
  "Zonneveld",
] as const;

/** The name of a ward: unique for every index. */
export function ward_name(index: number): string {
  const round = Math.floor(index / ward_names.length);
  return ward_names[index % ward_names.length] + (round === 0 ? "" : ` ${round + 1}`);
}

/** Names of streets along a canal. */
const quay_names = ["Vaartkaai", "Houtkaai", "Graankaai", "Handelskaai", "Werfkaai", "Bargiekaai"] as const;

/**
 * Hands out street names, each once: plain ones first, then with the ward ("Kapelstraat Kouter").
 * The order is the seed's.
 */
export class StreetNames {
  private readonly order: readonly string[];
  private readonly quays: readonly string[];
  private next = 0;
  private next_quay = 0;

  constructor(random: Random) {
    this.order = random.shuffled(street_names);
    this.quays = random.shuffled(quay_names);
  }

  /** `quay`: the street runs along a canal, and is named after it. */
  take(quay = false): string {
    const names = quay ? this.quays : this.order;
    const index = quay ? this.next_quay++ : this.next++;
    const round = Math.floor(index / names.length);
    const name = names[index % names.length]!;
    return round === 0 ? name : `${name} ${ward_name(round)}`;
  }
}
