create or replace function existing_reach_m(_planned boolean) returns double precision
language sql stable set search_path from current
as $$
  select coalesce(max(r.horizontal_m), 0) + 2 * (select coalesce(max(m.margin_m), 0) from layer_margin m where m.authority_id = current_authority())
  from effective_rules(current_authority()) r
  where r.applied and (_planned or not r.planned_only)
$$;
comment on function existing_reach_m(boolean) is
'How far apart two existing features can lie and still have a finding, in metres: the longest distance of any rule in force (with _planned also of the rules for what is planned) plus radius and accuracy of either.';
