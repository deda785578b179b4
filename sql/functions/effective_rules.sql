create or replace function effective_rules(_authority_id text, _layers text[] default null, _ids text[] default null) returns setof rule
language plpgsql stable set search_path from current
as $$
begin
  return query
    select r.* from rule r
    where (r.authority_id = _authority_id
        or r.authority_id is null and r.id <> all (array(select own.id from rule own where own.authority_id = _authority_id)))
      and (_layers is null or r.a_layer = any (_layers) or r.b_layer = any (_layers))
      and (_ids is null or r.id = any (_ids));
end $$;
comment on function effective_rules(text, text[], text[]) is
'The rules in force for an authority: its own rows in place of the catalogue''s rows of the same id. With layers only the rules about at least one of them, with ids only those.';
