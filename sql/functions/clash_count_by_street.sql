create or replace function clash_count_by_street(_scenario_ids bigint[])
returns table (scenario_id bigint, street_id text, clashes bigint)
language sql stable security definer set search_path from current
as $$
  with seen as materialized (select visible_dataset_ids() as ids, partly_visible_dataset_ids() as partly, expired_dataset_ids() as expired)
  select n.scenario_id, n.street_id, count(*)
  from seen, finding n
  where n.authority_id = current_authority() and n.scenario_id = any (_scenario_ids) and n.street_id is not null
    and n.kind = 'conflict' and n.verdict in ('violated', 'possible') and finding_is_told(n, seen.ids, seen.partly, seen.expired)
    and n.rule_id not in (select r.id from rule r where r.topic = 'notify')
  group by 1, 2
$$;
comment on function clash_count_by_street(bigint[]) is
'How many conflicts of scenarios are violated for certain or possibly, per street; duties to notify are none. Counts only, as the viewer may know them.';
