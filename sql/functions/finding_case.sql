create or replace function finding_case(_authority_id text, _id text, _since timestamptz) returns jsonb
language sql stable set search_path from current
as $$
  with found as materialized (
    -- As others are told it (told_subject); whether it is there for who sees it would tell where it is.
    select n.* from finding n
    where n.authority_id = _authority_id and n.id = case when _id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then _id::uuid end and n.veil <> 'seen'
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
  -- Whoever delivers his own anew, elsewhere, would see from each place whether there is still a finding.
  when n.scenario_id is not null or not exists (select from dataset d
    where d.authority_id = n.authority_id and d.id in (n.a_dataset_id, n.b_dataset_id) and d.imported_at > _since) then
    jsonb_build_object('finding', jsonb_build_object('hidden', true,
      -- As it is, it would change with the thing that everybody may see.
      'verdict', case when n.scenario_id is null and n.verdict <> 'clear' then 'possible' else n.verdict end,
      'owners', (select coalesce(jsonb_agg(distinct t.owner) filter (where not t.public and t.owner is not null), '[]') from thing t)))
  end
  from found n
$$;
comment on function finding_case(text, text, timestamptz) is
'The numbers of a finding as a workbook may tell them to anybody, whoever asks: where one of its things is not public (or is past its expiry), the owner of that thing and the verdict only, where that is not veiled already not even whether it is certain. Distances in metres. Null where the finding is gone, and of the state today with something hidden also where one of the two was delivered anew after _since, when the lesson was written.';
