-- What lies near the things of a measure is looked for once, not once for each two layers (near_things), and the
-- engine hands on of a rule what it judges by, not the words that explain it.

drop function if exists rule_sides(thing[], bigint, text, integer, integer);

create type side_rule as (
  id text,
  relation text,
  topic text,
  kind text,
  severity text,
  planned_only boolean,
  horizontal_m double precision,
  vertical_m double precision,
  a_has text[],
  a_lacks text[],
  b_has text[],
  b_lacks text[],
  run_min_m double precision,
  run_max_m double precision,
  upper text,
  assumed boolean,
  beside_told boolean
);
comment on type side_rule is 'What the engine needs of a rule; beside_told: another rule of the same conditions tells of whatever lies beside.';
alter type rule_side alter attribute rules set data type side_rule[];

create type near_thing as (
  own thing,
  layer text,
  other thing,
  drawn geometry,
  around_m double precision,
  drawn_m double precision,
  pitted boolean,
  veiled boolean
);
comment on type near_thing is 'One of the things that were asked about (own) and something near it (other), of which layer, as a rule sees it; its geometry and the reach of its wall as drawn and how far off that is, whether somebody dug it up and whether it is judged veiled.';
