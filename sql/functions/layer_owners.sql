create or replace function layer_owners() returns table (layer text, owner text)
language sql stable security definer set search_path from current
as $$
  select l.id, (
    select o.name
    from dataset d join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
    where d.authority_id = current_authority() and (d.expires is null or d.expires >= current_date)
      and exists (select from feature f where f.layer = l.id and f.authority_id = d.authority_id and f.dataset_id = d.id)
    order by d.id limit 1)
  from layer l
$$;
comment on function layer_owners() is
'Per layer the organisation that delivered things of it first: whoever would lay such a thing here. owner is null where nobody delivered any.';
