create or replace function measure_period(_measure measure) returns daterange
language sql stable set search_path from current
as $$
  select coalesce(_measure.period, phase_years(_measure.phase_id))
$$;
comment on function measure_period(measure) is
'When a measure is carried out, as every rule about time takes it: its own period, else the years of its phase. Null where it has neither.';
