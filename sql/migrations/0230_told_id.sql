-- What is told of a measure and something hidden has an id of its own now, without any thing in it: with that of the
-- least piece near it changed from piece to piece as the measure moved. What was decided, said and written of such
-- findings goes along; where several pieces had a decision each, the latest stands for all.
drop function if exists finding_case(text, text);
drop function if exists lesson_case(text, text, text);

create table veiled as
select n.authority_id, n.id, n.veil, md5(a.veil_secret::text || '|veiled|' || n.scenario_id || '|' || n.rule_id || '|'
    || case n.a_kind when 'measure' then n.a_id else n.b_id end || '|' || case n.a_kind when 'measure' then n.b_layer else n.a_layer end
    || '|' || coalesce(n.a_dataset_id, n.b_dataset_id))::uuid as told_id
from finding n join authority a on a.id = n.authority_id
where n.scenario_id is not null and n.veil <> 'none' and 'measure' in (n.a_kind, n.b_kind) and coalesce(n.a_dataset_id, n.b_dataset_id) is not null;

delete from finding n using veiled v
where v.authority_id = n.authority_id and v.id = n.id and v.veil = 'hidden' and n.veil = 'hidden'
  and exists (select from veiled o where o.authority_id = v.authority_id and o.told_id = v.told_id and o.veil = 'hidden' and o.id < v.id);
update finding n set id = v.told_id from veiled v
where v.authority_id = n.authority_id and v.id = n.id and v.veil = 'hidden' and n.veil = 'hidden';

delete from finding_decision d using veiled v
where v.authority_id = d.authority_id and v.id = d.id and exists (
  select from veiled w join finding_decision o on o.authority_id = w.authority_id and o.id = w.id
  where w.authority_id = v.authority_id and w.told_id = v.told_id and (o.decided_at, o.id) > (d.decided_at, d.id));
update finding_decision d set id = v.told_id from (select distinct authority_id, id, told_id from veiled) v where v.authority_id = d.authority_id and v.id = d.id;
update finding_message m set finding_id = v.told_id from (select distinct authority_id, id, told_id from veiled) v where v.authority_id = m.authority_id and v.id = m.finding_id;
update lesson l set about_id = v.told_id::text from (select distinct authority_id, id, told_id from veiled) v
where v.authority_id = l.authority_id and l.about = 'finding' and l.about_id = v.id::text;
update notification n set about = jsonb_set(n.about, '{finding_id}', to_jsonb(v.told_id)) from (select distinct authority_id, id, told_id from veiled) v
where v.authority_id = n.authority_id and n.about ->> 'finding_id' = v.id::text;
drop table veiled;
