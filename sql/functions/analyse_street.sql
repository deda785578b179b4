create or replace function analyse_street(_street_id text) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  street_axis geometry;
  reach_m double precision;
  planned_reach_m double precision;
  things thing[];
  stored bigint;
begin
  select s.axis into street_axis from street s where s.authority_id = current_authority() and s.id = _street_id;
  if street_axis is null then return null; end if;
  -- A finding belongs to the street within 30 m of its stretch, and its stretch starts at one of its things.
  reach_m := 30 + existing_reach_m(false);
  planned_reach_m := 30 + existing_reach_m(true);
  select array_agg(feature_thing(f)) into things
  from feature f
  where f.authority_id = current_authority()
    and f.geom && st_expand(street_axis, planned_reach_m)
    and st_dwithin(f.geom, street_axis, case when f.status = 'projected' then planned_reach_m else reach_m end)
    and (f.status = 'projected' or f.layer in (select a_layer from effective_rules(current_authority()) where applied));
  delete from finding where authority_id = current_authority() and scenario_id is null and street_id = _street_id;
  perform store_findings(coalesce(things, '{}'), null, 'existing', _street_id);
  update street set analysed_at = now() where authority_id = current_authority() and id = _street_id;
  perform summarise_streets(_street_id);
  select coalesce(sum(c.findings), 0) into stored from finding_count(null, _street_id) c;
  return stored;
end $$;
comment on function analyse_street(text) is
'Existing against existing for everything near a street''s axis: replaces the street''s findings and its summary; returns how many it now has for the viewer, null where there is no such street.';
