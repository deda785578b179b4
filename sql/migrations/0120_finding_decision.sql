-- What is decided about a finding and what was said of it: both outlive every new analysis, since a finding keeps its id.

create table finding_decision (
  authority_id text not null references authority,
  id uuid not null,
  scenario_id bigint,
  state text not null check (state in ('open', 'in_discussion', 'accepted', 'mitigated', 'rejected')),
  reason text not null default '',
  inputs jsonb not null,
  version bigint not null default 1,
  decided_by text not null,
  organisation_id text not null,
  decided_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade,
  check (state <> 'accepted' or reason <> '')
);
comment on table finding_decision is 'What was decided about the finding of this id, and from what: inputs are the finding_inputs() of that moment. Where they have changed since, the decision no longer holds and the finding is open again.';

create table finding_message (
  authority_id text not null references authority,
  id bigint generated always as identity,
  finding_id uuid not null,
  scenario_id bigint,
  text text not null check (text <> ''),
  author text not null,
  organisation_id text not null,
  at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
create index on finding_message (authority_id, finding_id, id);
comment on table finding_message is 'The conversation about a finding; a message is never changed.';
