-- What is said about a finding reaches the other party.

alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check
  check (kind in ('review_asked', 'review_answered', 'finding_message', 'reaction_received', 'digest'));
