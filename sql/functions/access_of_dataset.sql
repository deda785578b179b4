create or replace function access_of_dataset(_dataset_id bigint, _limit integer default 100, _offset integer default 0)
returns table (organisation text, viewer_name text, route text, hour timestamptz, looks integer, last_at timestamptz, total bigint)
language sql stable security definer set search_path from current
as $$
  select o.name, a.viewer_name, a.route, a.hour, a.looks, a.last_at, count(*) over ()
  from access_log a
  left join organisation o on o.authority_id = a.authority_id and o.id = a.organisation_id
  where a.authority_id = current_authority() and a.dataset_id = _dataset_id
    and a.owner_organisation_id = current_setting('straatlagen.organisation', true) and current_role_is('administrator', 'planner', 'utility_partner', 'official')
  order by a.last_at desc, a.id desc limit _limit offset _offset
$$;
comment on function access_of_dataset(bigint, integer, integer) is
'Who of other organisations was shown something of a dataset, newest first, with how many rows there are; for members of the organisation that owns it, nobody else.';
