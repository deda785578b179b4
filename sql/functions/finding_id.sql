create or replace function finding_id(_scenario_id bigint, _rule_id text, _a thing, _b thing, _secret uuid) returns uuid
language sql immutable parallel safe
as $$
  -- No concat_ws(): it is not immutable, and the planner would call this function instead of copying it.
  select md5(_secret::text || '|' || md5(coalesce(_scenario_id::text || '|', '') || _rule_id
    || '|' || _a.kind || '|' || _a.layer || '|' || _a.id::text || '|' || _a.part::text
    || '|' || _b.kind || '|' || _b.layer || '|' || _b.id::text || '|' || _b.part::text))::uuid
$$;
comment on function finding_id(bigint, text, thing, thing, uuid) is
'The stable id of a finding: the same rule on the same two things (in the same scenario; null: the state today) always has the same id. Worked out with the secret of the authority (veil_secret): else whoever is told of a finding with something hidden would find that thing''s id by trying all numbers, and could ask for findings that he is not told of.';
