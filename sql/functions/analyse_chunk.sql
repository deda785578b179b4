create or replace function analyse_chunk(_layer text, _from_id bigint, _to_id bigint, _within geometry default null) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  -- 30 m more: a street that changed has the findings of the 30 m around it.
  narrow geometry := st_expand(_within, 30 + existing_reach_m(false));
  wide geometry := st_expand(_within, 30 + existing_reach_m(true));
  things thing[];
  ids bigint[];
  planned_ids bigint[];
begin
  select array_agg(feature_thing(f)) into things
  from feature f
  where f.authority_id = current_authority() and f.layer = _layer and f.id between _from_id and _to_id
    and (_within is null or f.geom && narrow or f.status = 'projected' and f.geom && wide);
  if things is null then return 0; end if;
  ids := array(select t.id from unnest(things) t);
  planned_ids := array(select t.id from unnest(things) t where t.planned);
  -- A pair of a planned and an existing thing belongs to the chunk of the planned one, every other pair to that of the rule's a.
  delete from finding n
  where n.authority_id = current_authority() and n.scenario_id is null and n.a_kind = 'feature' and n.a_layer = _layer and n.a_id = any (ids)
    and (n.a_id = any (planned_ids) or not exists (
      select from feature f where f.authority_id = n.authority_id and f.layer = n.b_layer and f.id = n.b_id and f.status = 'projected'));
  delete from finding n
  where n.authority_id = current_authority() and n.scenario_id is null and n.b_kind = 'feature' and n.b_layer = _layer and n.b_id = any (planned_ids)
    and not exists (
      select from feature f where f.authority_id = n.authority_id and f.layer = n.a_layer and f.id = n.a_id and f.status = 'projected');
  return store_findings(things, null, 'existing');
end $$;
comment on function analyse_chunk(text, bigint, bigint, geometry) is
'Existing against existing for the features of one layer with ids in a range (a piece of analysis_chunks): replaces the findings of the pairs that are met from them, so that chunks may run in any order; returns how many were stored.';
