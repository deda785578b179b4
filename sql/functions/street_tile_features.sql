create or replace function street_tile_features(_box geometry, _z integer) returns table (layer text, geom geometry, properties jsonb)
language sql stable set search_path from current
as $$
  with counted as (
    select s.id, s.name, s.named, s.zone, s.axis, s.length_m, s.analysed_at, s.restricted_ids && (select hidden_dataset_ids()) as hidden,
      coalesce(sum(c.findings) filter (where c.verdict = 'violated' and c.kind = 'conflict'), 0) as violated,
      coalesce(sum(c.findings) filter (where c.verdict = 'possible' and c.kind = 'conflict'), 0) as possible,
      coalesce(sum(c.findings) filter (where c.verdict = 'unknown'), 0) as unknown
    from street s
    left join street_summary c on c.authority_id = s.authority_id and c.street_id = s.id and c.dataset_ids <@ (select visible_dataset_ids())
    where s.authority_id = current_authority() and s.axis && _box
    group by s.id, s.name, s.named, s.zone, s.axis, s.length_m, s.analysed_at, s.restricted_ids
  ),
  described as (
    select c.*, jsonb_build_object('street', c.id, 'name', case when c.named then c.name else '' end,
      'worst', case when c.analysed_at is null then 'unchecked' when c.violated > 0 then 'violated' when c.possible > 0 then 'possible'
        when c.unknown > 0 or c.hidden then 'unknown' else 'clear' end,
      'violated', c.violated, 'possible', c.possible, 'unknown', c.unknown, 'length_m', round(c.length_m::numeric)) as properties
    from counted c
  )
  select 'street_axis', case when _z < 15 then st_simplify(d.axis, 40075016.0 / 4096 / 2 ^ _z) else d.axis end, d.properties from described d
  union all
  select 'street_zone', d.zone, d.properties from described d where _z >= 14
  union all
  select 'district', st_boundary(t.geom), jsonb_build_object('district', t.id, 'name', t.name)
  from district t where t.authority_id = current_authority() and t.geom && _box
$$;
comment on function street_tile_features(geometry, integer) is
'Streets and districts near a tile with the summary of their findings, of those that the viewer is told, unknown at best where something is hidden: what a map shows of a whole city. Axes are thinned to one tile unit below zoom 15; zones from zoom 14.';
