create or replace function told_subject(_about text, _about_id text) returns text
language sql stable security definer set search_path from current
as $$
  select coalesce((
    select coalesce(n.told_id, n.id)::text
    from called_findings(case when _about = 'finding' and _about_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then _about_id::uuid end) n
    where knows_finding(n.id)
    limit 1), _about_id)
$$;
comment on function told_subject(text, text) is
'What lessons about this are kept under: of a finding its told_id, so that a lesson at one piece of a hidden line neither names the piece nor goes when that is no longer near; of everything else the id itself.';
