create or replace function parent_changes(_scenario_id bigint)
returns table (parent_measure_id bigint, kind text, conflict boolean, parent_version bigint, measure_id bigint)
language sql stable set search_path from current
as $$
  with branch as materialized (
    select s.authority_id, s.id, p.id as parent_id
    from scenario s join scenario p on p.authority_id = s.authority_id and p.id = s.copy_of
    where s.authority_id = current_authority() and s.id = _scenario_id and s.is_branch
  ),
  seen as (select b.* from measure_base b join branch on b.authority_id = branch.authority_id and b.scenario_id = branch.id),
  theirs as (select m.id, m.version from measure m join branch on m.authority_id = branch.authority_id and m.scenario_id = branch.parent_id)
  select coalesce(t.id, s.parent_measure_id),
    case when s.parent_measure_id is null then 'added' when t.id is null then 'removed' else 'changed' end,
    s.parent_measure_id is not null and own.version is distinct from s.own_version or s.parent_measure_id is not null and own.id is null,
    t.version, own.id
  from theirs t full join seen s on s.parent_measure_id = t.id
    left join measure own on own.authority_id = s.authority_id and own.scenario_id = s.scenario_id and own.id = s.measure_id
  where s.parent_measure_id is null or t.version <> s.parent_version or t.id is null and own.id is not null
  order by 1
$$;
comment on function parent_changes(bigint) is
'What was added, changed and removed in the parent of a branch since the branch last took it over or refused it, one row a measure of the parent: its version now (null: removed) and the branch''s own measure (null: none). conflict: the branch changed or removed its own as well. Empty for what is no branch, or whose parent is gone.';
