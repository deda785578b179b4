-- pair_findings() takes the kinds whose stretch is wanted; the one of before would stand beside it.
drop function if exists pair_findings(thing[], bigint, text, boolean, boolean, integer, integer);
