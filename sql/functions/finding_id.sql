create or replace function finding_id(_scenario_id bigint, _rule_id text, _a thing, _b thing) returns uuid
language sql immutable parallel safe
as $$
  select md5(concat_ws('|', _scenario_id, _rule_id, _a.kind, _a.layer, _a.id, _a.part, _b.kind, _b.layer, _b.id, _b.part))::uuid
$$;
comment on function finding_id(bigint, text, thing, thing) is
'The stable id of a finding: the same rule on the same two things (in the same scenario; null: the state today) always has the same id.';
