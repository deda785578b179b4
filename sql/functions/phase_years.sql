create or replace function phase_years(_phase_id bigint) returns daterange
language sql stable set search_path from current
as $$
  select daterange(make_date(p.year_from, 1, 1), make_date(p.year_to + 1, 1, 1))
  from scenario_phase p where p.authority_id = current_authority() and p.id = _phase_id
$$;
comment on function phase_years(bigint) is
'The days of a phase: from 1 January of its first year to 31 December of its last. Null where there is no such phase.';
