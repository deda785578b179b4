create or replace function workbook(_words text[], _theme text, _status text, _kind text, _district_id text, _authority_id text,
  _limit integer, _offset integer)
returns table (id bigint, authority_id text, authority text, own boolean, about text, about_id text, kind text, theme text, what text,
  what_helped text, status text, shared boolean, district text, changed_at timestamptz, decisions jsonb, lesson_case jsonb, total bigint)
language sql stable security definer set search_path from current
as $$
  with decided as (
    select c.authority_id, c.lesson_id,
      jsonb_agg(jsonb_build_object('body', c.body, 'on', c.created_at::date) order by c.id) as decisions, string_agg(c.body, ' ') as text
    from lesson_comment c where c.kind = 'decision' group by 1, 2
  ),
  listed as materialized (
    select l.*, coalesce(d.decisions, '[]') as decisions, a.name as authority, a.id = current_authority() as own, count(*) over () as total
    from lesson l
    join authority a on a.id = l.authority_id
    left join decided d on d.authority_id = l.authority_id and d.lesson_id = l.id
    cross join lateral (select lesson_place(l.authority_id, l.about, l.about_id, l.district_id) as text) p
    where (l.authority_id = current_authority() or l.shared)
      and (_theme is null or l.theme = _theme) and (_status is null or l.status = _status) and (_kind is null or l.kind = _kind)
      and (_authority_id is null or l.authority_id = _authority_id)
      and (_district_id is null or l.authority_id = current_authority() and l.district_id = _district_id)
      and not exists (select from unnest(_words) w where strpos(lower(concat_ws(' ', l.what, l.what_helped, d.text, a.name, p.text)), lower(w)) = 0)
    order by l.theme, l.changed_at desc, l.authority_id, l.id
    limit _limit offset _offset
  )
  select l.id, l.authority_id, l.authority, l.own, l.about,
    -- The address of a finding with something hidden, or of another authority's thing, is told to nobody here.
    case when l.own and not coalesce((c.numbers -> 'finding' ->> 'hidden')::boolean, false) then l.about_id end,
    l.kind, l.theme, l.what, l.what_helped, l.status, l.shared,
    (select d.name from district d where d.authority_id = l.authority_id and d.id = l.district_id), l.changed_at, l.decisions,
    case when l.own then c.numbers else c.numbers - 'scenario_id' end, l.total
  from listed l
  cross join lateral (select lesson_case(l.authority_id, l.about, l.about_id, l.created_at) as numbers) c
  order by l.theme, l.changed_at desc, l.authority_id, l.id
$$;
comment on function workbook(text[], text, text, text, text, text, integer, integer) is
'The lessons of the viewer''s authority and those that others share, by theme, latest first, with the decisions and the numbers of the case; comments stay in the house. Filters that are null ask for all; each of _words has to occur in the text or in the names of its place. Nothing in it depends on what the viewer may see: it holds what anybody may know, see lesson_case.';
