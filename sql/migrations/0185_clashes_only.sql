-- A corridor is judged by what is in its way: the engine may be asked for that alone, without what only informs.

drop function if exists rule_sides(thing[], text);
drop function if exists pair_findings(thing[], bigint, text, boolean, text[], integer, integer, text);
drop function if exists told_pairs(thing[], bigint, text, text[], integer, integer);
