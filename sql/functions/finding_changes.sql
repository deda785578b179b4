create or replace function finding_changes(_id uuid) returns text[]
language sql stable security definer set search_path from current
as $$
  select array(
    select was.key from finding_state s
    join finding n on n.authority_id = s.authority_id and n.id = s.id
    cross join lateral jsonb_each(s.facts) was
    where s.authority_id = current_authority() and s.id = _id and was.value is distinct from finding_facts(n) -> was.key
    order by was.key)
$$;
comment on function finding_changes(uuid) is
'Which of the facts that a decision about a finding rests on are others now, by name and without their values: then the decision is open again. Empty: it holds.';
