-- What town and owner agreed about a finding, and what they said. By the finding's id, which is the same whenever
-- rule and things are the same: findings themselves are worked out anew with every change.

create table finding_state (
  authority_id text not null references authority,
  id uuid not null,
  state text not null check (state in ('open', 'in_discussion', 'accepted', 'mitigated', 'rejected')),
  reason text not null default '',
  facts jsonb not null,
  decided_by_name text not null,
  organisation_id text not null,
  decided_at timestamptz not null default now(),
  version bigint not null default 1,
  primary key (authority_id, id),
  check (state in ('open', 'in_discussion') or reason <> '')
);
comment on table finding_state is 'The decision about a finding, with the facts that it was taken on: where those are others now, it no longer holds.';

create table finding_message (
  authority_id text not null references authority,
  id bigint generated always as identity,
  finding_id uuid not null,
  organisation_id text not null,
  text text not null check (text <> ''),
  written_by_name text not null,
  at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, organisation_id) references organisation
);
create index on finding_message (authority_id, finding_id);
comment on table finding_message is 'What town and owner said about a finding. Added, never changed.';

alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('review_asked', 'review_answered', 'reaction_received', 'finding_discussed', 'digest'));
