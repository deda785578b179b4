alter table measure_type add column removes jsonb not null default '[]';
comment on column measure_type.removes is 'What existing things a measure of this type takes away: layer (or the parameter that names one) and within_m of the drawn geometry.';
