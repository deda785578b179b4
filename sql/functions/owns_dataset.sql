create or replace function owns_dataset(_dataset_id bigint) returns boolean
language sql stable security definer set search_path from current
as $$
  select exists (
    select from dataset d
    where d.authority_id = current_authority() and d.id = _dataset_id
      and (current_role_is('administrator')
        or current_role_is('planner', 'utility_partner') and d.owner_organisation_id = current_setting('straatlagen.organisation', true)))
$$;
comment on function owns_dataset(bigint) is
'May the viewer decide about this dataset: delete it, grant it? Planners and partners those of their organisation, an administrator each of the authority. False where there is none.';
