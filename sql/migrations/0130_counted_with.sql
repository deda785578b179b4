-- Most measures at a place have nothing to count between them; which types do follows from their formulas.

alter table measure_type add column counted_with text[] not null default '{}';
comment on column measure_type.counted_with is 'Types that count something of which the same place counts once with this type, itself among them; synced from data/catalog.';

drop function if exists counted_before(measure, geometry, text, text, text, double precision);
