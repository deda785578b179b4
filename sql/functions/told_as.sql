create or replace function told_as(_id uuid) returns setof finding
language sql stable set search_path from current
as $$
  with called as materialized (select c.* from called_findings(_id) c),
  seen as materialized (
    select n.* from (select distinct c.authority_id, coalesce(c.told_id, c.id) as told_id from called c) k
    join finding n on n.authority_id = k.authority_id and n.told_id = k.told_id
  )
  select * from seen
  union all
  select * from called where not exists (select from seen)
$$;
comment on function told_as(uuid) is
'The findings that are told under one id (finding.told_id) with this one, as they are: of a measure and a thing that not everybody may see those with each piece of it; where there is none (clear, but for others possible), and of every other finding, itself. Empty where there is none.';
