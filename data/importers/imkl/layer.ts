import type { Candidate, Network, Trade } from "./model.ts";

/** Catalogue layer of an object; `assumed` where neither subtheme nor a value decided. */
export interface LayerChoice {
  readonly layer: string;
  readonly assumed: boolean;
}

const LV: Entry = ["electricity", "electricity_lv"];
type Entry = readonly [Trade, string];

/** Subthemes of IMKL 3.0 and themes of the Dutch editions that name a layer; sewer and Dutch high-pressure gas need more. */
const BY_SUBTHEME: Readonly<Record<string, Entry>> = {
  electricityDistributionLowVoltage: LV,
  electricityDistributionHighVoltage: ["electricity", "electricity_mv"],
  // Transport is above 70 kV; local transport is the 36 to 70 kV grid of the same operator.
  electricityTransport: ["electricity", "electricity_hv"],
  electricityTransportLocal: ["electricity", "electricity_hv"],
  electricityPublicLighting: ["electricity", "public_lighting"],
  electricityTrafficLights: LV,
  electricityTrafficEnforcementSystems: LV,
  electricityCathodicProtection: LV,
  naturalGasDistributionLowPressure: ["gas", "gas_low"],
  naturalGasDistributionMediumPressure: ["gas", "gas_medium"],
  naturalGasTransport: ["gas", "gas_high"],
  laagspanning: LV,
  middenspanning: ["electricity", "electricity_mv"],
  hoogspanning: ["electricity", "electricity_hv"],
  landelijkHoogspanningsnet: ["electricity", "electricity_hv"],
  gasLageDruk: ["gas", "gas_low"],
};
/** Subthemes that only name the trade. */
const TRADE_OF_THEME: Readonly<Record<string, Trade>> = {
  gasHogeDruk: "gas",
  oilGasChemicalsTransport: "gas",
  buisleidingGevaarlijkeInhoud: "gas",
  petrochemie: "gas",
  datatransport: "telecom",
  rioolVrijverval: "sewer",
  rioolOnderOverOfOnderdruk: "sewer",
  warmte: "heat",
  water: "water",
  overig: "other",
  wees: "other",
};
const TRADE_OF_NETWORK: Readonly<Record<string, Trade>> = {
  electricity: "electricity",
  oilGasChemical: "gas",
  water: "water",
  sewer: "sewer",
  telecommunications: "telecom",
  thermal: "heat",
};
const LAYER_OF_TRADE: Partial<Record<Trade, string>> = {
  water: "water_main",
  telecom: "telecom",
  heat: "heat_network",
};

/** Limits between the layers of one trade, where only a value tells: IEC 60038 and the Belgian subthemes. */
const LV_MAX_KV = 1;
const MV_MAX_KV = 36;
const GAS_LOW_MAX_BAR = 0.2;
const GAS_MEDIUM_MAX_BAR = 16;

/** The trade of a network by its INSPIRE type or its Dutch theme; null where mixed or unknown. */
export function network_trade(type: string | null, theme: string | null): Trade | null {
  return trade_of_subtheme(theme) ?? TRADE_OF_NETWORK[type ?? ""] ?? null;
}

/**
 * The catalogue layer: the class decides the trade, then the object's subtheme, its network's theme,
 * its voltage, pressure or water type decide within it. A cable in a gas network (cathodic protection)
 * so stays electricity. What nothing decides gets the commonest layer of the trade and `assumed`.
 */
export function layer_of(object: Candidate, network: Network | undefined): LayerChoice {
  if (object.layer) return { layer: object.layer, assumed: false };
  if (object.shape !== "line") return { layer: "utility_other", assumed: false };
  const trade = object.trade ?? trade_of_subtheme(object.subtheme) ?? network?.trade ?? "other";
  for (const subtheme of [object.subtheme, network?.theme]) {
    const entry = BY_SUBTHEME[subtheme ?? ""];
    if (entry && entry[0] === trade) return { layer: entry[1], assumed: false };
  }
  switch (trade) {
    case "electricity":
      return electricity(object.voltage_kv);
    case "gas":
      return gas(object, network);
    case "sewer":
      return sewer(object.sewer_water, object.subtheme);
    default:
      return { layer: LAYER_OF_TRADE[trade] ?? "utility_other", assumed: false };
  }
}

function trade_of_subtheme(subtheme: string | null): Trade | null {
  if (subtheme === null) return null;
  const known = BY_SUBTHEME[subtheme]?.[0] ?? TRADE_OF_THEME[subtheme];
  if (known) return known;
  if (/^(sewage|waterDrainage)/.test(subtheme)) return "sewer";
  if (/^drinkingWater/.test(subtheme)) return "water";
  if (/^(telecommunication|electronicCommunication)/.test(subtheme)) return "telecom";
  return /^(heat|steam)/.test(subtheme) ? "heat" : null;
}

function electricity(voltage_kv: number | null): LayerChoice {
  if (voltage_kv === null || voltage_kv <= LV_MAX_KV)
    return { layer: "electricity_lv", assumed: voltage_kv === null };
  return { layer: voltage_kv <= MV_MAX_KV ? "electricity_mv" : "electricity_hv", assumed: false };
}

/** Networks that carry gas, oil or chemicals over long distances. */
const TRANSPORT = new Set(["oilGasChemicalsTransport", "buisleidingGevaarlijkeInhoud", "petrochemie"]);
/** The words for natural gas in the product lists of INSPIRE and of both editions. */
const NATURAL_GAS = /gas/i;

/**
 * The Dutch theme "gas high pressure" starts at 0.2 bar and so holds what Belgium calls medium pressure:
 * the pressure decides, and where it is not given the stricter layer is taken. Oil and chemicals have no
 * layer of their own; a transport line of an unnamed product counts as gas, which asks for more distance.
 */
function gas(object: Candidate, network: Network | undefined): LayerChoice {
  const { pressure_bar, product } = object;
  const themes = [object.subtheme, network?.theme];
  if (themes.some((theme) => TRANSPORT.has(theme ?? ""))) {
    if (product !== null && !NATURAL_GAS.test(product)) return { layer: "utility_other", assumed: false };
    return { layer: "gas_high", assumed: product === null };
  }
  const high = network?.theme === "gasHogeDruk";
  if (pressure_bar === null) return { layer: high ? "gas_high" : "gas_medium", assumed: true };
  if (pressure_bar > GAS_MEDIUM_MAX_BAR) return { layer: "gas_high", assumed: false };
  return { layer: high || pressure_bar > GAS_LOW_MAX_BAR ? "gas_medium" : "gas_low", assumed: false };
}

function sewer(water: string | null, subtheme: string | null): LayerChoice {
  if (water === "combined") return { layer: "sewer_combined", assumed: false };
  if (water === "sanitary") return { layer: "sewer_foul", assumed: false };
  if (water === "storm" || water === "reclaimed") return { layer: "sewer_rain", assumed: false };
  if (subtheme?.startsWith("waterDrainage")) return { layer: "sewer_rain", assumed: false };
  // Waste water of an unnamed kind: a combined sewer carries both and is checked as both.
  return { layer: "sewer_combined", assumed: true };
}
