-- Of a point of attention or a chance with something that not everybody may see, others may be told nothing at all (it is
-- judged by the middle of what is veiled). What was decided and said of it stands under the id that they would be told
-- (told_id), which then names no row: it is kept with the rows themselves, so that they are found by it.
alter table finding add column told_id uuid;
comment on column finding.told_id is 'Of a measure and a thing that not everybody may see, as it is (veil is seen): the id under which all who are told of it decide about it and speak of it (veiled_finding_id), which several pieces of a line have in common; null for all else, whose own id it is.';
update finding n set told_id = md5(a.veil_secret::text || '|veiled|' || n.scenario_id || '|' || n.rule_id || '|'
    || case n.a_kind when 'measure' then n.a_id else n.b_id end || '|' || case n.a_kind when 'measure' then n.b_layer else n.a_layer end
    || '|' || coalesce(n.a_dataset_id, n.b_dataset_id))::uuid
from authority a
where n.veil = 'seen' and a.id = n.authority_id;
create index on finding (authority_id, told_id) where told_id is not null;
drop function if exists told_id(finding);
