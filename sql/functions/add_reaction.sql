create or replace function add_reaction(_scenario_id bigint, _measure_id bigint, _place_wgs84 geometry, _text text) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  made bigint;
  named text;
begin
  if not current_role_is('resident') or not shared_measure(_scenario_id, _measure_id) then return null; end if;
  select s.name into named from scenario s where s.authority_id = current_authority() and s.id = _scenario_id
    and (_measure_id is null or exists (select from measure m where m.authority_id = s.authority_id and m.scenario_id = s.id and m.id = _measure_id));
  if named is null then return null; end if;
  insert into reaction (authority_id, scenario_id, link_id, measure_id, place, text)
  values (current_authority(), _scenario_id, current_setting('straatlagen.link', true)::bigint, _measure_id, to_analysis(_place_wgs84), _text)
  returning id into made;
  perform add_notification('reaction_received', 'town', array['administrator', 'planner'],
    jsonb_build_object('reaction_id', made, 'scenario_id', _scenario_id, 'scenario', named));
  return made;
end $$;
comment on function add_reaction(bigint, bigint, geometry, text) is
'A reaction of a resident to a measure that his link shares, or to a place (point, WGS 84): it waits for approval, and the town is told. Returns its id; null where the viewer has no link to it.';
