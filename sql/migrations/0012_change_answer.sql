-- Whoever lost the connection before the answer came asks again; the changes must not be made twice.

create table change_answer (
  authority_id text not null,
  scenario_id bigint not null,
  key text not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (authority_id, scenario_id, key),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
comment on table change_answer is 'What was answered to changes that came with an Idempotency-Key: sent again, they get the same answer. Kept for a month.';

-- Takes an argument more; the one of before would stand beside it.
drop function if exists effective_rules(text);
