-- An import that is stored but whose check was cut off goes on with it, wherever that is taken up.
alter table import add column check_extent geometry;
comment on column import.check_extent is 'Where existing has to be checked against existing once the delivery is stored (analysis CRS): around what came and what it took the place of. Null before it is stored, and where nothing was.';

-- An import from the command line comes without an upload, and without a job whose lock would tell that it lives.
alter table import add column process text;
comment on column import.process is 'Which process does an import of the command line (machine, number, start), so that another can tell when it is gone. Null for those of the job queue.';
