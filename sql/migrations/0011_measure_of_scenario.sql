-- These take arguments more; the ones of before would stand beside them.
drop function if exists preview(text, geometry, jsonb, bigint);
drop function if exists findings(bigint, text, text[], integer, integer, bigint);
drop function if exists finding_count(bigint, text, text[], bigint);

-- What was changed in a scenario since a page last heard of it.
create index on change (authority_id, ((coalesce(after, before) ->> 'scenario_id')), id) where word = 'measure';
