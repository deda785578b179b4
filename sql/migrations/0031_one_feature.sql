-- Takes an argument more; the one of before would stand beside it.
drop function if exists store_findings(thing[], bigint, text, text);
