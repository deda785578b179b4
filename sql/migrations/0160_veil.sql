-- pair_findings() takes one argument more; the one of before would stand beside it.
drop function if exists pair_findings(thing[], bigint, text, boolean, text[], integer, integer);
-- What somebody may not see is judged for him at a place that is off by a secret step (veiled_thing): a measure moved
-- about until its verdict changes then finds that place, not the thing. A finding of a scenario with such a thing is
-- stored twice, as it is and veiled; each viewer is told one of the two (finding_is_told).

alter table authority add column veil_secret uuid not null default gen_random_uuid();
comment on column authority.veil_secret is 'What the steps of veiled_thing() are drawn from. No request reads it.';

alter table finding add column veil text not null default 'none' check (veil in ('none', 'seen', 'hidden'));
comment on column finding.veil is 'none: told to everybody. seen: as it is, for who may see both things; hidden: veiled, for the others.';
alter table finding drop constraint finding_pkey;
alter table finding add primary key (authority_id, id, veil);

-- What is stored already: until it is evaluated again others are told that it may be so.
update finding n set veil = 'seen'
from dataset d
where n.scenario_id is not null and d.authority_id = n.authority_id and d.id in (n.a_dataset_id, n.b_dataset_id) and d.access_class <> 'public';
insert into finding (authority_id, id, scenario_id, rule_id, a_kind, a_layer, a_id, a_part, a_dataset_id, b_kind, b_layer, b_id, b_part, b_dataset_id,
  kind, severity, verdict, required_m, required_vertical_m, gap_days, assumed, stretch, stretch_m, street_id, veil)
select authority_id, id, scenario_id, rule_id, a_kind, a_layer, a_id, a_part, a_dataset_id, b_kind, b_layer, b_id, b_part, b_dataset_id,
  kind, severity, case verdict when 'violated' then 'possible' else verdict end, required_m, required_vertical_m, gap_days, '{}', stretch, stretch_m, street_id, 'hidden'
from finding where veil = 'seen';

create index on dataset_grant (authority_id, dataset_id) where withdrawn_at is null;
