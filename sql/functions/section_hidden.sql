create or replace function section_hidden(_line geometry, _visible_ids bigint[]) returns table (layer text, owner text, violated bigint, possible bigint)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  hidden_ids constant bigint[] := array(select d.id from dataset d where d.authority_id = current_authority() and d.id <> all (_visible_ids)
    and (d.expires is null or d.expires >= current_date));
  -- Whole squares of 50 m: however short a line one asks for, one learns no more than which squares hold something.
  square constant geometry := st_makeenvelope(floor(st_xmin(_line) / 50) * 50, floor(st_ymin(_line) / 50) * 50,
    floor(st_xmax(_line) / 50 + 1) * 50, floor(st_ymax(_line) / 50 + 1) * 50, st_srid(_line));
begin
  if cardinality(hidden_ids) = 0 then return; end if;
  return query
  with near as materialized (
    select f.layer, f.dataset_id, f.id from feature f
    where f.authority_id = current_authority() and f.dataset_id = any (hidden_ids) and f.geom && square and st_intersects(f.geom, square)
  )
  select n.layer, o.name, count(distinct v.id) filter (where v.verdict = 'violated'), count(distinct v.id) filter (where v.verdict = 'possible')
  from near n
  join dataset d on d.authority_id = current_authority() and d.id = n.dataset_id
  join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
  left join lateral (
    select w.id, w.verdict from finding w where w.authority_id = current_authority() and w.scenario_id is null and w.kind = 'conflict' and w.verdict in ('violated', 'possible')
      and (w.a_kind = 'feature' and w.a_id = n.id)
    union all
    select w.id, w.verdict from finding w where w.authority_id = current_authority() and w.scenario_id is null and w.kind = 'conflict' and w.verdict in ('violated', 'possible')
      and (w.b_kind = 'feature' and w.b_id = n.id)
  ) v on true
  group by n.layer, o.name order by o.name, n.layer;
end $$;
comment on function section_hidden(geometry, bigint[]) is
'What lies near a line that the viewer may not see: layer, owner and how many of its conflicts are violated or possible, over whole squares of 50 m of the analysis CRS, so that asking again and again does not find out where. Empty where all is visible.';
