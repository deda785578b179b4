/** What opening a street for one kind of line takes; a line of another layer, or of none, has no trench here. */
export interface Trench {
  readonly layer: string;
  /** Cost item per metre of line, of which `trench_share_item` is the digging; null: no source has a price. */
  readonly item: string | null;
  readonly width_m: number;
  /** Bottom of the trench below ground level where the line itself gives no depth. */
  readonly depth_m: number;
  readonly speed_m_week: number;
  /** Where width and depth come from: ids of the depths table, or `own_choice`. */
  readonly source: string;
}

/**
 * Trenches per layer. Prices are those of `costs.csv`: heat and small plastic pipes stand for lines
 * without a price of their own (what one digs is alike), which the interface says.
 */
export const trenches: readonly Trench[] = [
  { layer: "sewer_combined", item: "CST05", width_m: 1.4, depth_m: 2.6, speed_m_week: 20, source: "DEP26" },
  { layer: "sewer_foul", item: "CST05", width_m: 1.2, depth_m: 2.4, speed_m_week: 20, source: "DEP26" },
  { layer: "sewer_rain", item: "CST05", width_m: 1.4, depth_m: 2, speed_m_week: 20, source: "DEP27" },
  { layer: "heat_network", item: "CST16", width_m: 0.65, depth_m: 1, speed_m_week: 30, source: "DEP18" },
  { layer: "water_main", item: "CST15", width_m: 0.5, depth_m: 1.2, speed_m_week: 50, source: "DEP09" },
  { layer: "gas_low", item: "CST15", width_m: 0.5, depth_m: 0.9, speed_m_week: 50, source: "DEP05" },
  { layer: "gas_medium", item: "CST15", width_m: 0.5, depth_m: 1.1, speed_m_week: 50, source: "DEP03" },
  {
    layer: "electricity_hv",
    item: "CST14",
    width_m: 0.5,
    depth_m: 1.2,
    speed_m_week: 60,
    source: "own_choice",
  },
  { layer: "electricity_mv", item: "CST14", width_m: 0.4, depth_m: 0.9, speed_m_week: 80, source: "DEP02" },
  { layer: "electricity_lv", item: "CST13", width_m: 0.4, depth_m: 0.7, speed_m_week: 80, source: "DEP01" },
  {
    layer: "public_lighting",
    item: "CST13",
    width_m: 0.3,
    depth_m: 0.6,
    speed_m_week: 80,
    source: "own_choice",
  },
  { layer: "telecom", item: "CST13", width_m: 0.3, depth_m: 0.6, speed_m_week: 100, source: "DEP11" },
];

export const trench_of = (layer: string | null): Trench | undefined =>
  trenches.find((one) => one.layer === layer);

/** Cost items of digging: the share that trench works have in the price of a line, and paving put back per m². */
export const trench_share_item = "CST17";
export const paving_item = "CST35";

/**
 * What nobody's price list says. All are our own choice and stand in the answer, so that they can be
 * read and argued with.
 */
export const dig_choices = {
  /** What of the cheaper trenches is saved where lines lie in one trench (shoring, working space, ramps). */
  shared_trench_pct: 50,
  /** Walls closer than this can share a trench: the reach of the rule CLR114:trench. */
  shared_trench_within_m: 2,
  /** Paving broken up beside a trench, on each side. */
  paving_margin_m: 0.3,
  /** Setting up and clearing a site, once for all who work there together. */
  setup_weeks: 1,
  paving_m2_week: 200,
  /** A street closed for a week weighs as much as so many euros; nobody pays it. */
  week_eur: 1000,
  /** A month moved weighs so little that it only decides between equals. */
  shift_month_eur: 10,
} as const;

export type DigChoices = { readonly [K in keyof typeof dig_choices]: number };

const WORDS: readonly (readonly [layer: string, words: RegExp])[] = [
  ["sewer_combined", /riool|riolering|egout|assainiss|sewer|collecteur|collector|aquafin/],
  ["heat_network", /warmte|chaleur|heat/],
  ["gas_low", /\bgas|\bgaz/],
  ["water_main", /drinkwater|waterleiding|vivaqua|distribution d'eau|\beau potable|water main|farys|pidpa/],
  ["electricity_mv", /middenspanning|moyenne tension|medium voltage/],
  ["electricity_hv", /hoogspanning|haute tension|high voltage|\belia\b/],
  ["electricity_lv", /laagspanning|elektric|electric|basse tension|low voltage|sibelga|fluvius/],
  ["telecom", /telecom|glasvezel|fibre|fiber|proximus|wyre|digi|telenet|orange/],
  ["public_lighting", /verlichting|eclairage|lighting/],
  [
    "paving",
    /asfalt|asphalt|wegenis|heraanleg|revetement|voetpad|trottoir|bestrating|resurfac|reamenagement/,
  ],
];

/** Which layer works are about, by the words of their kind and then of their client (plain, lower case); null: not told. */
export function works_layer(kind: string, owner: string): string | null {
  for (const said of [kind, owner]) {
    const found = WORDS.find(([, words]) => words.test(said));
    if (found) return found[0];
  }
  return null;
}

/** Markets, fairs, storage and scaffolds take room in a street, but do not open it. Words plain, lower case. */
export function opens_no_ground(kind: string): boolean {
  return /kermes|\bmarkt|\bmarche|brocante|evenement|event|\bfete|\bfeest|concert|sport|stationnement|parkeer|stockage|opslag|echafaudage|\bstelling|scaffold/.test(
    kind,
  );
}
