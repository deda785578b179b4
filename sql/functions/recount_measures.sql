create or replace function recount_measures() returns void
language plpgsql set search_path from current
as $$
begin
  perform count_measure(m) from measure m join measure_type t on t.id = m.measure_type where t.recount order by m.id;
  update measure_type set recount = false where recount;
end $$;
comment on function recount_measures() is
'Counts the measures whose type got other formulas in the catalogue; run at every migration.';
