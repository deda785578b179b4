create or replace function to_do_findings(_limit integer) returns finding_answer
language sql stable security definer set search_path from current
as $$
  select finding_answer(coalesce(stored_findings(array(select id from to_do_finding_ids() with ordinality i (id, place) order by place limit _limit)), '{}'))
$$;
comment on function to_do_findings(integer) is
'The open conflicts of scenarios with things of the viewer''s organisation, worst first, as its own members may see them: what lies beside of others stays hidden.';
