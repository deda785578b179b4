-- pair_findings() takes one argument more; the one of before would stand beside it.
drop function if exists pair_findings(thing[], bigint, text, boolean);
