create or replace function restricted_words(_text text, _about text, _about_id text) returns text[]
language sql stable security definer set search_path from current
as $$
  with met as materialized (
    select n.* from told_as(case when _about = 'finding' and _about_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then _about_id::uuid end) n
    union all
    select n.* from finding n where _about = 'street' and n.authority_id = current_authority() and n.street_id = _about_id
    union all
    select n.* from finding n where _about = 'scenario' and n.authority_id = current_authority() and n.scenario_id = case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end
    union all
    select n.* from measure m join finding n on n.authority_id = m.authority_id and n.scenario_id = m.scenario_id
      and (n.a_kind = 'measure' and n.a_id = m.id or n.b_kind = 'measure' and n.b_id = m.id)
    where _about = 'measure' and m.authority_id = current_authority() and m.id = case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end
  ),
  named as materialized (
    select distinct t.layer, t.id
    from met n
    cross join lateral (values (n.a_kind, n.a_layer, n.a_id), (n.b_kind, n.b_layer, n.b_id)) t (kind, layer, id)
    where t.kind = 'feature'
  ),
  hidden as materialized (
    select f.source_id, f.attributes
    from named n
    cross join lateral (select f.source_id, f.attributes, f.dataset_id, f.geom from feature f
      where f.authority_id = current_authority() and f.layer = n.layer and f.id = n.id limit 1) f
    join dataset d on d.authority_id = current_authority() and d.id = f.dataset_id
    where d.access_class <> 'public'
      -- Who may not see a thing cannot give it away, and must not learn by trying what it is called.
      and visible_to_viewer(d.id, f.geom, (select visible_dataset_ids()), (select partly_visible_dataset_ids()))
  ),
  word as (
    select h.source_id as value from hidden h
    union
    select a.value from hidden h cross join lateral jsonb_each_text(h.attributes) a
    where a.key in ('name', 'label') or a.value ~ '[0-9]'
  )
  select coalesce(array_agg(w.value order by w.value), '{}')
  from word w where length(w.value) >= 4 and strpos(lower(_text), lower(w.value)) > 0
$$;
comment on function restricted_words(text, text, text) is
'The names, ids and numbered attributes (four characters or more) of restricted things that the street, measure, finding or scenario has findings with, as far as they stand in a text: such a text must not go into a lesson. Only of things that the viewer may see. Empty array: none.';
