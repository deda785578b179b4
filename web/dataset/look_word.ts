import * as m from "../text/compiled/messages.js";

/** By the first that the route of a look holds. */
const words: readonly (readonly [part: RegExp, word: () => string])[] = [
  [/\/tiles/, m.look_at_map],
  [/section/, m.look_at_section],
  [/\/overlap_checks/, m.look_at_check],
  [/\/(findings|to_do|preview)/, m.look_at_findings],
  [/\/(corridors|heat_networks|room)/, m.look_at_room],
  [/\/(openings|packages)/, m.look_at_works],
  [/\/trial_pits/, m.look_at_trial_pit],
  [/\/(features|below_ground)/, m.look_at_objects],
  [/\/streets/, m.look_at_street],
  [/\/datasets/, m.look_at_dataset],
];

/** What somebody looked at, for the owner of what he saw; the route itself where it is another. */
export const look_word = (route: string): string => words.find(([part]) => part.test(route))?.[1]() ?? route;
