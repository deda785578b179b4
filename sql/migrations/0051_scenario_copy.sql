-- A scenario may be put away, and may come from another.

alter table scenario add column archived boolean not null default false;
alter table scenario add column copy_of bigint;
comment on column scenario.copy_of is 'The scenario that it was copied from; that one may be gone.';
