create or replace function to_do_finding_ids() returns setof uuid
language sql stable set search_path from current
as $$
  with seen as materialized (select visible_dataset_ids() as ids, partly_visible_dataset_ids() as partly, expired_dataset_ids() as expired),
  own as materialized (
    select d.authority_id, d.id from dataset d
    where d.authority_id = current_authority() and d.owner_organisation_id = current_setting('straatlagen.organisation', true)
      and d.owner_organisation_id <> 'town' and (d.expires is null or d.expires >= current_date)
      and current_role_is('administrator', 'planner', 'utility_partner', 'official')
  ),
  named as materialized (
    select n.id, n.scenario_id, n.verdict, n.severity, n.kind, coalesce(n.told_id, n.id) as told_id from own o cross join seen
    join finding n on n.authority_id = o.authority_id and n.a_dataset_id = o.id and n.scenario_id is not null and finding_is_told(n, seen.ids, seen.partly, seen.expired)
    union
    select n.id, n.scenario_id, n.verdict, n.severity, n.kind, coalesce(n.told_id, n.id) as told_id from own o cross join seen
    join finding n on n.authority_id = o.authority_id and n.b_dataset_id = o.id and n.scenario_id is not null and finding_is_told(n, seen.ids, seen.partly, seen.expired)
  )
  select n.id from named n
  join scenario s on s.authority_id = current_authority() and s.id = n.scenario_id and not s.archived
  where n.kind = 'conflict' and n.verdict <> 'clear'
    -- Decided, and from what still holds: as finding_talk() says it.
    and not exists (select from finding_decision d
      where d.authority_id = current_authority() and d.id = n.told_id and d.state not in ('open', 'in_discussion') and d.inputs = finding_inputs(n.told_id))
  order by array_position(array['violated', 'possible', 'unknown'], n.verdict), array_position(array['block', 'mitigate', 'inform'], n.severity), n.id
$$;
comment on function to_do_finding_ids() is
'Ids of the open conflicts of scenarios in use with things of the viewer''s organisation, worst first; without those that were decided, unless what they were decided from has changed; none for the town itself, whose trees and kerbs are in nearly all of them.';
