-- The measures near an import were evaluated in one transaction, which kept all who draw from saving until it was done.
drop function if exists evaluate_measures_near(geometry);
