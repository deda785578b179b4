create or replace function resident_links() returns table (id bigint, name text, scenario_id bigint, scenario text, measure_ids bigint[], expires timestamptz, created_at timestamptz, withdrawn_at timestamptz)
language sql stable security definer set search_path from current
as $$
  select l.id, l.name, l.scenario_id, s.name, l.measure_ids, l.expires, l.created_at, l.withdrawn_at
  from resident_link l join scenario s on s.authority_id = l.authority_id and s.id = l.scenario_id
  where l.authority_id = current_authority() and current_role_is('administrator', 'planner') order by l.id desc
$$;
comment on function resident_links() is 'The links that residents were given, newest first, without what they consist of; for planners and administrators.';
