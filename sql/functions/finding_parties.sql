create or replace function finding_parties(_id uuid) returns text[]
language sql stable set search_path from current
as $$
  select array(
    select 'town'
    union
    select d.owner_organisation_id from finding n
    join dataset d on d.authority_id = n.authority_id and d.id in (n.a_dataset_id, n.b_dataset_id)
    where n.authority_id = current_authority() and n.id = _id
    order by 1)
$$;
comment on function finding_parties(uuid) is
'The organisations that talk about a finding: the town, and the owners of both its things.';
