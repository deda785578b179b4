create or replace function count_changed_measure() returns trigger
language plpgsql security definer set search_path from current
set enable_seqscan to off
as $$
begin
  if tg_op = 'UPDATE' and (new.measure_type, new.parameters) = (old.measure_type, old.parameters) and st_orderingequals(new.geom, old.geom) then
    return null;
  end if;
  if tg_op <> 'DELETE' then perform count_measure(new); end if;
  perform count_measure(m) from (
    select o.* from counted_after(old) o where tg_op <> 'INSERT'
    union
    select n.* from counted_after(new) n where tg_op <> 'DELETE'
  ) m order by m.id;
  return null;
end $$;
comment on function count_changed_measure() is
'Trigger: counts a measure that was drawn, changed or deleted, and those drawn later at the same place of the same scenario, which counted what it did not. Nothing else.';
create or replace trigger count_changed_measure after insert or update or delete on measure for each row execute function count_changed_measure();
