create or replace function log_look(_dataset_ids bigint[], _route text) returns void
language sql security definer set search_path from current
as $$
  insert into access_log as a (authority_id, dataset_id, dataset_name, owner_organisation_id, organisation_id, viewer, viewer_name, route, hour)
  select d.authority_id, d.id, d.name, d.owner_organisation_id, coalesce(current_setting('straatlagen.organisation', true), ''),
    coalesce(current_setting('straatlagen.viewer', true), ''), coalesce(current_setting('straatlagen.viewer_name', true), ''),
    _route, date_trunc('hour', now())
  from dataset d
  where d.authority_id = current_authority() and d.id = any (_dataset_ids) and d.id = any (restricted_in_view())
  order by d.id
  on conflict (authority_id, dataset_id, viewer, route, hour) do update set looks = a.looks + 1, last_at = now()
$$;
comment on function log_look(bigint[], text) is
'Writes down that the viewer was shown something of these datasets by a route of the API; those that are public, his own organisation''s or hidden from him are left out.';
