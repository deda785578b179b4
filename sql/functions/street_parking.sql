create or replace function street_parking(_scenario_ids bigint[])
returns table (scenario_id bigint, street_id text, spaces double precision, without_spaces bigint)
language sql stable set search_path from current
as $$
  select null::bigint, street_of(st_pointonsurface(f.geom)) as street,
    coalesce(sum(case when f.attributes ->> 'bays' ~ '^\d{1,6}$' then (f.attributes ->> 'bays')::double precision end), 0),
    count(*) filter (where f.attributes ->> 'bays' is null or f.attributes ->> 'bays' !~ '^\d{1,6}$')
  from feature f
  where f.authority_id = current_authority() and f.layer = 'parking' and f.status = 'in_use'
  group by street
  union all
  select c.scenario_id, street_of(c.at), sum(c.value * c.share), 0
  from (
    -- A measure in parts, of which each may lie in another street, is shared over them by their size.
    select e.scenario_id, e.value, st_pointonsurface(d.geom) as at,
      size.of / nullif(sum(size.of) over (partition by e.measure_id), 0) as share
    from (
      select e.scenario_id, e.measure_id, sum(e.value) as value from measure_effect e
      where e.authority_id = current_authority() and e.scenario_id = any (_scenario_ids) and e.kind = 'indicator' and e.item = 'parking_space'
      group by 1, 2) e
      join measure m on m.authority_id = current_authority() and m.id = e.measure_id
      cross join lateral st_dump(m.geom) d
      cross join lateral (select case st_dimension(d.geom) when 2 then st_area(d.geom) when 1 then st_length(d.geom) else 1 end as of) size
  ) c
  group by c.scenario_id, street_of(c.at)
$$;
comment on function street_parking(bigint[]) is
'Ordinary parking spaces per street (street_id null: near none): today (scenario_id null), from the features that the viewer may see, with how many of them have no number of spaces; and by how much each scenario changes it, net and each place once. Features and parts of measures belong to the street nearest to their middle.';
