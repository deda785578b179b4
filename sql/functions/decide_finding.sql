create or replace function decide_finding(_id uuid, _state text, _reason text, _version bigint)
returns table (state text, version bigint)
language plpgsql security definer set search_path from current
as $$
declare
  said_id constant uuid := coalesce((select coalesce(n.told_id, n.id) from called_findings(_id) n limit 1), _id);
  found_scenario_id bigint;
  stored bigint;
begin
  -- Two who decide at once wait for each other here, also where nothing was decided before.
  perform pg_advisory_xact_lock(hashtextextended('finding ' || current_authority() || ' ' || said_id, 0));
  select n.scenario_id into found_scenario_id from called_findings(_id) n where may_answer_finding(_id) limit 1;
  if not found then return query select 'missing', 0::bigint; return; end if;
  stored := coalesce((select d.version from finding_decision d where d.authority_id = current_authority() and d.id = said_id), 0);
  if stored <> _version then return query select 'stale', stored; return; end if;
  insert into finding_decision as d (authority_id, id, scenario_id, state, reason, inputs, decided_by, organisation_id)
  values (current_authority(), said_id, found_scenario_id, _state, _reason, finding_inputs(said_id),
    coalesce(current_setting('straatlagen.viewer', true), ''), coalesce(current_setting('straatlagen.organisation', true), ''))
  on conflict (authority_id, id) do update set state = excluded.state, reason = excluded.reason, inputs = excluded.inputs, version = d.version + 1,
    decided_by = excluded.decided_by, organisation_id = excluded.organisation_id, decided_at = now();
  return query select 'saved', stored + 1;
end $$;
comment on function decide_finding(uuid, text, text, bigint) is
'Sets the state of a finding, for all that is told under its id (told_id), with the reason, from what it is worked out of at this moment. Answers saved with the new version; stale with the stored one, where another was seen (0: nothing decided yet); missing, also where the viewer may not answer it.';
