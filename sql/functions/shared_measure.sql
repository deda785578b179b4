create or replace function shared_measure(_scenario_id bigint, _measure_id bigint) returns boolean
language sql stable security definer set search_path from current
as $$
  select case
    when not current_role_is('resident', 'visitor') then true
    else exists (
      select from resident_link l
      where l.authority_id = current_authority() and l.id = nullif(current_setting('straatlagen.link', true), '')::bigint
        and l.withdrawn_at is null and l.expires > now() and l.scenario_id = _scenario_id
        and (_measure_id is null or l.measure_ids is null or _measure_id = any (l.measure_ids)))
  end
$$;
comment on function shared_measure(bigint, bigint) is
'May the viewer read this measure of a scenario (null: the scenario itself)? Whoever has an account each of the authority; with a resident''s link those that it shares; else none.';
