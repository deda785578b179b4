create or replace function changed_scenarios(_organisation_id text, _since timestamptz, _until timestamptz) returns table (id bigint, name text, measures bigint)
language sql stable set search_path from current
as $$
  select s.id, s.name, count(distinct c.thing_id)
  from change c
  join scenario s on s.authority_id = c.authority_id and s.id = (coalesce(c.after, c.before) ->> 'scenario_id')::bigint and not s.archived
  where c.authority_id = current_authority() and c.word = 'measure' and c.at > _since and c.at <= _until
    and (_organisation_id = 'town'
      or exists (select from review r join review_answer a on a.authority_id = r.authority_id and a.review_id = r.id
        where r.authority_id = s.authority_id and r.scenario_id = s.id and a.organisation_id = _organisation_id and r.withdrawn_at is null)
      or exists (select from dataset d join finding n on n.authority_id = d.authority_id and n.scenario_id = s.id and d.id in (n.a_dataset_id, n.b_dataset_id)
        where d.authority_id = s.authority_id and d.owner_organisation_id = _organisation_id))
  group by s.id, s.name order by s.id
$$;
comment on function changed_scenarios(text, timestamptz, timestamptz) is
'Scenarios in use of which measures changed in a time, with how many: for the town all, for another organisation those that it was asked about or that touch its things. For the digest, as the owner.';
