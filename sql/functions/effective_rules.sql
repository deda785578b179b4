create or replace function effective_rules(_authority_id text) returns setof rule
language sql stable set search_path from current
as $$
  select distinct on (id) * from rule
  where authority_id is null or authority_id = _authority_id
  order by id, authority_id nulls last
$$;
comment on function effective_rules(text) is
'The rules in force for an authority: its own rows in place of the catalogue''s rows of the same id.';
