create or replace function lesson_place(_authority_id text, _about text, _about_id text, _district_id text) returns text
language sql stable set search_path from current
as $$
  select concat_ws(' ',
    (select d.name from district d where d.authority_id = _authority_id and d.id = _district_id),
    case _about
      when 'street' then (select s.name from street s where s.authority_id = _authority_id and s.id = _about_id)
      when 'scenario' then (select s.name from scenario s where s.authority_id = _authority_id and s.id = x.id)
      when 'measure' then (
        select s.name from measure m join scenario s on s.authority_id = m.authority_id and s.id = m.scenario_id
        where m.authority_id = _authority_id and m.id = x.id)
    end)
  from (select case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end as id) x
$$;
comment on function lesson_place(text, text, text, text) is
'The names by which one looks for a lesson of an authority: its district, and the street or scenario it is about (of a measure: the scenario), as lesson_case tells them too. Of a finding the district only: what lies there may be hidden. Empty where all of it is gone. Called by workbook() only.';
