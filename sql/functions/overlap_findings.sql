create or replace function overlap_findings(_check_id bigint, _limit integer default 5000) returns finding_answer
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_custom_plan
as $$
declare
  asked overlap_check;
  zone geometry;
  stored finding_with_things[];
  worked_out finding_with_things[];
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  expired constant bigint[] := expired_dataset_ids();
begin
  select * into asked from overlap_check c where c.authority_id = current_authority() and own_row(c.organisation_id) and c.id = _check_id;
  zone := overlap_zone(asked);
  if zone is null then return finding_answer('{}'); end if;
  stored := stored_findings(array(
    select n.id from finding n
    where n.authority_id = asked.authority_id and n.verdict <> 'clear'
      and (n.scenario_id is null and n.stretch && zone and st_intersects(n.stretch, zone) or n.scenario_id = asked.scenario_id)
      and finding_is_told(n, visible, partly, expired)
    order by array_position(array['violated', 'possible', 'unknown'], n.verdict), array_position(array['block', 'mitigate', 'inform'], n.severity), n.id
    limit _limit));
  if asked.scenario_id is null then
    -- What is to be laid, and the digging itself as works: that is what duties to notify speak of.
    select array_agg(row(t.pair, t.id, null, stretch_length_m((t.pair).stretch), street_of(st_pointonsurface((t.pair).stretch)))::finding_with_things) into worked_out
    from (
      select t.* from told_pairs(array(select t from measure_things(asked.measure_type, asked.geom, asked.parameters) t), null, 'viewer') t
      union all
      select t.* from told_pairs(array(select t from measure_things('planned_works_zone', zone, '{}') t), null, 'viewer') t
      -- Without a period nothing can be said of time.
      where not exists (select from effective_rules(asked.authority_id) r where r.id = (t.pair).rule_id and r.relation = 'time')
    ) t;
  end if;
  return finding_answer(array(
    select f from unnest(coalesce(worked_out, '{}') || coalesce(stored, '{}')) f
    order by array_position(array['violated', 'possible', 'unknown'], ((f.finding)).verdict),
      array_position(array['block', 'mitigate', 'inform'], ((f.finding)).severity), f.id));
end $$;
comment on function overlap_findings(bigint, integer) is
'The findings of an overlap check: those of the state today whose stretch lies in its ground; of the scenario; and, of an area or trench, those of what is to be laid and of the digging as planned works (duties to notify), worked out as preview does. At most _limit stored ones; all worst first. Hidden things are redacted for the viewer.';
