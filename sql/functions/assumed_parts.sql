create or replace function assumed_parts(_a thing, _b thing, _depth_judged boolean, _dug_ids bigint[], _rule_assumed boolean) returns text[]
language sql immutable parallel safe
as $$
  select array_remove(array[
    case when _a.accuracy_assumed then 'a_position' end, case when _b.accuracy_assumed then 'b_position' end,
    case when _a.depth_assumed and _depth_judged then 'a_depth' end, case when _b.depth_assumed and _depth_judged then 'b_depth' end,
    case when _a.kind = 'feature' and _a.id = any (_dug_ids) then 'a_pit' end, case when _b.kind = 'feature' and _b.id = any (_dug_ids) then 'b_pit' end,
    case when _rule_assumed then 'rule' end], null)
$$;
comment on function assumed_parts(thing, thing, boolean, bigint[], boolean) is
'What of a finding is not known but assumed, or known from a trial pit: position and, where it was judged by, depth of either thing; which of the two was dug up (_dug_ids: features); the rule''s own figure. Empty where nothing is.';
