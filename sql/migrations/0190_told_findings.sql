-- What is found between two things that exist is told to who may see both (finding_is_told): who may deliver one of
-- them could move it about until a finding with a hidden one comes or goes. So what is counted of a street is kept
-- apart by whose things it speaks of, and told alike.

drop function if exists finding_is_told(finding, bigint[], bigint[]);
drop function if exists section_hidden(geometry, bigint[]);

alter table street_summary add column dataset_ids bigint[] not null default '{}';
comment on column street_summary.dataset_ids is 'Of the findings counted here the datasets that not everybody may see, or not for ever, in ascending order: who may see them all is told.';
alter table street_summary drop constraint street_summary_pkey;
alter table street_summary add primary key (authority_id, street_id, kind, severity, verdict, dataset_ids);

delete from street_summary;
insert into street_summary (authority_id, street_id, kind, severity, verdict, dataset_ids, findings, stretch_m)
select n.authority_id, n.street_id, n.kind, n.severity, n.verdict, n.dataset_ids, count(*),
  sum(case when n.dataset_ids = '{}' then n.stretch_m else ceil(n.stretch_m / 10) * 10 end)
from (
  select f.authority_id, f.street_id, f.kind, f.severity, f.verdict, f.stretch_m, array(
    select d.id from dataset d
    where d.authority_id = f.authority_id and d.id in (f.a_dataset_id, f.b_dataset_id) and (d.access_class <> 'public' or d.expires is not null)
    order by d.id) as dataset_ids
  from finding f where f.scenario_id is null and f.street_id is not null) n
group by n.authority_id, n.street_id, n.kind, n.severity, n.verdict, n.dataset_ids;

comment on column finding.veil is 'none: of the state today, or of a scenario with nothing restricted. seen: as it is, for who may see both things; hidden: veiled, for the others. finding_is_told() says who is told what.';
