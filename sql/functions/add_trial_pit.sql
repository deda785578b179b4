create or replace function add_trial_pit(_layer text, _feature_id bigint, _place_wgs84 geometry, _position_accuracy_m double precision,
  _top_m double precision, _depth_accuracy_m double precision, _measured_on date, _note text)
returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  pit_id bigint;
begin
  insert into trial_pit (authority_id, layer, feature_id, dataset_id, geom, position_accuracy_m, top_m, depth_accuracy_m, measured_on, note,
    created_by, organisation_id)
  select f.authority_id, f.layer, f.id, f.dataset_id, to_analysis(_place_wgs84), _position_accuracy_m, _top_m, _depth_accuracy_m, _measured_on, _note,
    coalesce(current_setting('straatlagen.viewer', true), ''), coalesce(current_setting('straatlagen.organisation', true), '')
  from feature f
  where f.authority_id = current_authority() and f.layer = _layer and f.id = _feature_id and sees_feature(_layer, _feature_id)
  for key share
  returning id into pit_id;
  if pit_id is null then return null; end if;
  perform evaluate_feature(_layer, _feature_id);
  return pit_id;
end $$;
comment on function add_trial_pit(text, bigint, geometry, double precision, double precision, double precision, date, text) is
'Stores what was measured of an object in a trial pit (place in WGS 84, metres below ground) and evaluates its findings again, of the state today and of every scenario. Returns the id; null where there is no such object or the viewer may not see it.';
