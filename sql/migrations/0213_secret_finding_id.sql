-- The id of a finding could be worked out from the ids of its two things: who is told of a finding with something
-- hidden found that thing's id by trying some hundred thousand numbers. Now the authority's secret is part of it
-- (finding_id); what was decided, said and written of findings goes along.
drop function if exists finding_id(bigint, text, thing, thing);
create function pg_temp.new_finding_id(_id uuid, _secret uuid) returns uuid language sql immutable
as $$ select md5(_secret::text || '|' || replace(_id::text, '-', ''))::uuid $$;

update finding n set id = pg_temp.new_finding_id(n.id, a.veil_secret) from authority a where a.id = n.authority_id;
update finding_decision d set id = pg_temp.new_finding_id(d.id, a.veil_secret) from authority a where a.id = d.authority_id;
update finding_message m set finding_id = pg_temp.new_finding_id(m.finding_id, a.veil_secret) from authority a where a.id = m.authority_id;
update lesson l set about_id = pg_temp.new_finding_id(l.about_id::uuid, a.veil_secret)::text
from authority a
where a.id = l.authority_id and l.about = 'finding' and l.about_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
update notification n set about = jsonb_set(n.about, '{finding_id}', to_jsonb(pg_temp.new_finding_id((n.about ->> 'finding_id')::uuid, a.veil_secret)))
from authority a where a.id = n.authority_id and n.about ? 'finding_id';
drop function pg_temp.new_finding_id(uuid, uuid);
