create or replace function count_changed_measure() returns trigger
language plpgsql security definer set search_path from current
set enable_seqscan to off
as $$
declare
  changed measure := coalesce(new, old);
begin
  if tg_op = 'UPDATE' and (new.measure_type, new.parameters) = (old.measure_type, old.parameters) and st_orderingequals(new.geom, old.geom) then
    return null;
  end if;
  if tg_op <> 'DELETE' then perform count_measure(new); end if;
  perform count_measure(m) from measure m
  where m.authority_id = changed.authority_id and m.scenario_id = changed.scenario_id and m.id > changed.id
    and (m.geom && st_expand(new.geom, 10) or m.geom && st_expand(old.geom, 10));
  return null;
end $$;
comment on function count_changed_measure() is
'Trigger: counts a measure that was drawn, changed or deleted, and those drawn later at the same place of the same scenario, which counted what it did not. Nothing else.';
create or replace trigger count_changed_measure after insert or update or delete on measure for each row execute function count_changed_measure();
