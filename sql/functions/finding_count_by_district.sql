create or replace function finding_count_by_district(_scenario_ids bigint[])
returns table (scenario_id bigint, district_id text, kind text, severity text, verdict text, notify boolean, findings bigint)
language sql stable security definer set search_path from current
as $$
  with seen as materialized (select visible_dataset_ids() as ids, partly_visible_dataset_ids() as partly, expired_dataset_ids() as expired),
  planned as materialized (
    select m.id, count(*) as parts, min(d.district_id) as district_id
    from measure m join measure_district d on d.authority_id = m.authority_id and d.measure_id = m.id
    where m.authority_id = current_authority() and m.scenario_id = any (_scenario_ids)
    group by m.id
  ),
  duty as materialized (select distinct r.id from rule r where r.topic = 'notify')
  select n.scenario_id, l.district_id, n.kind, n.severity, n.verdict, duty.id is not null, count(*)
  from seen, finding n
    join planned p on p.id = case n.a_kind when 'measure' then n.a_id else n.b_id end
    left join duty on duty.id = n.rule_id
    cross join lateral (select case when p.parts = 1 then p.district_id else coalesce((
      select d.id from district d
      where d.authority_id = n.authority_id and st_intersects(d.geom, st_pointonsurface(n.stretch)) order by d.id limit 1), '') end) l (district_id)
  where n.authority_id = current_authority() and n.scenario_id = any (_scenario_ids) and finding_is_told(n, seen.ids, seen.partly, seen.expired)
  group by 1, 2, 3, 4, 5, 6
$$;
comment on function finding_count_by_district(bigint[]) is
'The findings of scenarios counted per district, kind, severity and verdict, duties to notify apart. A finding belongs to the district of its measure (the first, where both are), and where that lies in several to the one in which it is found; empty outside all. Counts only, as the viewer may know them.';
