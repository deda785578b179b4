drop function if exists effective_rules(text, text[]);

-- What an import spends its time on, found by measuring: comparing keys that begin with two equal texts, and
-- looking at every geometry once more after it was read.

-- Within a partition all layers are the same, and nearly always all authorities: the id tells rows apart at once.
alter table feature drop constraint feature_pkey;
alter table feature add primary key (id, layer, authority_id);

-- Datasets have numbers of their own over all authorities, and nothing asks for an object by the source's id alone.
do $$
declare
  partition regclass;
begin
  for partition in select i.inhrelid::regclass from pg_inherits i where i.inhparent = 'feature'::regclass loop
    execute format('drop index if exists %I', replace(partition::text, 'straatlagen.', '') || '_dataset');
    execute format('create index %I on %s (dataset_id)', replace(partition::text, 'straatlagen.', '') || '_dataset', partition);
  end loop;
end $$;

-- Worked out while the row is put in, when the reader is busy with the next ones.
alter table import_row add column state smallint not null generated always as (
  case
    -- NaN sorts above every number; an empty geometry has no box.
    when (geom @ st_makeenvelope(-1e9, -1e9, 1e9, 1e9) and st_xmax(geom) < 1e9 and st_ymax(geom) < 1e9) is not true then -3
    when not st_isvalid(geom) then -2
    when st_ndims(geom) > 2 or st_hasarc(geom) then -1
    else st_dimension(geom)
  end) stored;
comment on column import_row.state is 'The dimension (0 point, 1 line, 2 area) of a geometry that can be stored as it is but for its CRS; else -1: has heights or arcs, -2: not valid, -3: empty, not finite or beyond 1,000,000 km.';
drop index import_row_import_id_idx;
create index on import_row (import_id, row_number);
-- A few rows tell the planner enough, and every import counts them anew.
alter table import_row alter import_id set statistics 10, alter row_number set statistics 10, alter layer set statistics 10, alter source_id set statistics 10;

-- Only what draws the map asks for it, and that has the catalogue.
alter table layer drop column typical_diameter_m;
