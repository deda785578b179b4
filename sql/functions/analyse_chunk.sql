create or replace function analyse_chunk(_layer text, _from_id bigint, _to_id bigint, _within geometry default null) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  things thing[];
begin
  select array_agg(feature_thing(f)) into things
  from feature f
  where f.authority_id = current_authority() and f.layer = _layer and f.id between _from_id and _to_id
    and (_within is null or f.geom && _within);
  if things is null then return 0; end if;
  delete from finding where authority_id = current_authority() and scenario_id is null
    and a_kind = 'feature' and a_layer = _layer and a_id = any (select (t).id from unnest(things) t);
  return store_findings(things, null, 'existing');
end $$;
comment on function analyse_chunk(text, bigint, bigint, geometry) is
'Existing against existing for the features of one layer with ids in a range (a piece of analysis_chunks): replaces the findings of which they are the rule''s a; returns how many were stored.';
