create or replace function called_findings(_id uuid) returns setof finding
language sql stable set search_path from current
as $$
  select n.* from finding n where n.authority_id = current_authority() and n.id = _id
  union all
  select n.* from finding n where n.authority_id = current_authority() and n.told_id = _id
    and not exists (select from finding o where o.authority_id = current_authority() and o.id = _id)
$$;
comment on function called_findings(uuid) is
'The stored findings that an id stands for: the one with this id; where there is none, since others are told nothing of it, those that are decided about and spoken of under it (finding.told_id), one for each piece of a hidden line. Empty where there is none.';
