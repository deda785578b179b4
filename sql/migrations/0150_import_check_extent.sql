-- An import that is stored but whose check was cut off goes on with it, wherever that is taken up.
alter table import add column check_extent geometry;
comment on column import.check_extent is 'Where existing has to be checked against existing once the delivery is stored (analysis CRS): around what came and what it took the place of. Null before it is stored, and where nothing was.';
