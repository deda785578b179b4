create or replace function visibility_key() returns text
language sql stable security definer set search_path from current
as $$
  select md5(concat_ws(' ', visible_dataset_ids()::text,
    (select string_agg(g.id::text, ',' order by g.id) from dataset_grant g
     join dataset d on d.authority_id = g.authority_id and d.id = g.dataset_id and (d.expires is null or d.expires >= current_date)
     where g.authority_id = current_authority() and g.area is not null and g.withdrawn_at is null and g.until >= current_date
       and g.to_organisation_id = current_setting('straatlagen.organisation', true))))
$$;
comment on function visibility_key() is
'A word for all that the viewer may see of the features: two viewers of an authority with the same word are shown the same. Changes with every grant, expiry and dataset.';
