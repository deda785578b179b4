create or replace function finding_case(_authority_id text, _id text) returns jsonb
language sql stable set search_path from current
as $$
  with found as materialized (
    -- As others are told it; of hidden pieces that are told as one, the others are there for who sees them alone.
    select n.* from finding n
    where n.authority_id = _authority_id and n.id = case when _id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then _id::uuid end
    order by n.veil = 'seen' limit 1
  ),
  thing as (
    select t.place, t.layer, o.name as owner, t.kind = 'measure' or coalesce(o.public, false) as public
    from found n
    cross join lateral (values (1, n.a_kind, n.a_layer, n.a_id), (2, n.b_kind, n.b_layer, n.b_id)) t (place, kind, layer, id)
    left join lateral (
      select g.name, d.access_class = 'public' and (d.expires is null or d.expires >= current_date) as public
      from feature f
      join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
      join organisation g on g.authority_id = d.authority_id and g.id = d.owner_organisation_id
      where t.kind = 'feature' and f.authority_id = n.authority_id and f.layer = t.layer and f.id = t.id
      limit 1
    ) o on true
  )
  select case when (select bool_and(t.public) from thing t) then
    jsonb_build_object('finding', jsonb_build_object('hidden', false, 'verdict', n.verdict,
      'owners', (select coalesce(jsonb_agg(distinct t.owner) filter (where t.owner is not null), '[]') from thing t),
      'layers', (select jsonb_agg(t.layer order by t.place) from thing t),
      'distance_m', round(n.distance_m::numeric, 2), 'required_m', n.required_m, 'uncertainty_m', round(n.uncertainty_m::numeric, 2),
      'vertical_m', round(n.vertical_m::numeric, 2), 'required_vertical_m', n.required_vertical_m,
      'street', (select s.name from street s where s.authority_id = n.authority_id and s.id = n.street_id)))
  else
    jsonb_build_object('finding', jsonb_build_object('hidden', true,
      -- As it is, it would change with the thing that everybody may see.
      'verdict', case when (n.scenario_id is null or n.veil = 'seen') and n.verdict <> 'clear' then 'possible' else n.verdict end,
      'owners', (select coalesce(jsonb_agg(distinct t.owner) filter (where not t.public and t.owner is not null), '[]') from thing t)))
  end
  from found n
$$;
comment on function finding_case(text, text) is
'The numbers of a finding as a workbook may tell them to anybody, whoever asks: where one of its things is not public (or is past its expiry), the owner of that thing and the verdict only, where that is not veiled already not even whether it is certain. Distances in metres. Null where the finding is gone.';
