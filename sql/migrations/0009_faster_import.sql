-- What a function returns cannot be replaced, only made anew.
drop function if exists import_depth(double precision, double precision, double precision, double precision, text, double precision, double precision);

-- A partition takes its own layer only, and there is one for each layer of the catalogue: looking that up
-- again for every row took a tenth of an import. sync_catalog keeps a layer that has features.
alter table feature drop constraint if exists feature_layer_fkey;
