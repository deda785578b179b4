-- Who may not see all that lies in a street must not be shown it as fine.
alter table street add column restricted_ids bigint[] not null default '{}';
comment on column street.restricted_ids is 'Datasets that are not public with something in the squares of 50 m around the street, ascending: to who may not see one of them the street is unknown at best. Kept by summarise_streets().';
update street s set restricted_ids = coalesce((
  select array_agg(distinct f.dataset_id order by f.dataset_id) from feature f
  where f.authority_id = s.authority_id
    and f.dataset_id in (select d.id from dataset d where d.authority_id = s.authority_id and d.access_class <> 'public')
    and f.geom && st_makeenvelope(floor(st_xmin(s.axis) / 50) * 50, floor(st_ymin(s.axis) / 50) * 50,
      floor(st_xmax(s.axis) / 50 + 1) * 50, floor(st_ymax(s.axis) / 50 + 1) * 50, st_srid(s.axis))), '{}');
